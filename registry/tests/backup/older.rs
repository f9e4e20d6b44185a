//! Backups and data folders of before the last migrations, made of those that are kept: this program brings both up to date
//! and changes no byte of what was published.

use std::collections::{BTreeMap, BTreeSet};

use base64::{Engine, prelude::BASE64_STANDARD};
use migrations::{Migrator, MigratorTrait};
use sea_orm::{ConnectionTrait, Database, DatabaseConnection, Statement, Value as Cell};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

use super::{
    kept::{Kept, all, check_the_rest, differences},
    *,
};

/// The tables as they were after so many migrations: of each column, whether it holds bytes.
type Tables = BTreeMap<String, BTreeMap<String, bool>>;

/// A database as it was after so many migrations.
async fn as_after(steps: u32, url: &str) -> (DatabaseConnection, Tables) {
    let db = Database::connect(url).await.unwrap();
    Migrator::up(&db, Some(steps)).await.unwrap();
    let sql = "SELECT m.name AS of, c.name AS name, c.type AS type \
               FROM sqlite_master m, pragma_table_info(m.name) c WHERE m.type = 'table'";
    let rows = Statement::from_string(db.get_database_backend(), sql);
    let mut tables = Tables::new();
    for row in db.query_all_raw(rows).await.unwrap() {
        let word = |name: &str| -> String { row.try_get("", name).unwrap() };
        let bytes = word("type").to_lowercase().contains("blob");
        tables
            .entry(word("of"))
            .or_default()
            .insert(word("name"), bytes);
    }
    (db, tables)
}

/// Rows that a program of those tables would have had, with the columns that it had.
fn rows_of(kept: &Kept, tables: &Tables) -> Vec<Value> {
    let rows = kept.lines[1..kept.lines.len() - 1].iter();
    let known = rows.filter_map(|line| {
        let columns = tables.get(line["table"].as_str()?)?;
        let mut line = line.clone();
        let row = line["row"].as_object_mut()?;
        row.retain(|column, _| columns.contains_key(column));
        Some(line)
    });
    known.collect()
}

/// The backup that a program would have made that knew only the first migrations.
fn backup_of(kept: &Kept, steps: usize, tables: &Tables) -> Vec<u8> {
    let mut header = kept.lines[0].clone();
    header["migrations"].as_array_mut().unwrap().truncate(steps);
    let mut all = vec![header.to_string()];
    let mut counted = BTreeMap::<String, u64>::new();
    for row in rows_of(kept, tables) {
        *counted
            .entry(row["table"].as_str().unwrap().to_owned())
            .or_default() += 1;
        all.push(row.to_string());
    }
    let mut digest = Sha256::new();
    for line in &all {
        digest.update(format!("{line}\n"));
    }
    let digest: String = digest
        .finalize()
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect();
    all.push(json!({"rows": counted, "sha256": digest}).to_string());
    packed(&all)
}

/// How many migrations a kept backup can be taken back to: releases are older than it, and its own.
fn ages(kept: &Kept) -> std::ops::Range<usize> {
    let known = kept.lines[0]["migrations"].as_array().unwrap();
    let releases = known.iter().position(|name| name == "m0005_releases");
    releases.unwrap() + 1..known.len()
}

#[tokio::test]
async fn a_backup_of_before_a_migration_is_brought_up_to_date() {
    for kept in all() {
        for steps in ages(&kept) {
            let (_, tables) = as_after(u32::try_from(steps).unwrap(), "sqlite::memory:").await;
            let file = backup_of(&kept, steps, &tables);
            for stage in stages().await {
                put_back(&stage, &file).await.unwrap();
                let registry = &stage.registry;
                assert_eq!(differences(registry, &kept).await, [""; 0], "{steps}");
                check_the_rest(registry, &kept).await;
                assert_eq!(applied(stage.url()).await, Migrator::migrations().len());
                assert!(matches!(
                    put_back(&stage, &file).await,
                    Err(Fault::NotEmpty)
                ));
            }
        }
    }
}

#[tokio::test]
async fn a_data_folder_of_before_a_migration_is_brought_up_to_date() {
    for kept in all() {
        for steps in ages(&kept) {
            let folder = std::env::temp_dir().join(format!(
                "parlance-older-{}-{}-{steps}",
                kept.name,
                std::process::id()
            ));
            std::fs::create_dir_all(&folder).unwrap();
            let url = Registry::embedded(&folder);
            let made = format!("{url}?mode=rwc");
            let (db, tables) = as_after(u32::try_from(steps).unwrap(), &made).await;
            fill(&db, &rows_of(&kept, &tables), &tables).await;
            db.close().await.unwrap();
            assert_eq!(applied(&url).await, steps);

            let opened = Registry::open(&url, "https://elsewhere.example").await;
            let (registry, _letters) = opened.unwrap();
            assert_eq!(applied(&url).await, Migrator::migrations().len());
            assert_eq!(differences(&registry, &kept).await, [""; 0], "{steps}");
            check_the_rest(&registry, &kept).await;
            drop(registry);
            std::fs::remove_dir_all(&folder).unwrap();
        }
    }
}

/// A table or a column of an older program that there is none of any more is no damage, and is not left out in silence.
#[tokio::test]
async fn what_has_no_place_any_more_is_refused() {
    let kept = all().remove(0);
    let steps = ages(&kept).end - 1;
    let (_, tables) = as_after(u32::try_from(steps).unwrap(), "sqlite::memory:").await;
    for (from, to) in [
        (r#""table":"minorities""#, r#""table":"majorities""#),
        (r#""licence":"#, r#""license":"#),
    ] {
        let mut changed = lines(&backup_of(&kept, steps, &tables));
        let at = changed.iter().position(|line| line.contains(from)).unwrap();
        changed[at] = changed[at].replace(from, to);
        for stage in stages().await {
            let fault = put_back(&stage, &packed(&changed)).await;
            assert!(matches!(fault, Err(Fault::OtherTables { .. })), "{fault:?}");
            // The tables are those of today again.
            assert_eq!(applied(stage.url()).await, Migrator::migrations().len());
            put_back(&stage, &kept.file).await.unwrap();
        }
    }
}

/// How many migrations a database went through.
async fn applied(url: &str) -> usize {
    let db = Database::connect(url).await.unwrap();
    let models = Migrator::get_migration_models(&db).await.unwrap();
    db.close().await.unwrap();
    let names: BTreeSet<_> = models.into_iter().map(|model| model.version).collect();
    names.len()
}

/// Puts rows into their tables without any code of the registry.
async fn fill(db: &DatabaseConnection, rows: &[Value], tables: &Tables) {
    for line in rows {
        let table = line["table"].as_str().unwrap();
        let row = line["row"].as_object().unwrap();
        let names: Vec<_> = row.keys().map(|name| format!("\"{name}\"")).collect();
        let marks = vec!["?"; names.len()].join(", ");
        let sql = format!(
            "INSERT INTO {table} ({}) VALUES ({marks})",
            names.join(", ")
        );
        let cells = row.iter().map(|(name, cell)| match cell {
            Value::Bool(cell) => Cell::from(*cell),
            Value::Number(cell) => Cell::from(cell.as_i64().unwrap()),
            Value::String(cell) if tables[table][name] => {
                Cell::from(BASE64_STANDARD.decode(cell).unwrap())
            }
            Value::String(cell) => Cell::from(cell.clone()),
            _ => Cell::String(None),
        });
        let statement = Statement::from_sql_and_values(db.get_database_backend(), sql, cells);
        db.execute_raw(statement).await.unwrap();
    }
}
