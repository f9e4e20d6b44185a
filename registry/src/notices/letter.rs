//! The letter itself: plain text, what waits first, every link on a line of its own.

use domain::{Moment, notice::Frequency};

use super::roll::Recipient;
use crate::{Letter, Result, admission::role_word};

/// How much of what others wrote is quoted, in characters.
const QUOTE_MAX: usize = 300;
const SUBJECT_MAX: usize = 160;

/// One thing to be told.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Item {
    /// Whether it waits for the reader.
    pub(super) waits: bool,
    /// A sentence without its full stop.
    pub(super) what: String,
    /// What else there is to know, a sentence each.
    pub(super) more: Vec<String>,
    /// Where it is, a path of the site.
    pub(super) path: String,
}

pub(super) fn write(
    base_url: &str,
    who: &Recipient,
    items: &[Item],
    unsubscribe: &str,
) -> Result<Letter> {
    let waiting: Vec<_> = items.iter().filter(|item| item.waits).collect();
    let happened: Vec<_> = items.iter().filter(|item| !item.waits).collect();
    let title = &who.title;
    let about = match (items, waiting.len(), happened.len()) {
        ([only], ..) => only.what.clone(),
        (_, 0, n) => format!("{n} things happened"),
        (_, n, 0) => format!("{n} things wait for you"),
        (_, 1, _) => "1 thing waits for you, and what happened".to_owned(),
        (_, n, _) => format!("{n} things wait for you, and what happened"),
    };
    let mut body = String::new();
    for (head, items) in [
        (format!("What waits for you in “{title}”:"), waiting),
        (format!("What happened in “{title}”:"), happened),
    ] {
        if items.is_empty() {
            continue;
        }
        body += &format!("{head}\n\n");
        for item in items {
            body += &format!("* {}.\n", item.what);
            for more in &item.more {
                body += &format!("  {more}\n");
            }
            body += &format!("  {base_url}{}\n\n", item.path);
        }
    }
    let often = match who.frequency()? {
        Frequency::Immediate => "at once",
        Frequency::Daily => "at most once a day, and before a call closes",
        Frequency::Weekly => "at most once a week, and before a call closes",
        Frequency::None => "never",
    };
    body += &format!(
        "-- \nYou get this as {} of “{title}”: {often}.\n\
         How often you want it: {base_url}/account#mail\n\
         No more of it, without signing in: {unsubscribe}\n",
        role_word(who.role()?)
    );
    Ok(Letter {
        to: who.email.clone(),
        subject: cut(&format!("“{title}”: {about}"), SUBJECT_MAX),
        body,
    })
}

/// What others wrote, on one line and not too much of it.
pub(super) fn quoted(text: &str) -> String {
    cut(text, QUOTE_MAX)
}

/// A time as a letter says it, which is read somewhere, some day.
pub(super) fn time(at: Moment) -> String {
    format!("{} UTC", at.to_string()[..16].replace('T', " "))
}

fn cut(text: &str, max: usize) -> String {
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    match line.char_indices().nth(max) {
        Some((end, _)) => format!("{}…", line[..end].trim_end()),
        None => line,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn item(waits: bool, what: &str) -> Item {
        Item {
            waits,
            what: what.to_owned(),
            more: vec!["More of it.".to_owned()],
            path: "/p/words".to_owned(),
        }
    }

    fn written(items: &[Item]) -> Letter {
        let who = Recipient {
            process_id: 1,
            member: 2,
            frequency: "weekly".to_owned(),
            mailed_seq: 1,
            mailed_at: 0,
            user_id: 1,
            role: "participant".to_owned(),
            email: "ada@example.org".to_owned(),
            slug: "words".to_owned(),
            title: "Words".to_owned(),
            seq: 9,
        };
        write(
            "https://terms.example",
            &who,
            items,
            "https://terms.example/unsubscribe/x",
        )
        .unwrap()
    }

    #[test]
    fn what_waits_stands_first() {
        let letter = written(&[item(false, "It ended"), item(true, "It waits")]);
        assert_eq!(
            letter.subject,
            "“Words”: 1 thing waits for you, and what happened"
        );
        let [waits, ended] = ["* It waits.", "* It ended."].map(|it| letter.body.find(it).unwrap());
        assert!(waits < ended, "{}", letter.body);
        assert!(letter.body.contains("\n  https://terms.example/p/words\n"));
        assert!(letter.body.contains("as a participant of “Words”"));
    }

    #[test]
    fn one_thing_is_the_subject_and_no_line_breaks_it() {
        let letter = written(&[item(true, "Call 1 on “a\r\nBcc: eve@example.org”")]);
        assert_eq!(
            letter.subject,
            "“Words”: Call 1 on “a Bcc: eve@example.org”"
        );
        let long = "x".repeat(400);
        assert_eq!(quoted(&long).chars().count(), QUOTE_MAX + 1);
    }
}
