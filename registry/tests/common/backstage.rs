//! What a story's audience does not see: the letters sent, and what the database holds.

use registry::Letter;
use sea_orm::{ConnectionTrait, Database, QueryResult, Statement};

use super::Stage;

impl Stage {
    /// The next letter; there must be one.
    pub fn letter(&mut self) -> Letter {
        self.letters.try_recv().unwrap()
    }

    /// All letters that were not looked at yet.
    pub fn post(&mut self) -> Vec<Letter> {
        std::iter::from_fn(|| self.letters.try_recv().ok()).collect()
    }

    /// What every row of some tables holds of text, a row per line.
    pub async fn dump(&self, tables: &[&str]) -> String {
        let db = Database::connect(&self.url).await.unwrap();
        let mut lines = Vec::new();
        for table in tables {
            let all = format!("SELECT * FROM {table}");
            let all = Statement::from_string(db.get_database_backend(), all);
            lines.extend(db.query_all_raw(all).await.unwrap().iter().map(in_words));
        }
        db.close().await.unwrap();
        lines.join("\n")
    }

    /// Changes what is stored behind the back of the registry.
    pub async fn execute(&self, sql: &str) {
        let db = Database::connect(&self.url).await.unwrap();
        db.execute_unprepared(sql).await.unwrap();
        db.close().await.unwrap();
    }
}

/// The token of the link in a letter.
pub fn token_in(text: &str) -> String {
    let link = text
        .split_whitespace()
        .find(|word| word.starts_with("http"));
    link.unwrap().rsplit('/').next().unwrap().to_owned()
}

fn in_words(row: &QueryResult) -> String {
    let columns = row.column_names();
    let words = columns
        .iter()
        .filter_map(|column| row.try_get("", column).ok().flatten());
    words.collect::<Vec<String>>().join(" | ")
}
