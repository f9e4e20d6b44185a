//! The wordings of an entry, and what is looked up by its newest: its term, what it links to, its
//! words.

use std::collections::BTreeSet;

use domain::{
    Lang, Refusal, Slug, Text,
    content::{Content, DesignationKind},
    entry::{EntryStatus, Impact, sort_key},
    ids::{EntryNo, RedlineNo, WordingNo},
    markdown::{links, plain},
};
use sea_orm::{ActiveValue::Set, ColumnTrait, DatabaseTransaction, EntityTrait, QueryFilter};

use super::Here;
use crate::{
    Error, Result,
    rows::{json, value, word},
    search,
    tables::{entries, mentions, relations, wordings},
};

/// How many characters of the definition a list shows.
const EXCERPT: usize = 240;

/// Where the words of a wording come from.
pub(super) struct Origin<'a> {
    pub(super) redline: Option<RedlineNo>,
    pub(super) rationale: Option<&'a str>,
    pub(super) impact: Option<Impact>,
}

pub(super) async fn first(
    here: Here<'_>,
    entry: EntryNo,
    slug: &Slug,
    content: &Content,
    rationale: Option<&Text>,
) -> Result<()> {
    let shown = Shown::of(content, &authoritative(here)?)?;
    let row = entries::ActiveModel {
        process_id: Set(here.process.id),
        number: Set(entry.into()),
        slug: Set(slug.to_string()),
        status: Set(word(&EntryStatus::Proposed)?),
        status_at: Set(here.at),
        term: Set(shown.term),
        term_key: Set(shown.key),
        letter: Set(shown.letter),
        abbreviation: Set(shown.abbreviation),
        excerpt: Set(shown.excerpt),
        wording: Set(1),
        agreed_wording: Set(None),
        agreed_call: Set(None),
        agreed_at: Set(None),
        withdrawn: Set(false),
        reason: Set(None),
        retired: Set(false),
        replaced_by: Set(None),
        discussed: Set(false),
        open_call: Set(None),
        proposer: Set(here.by),
        pen: Set(here.by),
        created_at: Set(here.at),
        changed_at: Set(here.at),
        changed_seq: Set(here.seq),
    };
    entries::Entity::insert(row)
        .exec_without_returning(here.tx)
        .await?;
    let origin = Origin {
        redline: None,
        rationale: rationale.map(|text| &**text),
        impact: None,
    };
    write(here, entry, 1, content, origin).await
}

pub(super) async fn next(
    here: Here<'_>,
    entry: EntryNo,
    wording: WordingNo,
    content: &Content,
    origin: Origin<'_>,
) -> Result<()> {
    let shown = Shown::of(content, &authoritative(here)?)?;
    here.change(entry, |row| {
        row.wording = Set(wording.into());
        row.term = Set(shown.term);
        row.term_key = Set(shown.key);
        row.letter = Set(shown.letter);
        row.abbreviation = Set(shown.abbreviation);
        row.excerpt = Set(shown.excerpt);
    })
    .await?;
    write(here, entry, wording, content, origin).await
}

async fn write(
    here: Here<'_>,
    entry: EntryNo,
    wording: WordingNo,
    content: &Content,
    origin: Origin<'_>,
) -> Result<()> {
    let row = wordings::ActiveModel {
        process_id: Set(here.process.id),
        entry: Set(entry.into()),
        number: Set(wording.into()),
        content: Set(json(content)?),
        redline: Set(origin.redline.map(i64::from)),
        rationale: Set(origin.rationale.map(str::to_owned)),
        impact: Set(origin.impact.as_ref().map(word).transpose()?),
        by: Set(here.by),
        at: Set(here.at),
    };
    wordings::Entity::insert(row)
        .exec_without_returning(here.tx)
        .await?;
    relate(here, entry, content).await?;
    make_findable(here.tx, here.process.id, entry.into(), content).await
}

/// Makes an entry findable by the words of its newest wording.
pub(crate) async fn make_findable(
    tx: &DatabaseTransaction,
    process_id: i64,
    entry: i64,
    content: &Content,
) -> Result<()> {
    let markdown = content
        .definition
        .values()
        .chain(content.notes.values().flatten());
    // Found by what people read: not by the addresses that links hide.
    let mut texts: Vec<String> = markdown.map(|text| plain(text)).collect();
    texts.extend(
        content
            .designations
            .iter()
            .map(|designation| designation.text.to_string()),
    );
    let texts = texts.iter().map(String::as_str);
    search::index(tx, process_id, entry, texts).await
}

/// What the entry leads to by its newest wording.
async fn relate(here: Here<'_>, entry: EntryNo, content: &Content) -> Result<()> {
    let (process_id, entry) = (here.process.id, i64::from(entry));
    relations::Entity::delete_many()
        .filter(relations::Column::ProcessId.eq(process_id))
        .filter(relations::Column::Entry.eq(entry))
        .exec(here.tx)
        .await?;
    let related: BTreeSet<_> = content.relations.iter().collect();
    for relation in related {
        let row = relations::ActiveModel {
            process_id: Set(process_id),
            entry: Set(entry),
            kind: Set(word(&relation.kind)?),
            target: Set(relation.entry.into()),
        };
        relations::Entity::insert(row)
            .exec_without_returning(here.tx)
            .await?;
    }
    mentions::Entity::delete_many()
        .filter(mentions::Column::ProcessId.eq(process_id))
        .filter(mentions::Column::Entry.eq(entry))
        .exec(here.tx)
        .await?;
    let linked: BTreeSet<String> = content
        .definition
        .values()
        .flat_map(|text| links(text))
        .collect();
    for target in linked {
        let row = mentions::ActiveModel {
            process_id: Set(process_id),
            entry: Set(entry),
            target: Set(target),
        };
        mentions::Entity::insert(row)
            .exec_without_returning(here.tx)
            .await?;
    }
    Ok(())
}

/// What lists show of a wording.
struct Shown {
    term: String,
    key: String,
    letter: String,
    abbreviation: Option<String>,
    excerpt: String,
}

impl Shown {
    fn of(content: &Content, lang: &Lang) -> Result<Self> {
        let term = content
            .preferred(lang)
            .ok_or(Error::Refused(Refusal::PreferredMissing))?;
        let key = sort_key(term);
        let first = key.chars().next().filter(char::is_ascii_alphabetic);
        let abbreviation = content
            .designations
            .iter()
            .find(|other| other.kind == DesignationKind::Abbreviation && other.lang == *lang);
        let definition = content.definition.get(lang).map_or("", |text| text);
        Ok(Self {
            term: term.to_owned(),
            letter: first.map_or_else(
                || "#".to_owned(),
                |letter| letter.to_ascii_uppercase().to_string(),
            ),
            key,
            abbreviation: abbreviation.map(|designation| designation.text.to_string()),
            excerpt: excerpt(&plain(definition)),
        })
    }
}

/// The beginning of a text, in whole words, on one line.
fn excerpt(text: &str) -> String {
    let mut short = String::new();
    for word in text.split_whitespace() {
        if short.chars().count() + word.chars().count() >= EXCERPT {
            if short.is_empty() {
                short.extend(word.chars().take(EXCERPT));
            }
            short.push('…');
            break;
        }
        if !short.is_empty() {
            short.push(' ');
        }
        short.push_str(word);
    }
    short
}

fn authoritative(here: Here<'_>) -> Result<Lang> {
    let languages: Vec<Lang> = value(&here.process.languages)?;
    languages
        .into_iter()
        .next()
        .ok_or(Error::Refused(Refusal::LanguagesMissing))
}
