//! Entries that are sent out.

use std::collections::HashMap;

use domain::{
    Lang, Moment, Slug,
    content::Content,
    entry::{EntryRef, RedlineState, left_to_fold},
    ids::WordingNo,
    manuscript::{
        Manuscript, Mark, Origin, Part, Piece, Section, follow, lay, parts, started, text,
    },
    redline::{PartName, carry, diff, keep},
};

use super::{Shelf, at};
use crate::{
    Caller, Error, Registry, Result,
    entries::{authoritative, entry_row},
    redlines::pending,
    rows::{moment, number, value},
    tables::{processes, redlines},
};

const AS_TYPED: &str = "Texts stand here as they were typed; definitions are Markdown.";
const HOW_BACK: &str = "To propose other words, change what stands below the headings while changes are tracked, save \
    this file as DOCX, and send it on the entry's page. Leave the headings as they are.";

/// What changed from one wording of an entry to another, every step by who wrote it. From a wording to itself it is
/// that wording, ready to be changed.
pub async fn of_wordings(
    registry: &Registry,
    caller: &Caller,
    now: Moment,
    process: &Slug,
    entry: &EntryRef,
    (from, to): (WordingNo, WordingNo),
) -> Result<Vec<u8>> {
    let view = registry.view(caller, now, process).await?;
    let entry = entry_row(&registry.db, view.process.id, entry).await?;
    let shelf = Shelf::load(registry, view.process.id, entry).await?;
    let lang = authoritative(&view.process)?;
    let mut contents = Vec::new();
    for (row, mark) in shelf.marks_of_wordings()? {
        contents.push((number(row.number), value::<Content>(&row.content)?, mark));
    }
    let within = from.min(to)..=from.max(to);
    contents.retain(|(wording, ..)| within.contains(wording));
    if ![from, to]
        .iter()
        .all(|wanted| contents.iter().any(|(wording, ..)| wording == wanted))
    {
        return Err(Error::NotFound);
    }
    if from > to {
        // Going back was written by nobody.
        let newest = contents.last().map(|(.., mark)| mark.at.clone());
        contents.retain(|(wording, ..)| [from, to].contains(wording));
        contents.reverse();
        for (.., mark) in &mut contents {
            *mark = Mark {
                author: view.process.title.clone(),
                at: newest.clone().unwrap_or_default(),
            };
        }
    }
    let all: Vec<&Content> = contents.iter().map(|(_, content, _)| content).collect();
    let parts = parts(&all, &lang).into_iter().map(|part| {
        let texts = contents
            .iter()
            .map(|(_, content, mark)| (text(content, &part, &lang), mark));
        let texts: Vec<_> = texts.collect();
        let mut pieces = started(texts.first().map_or("", |(text, _)| text));
        for pair in texts.windows(2) {
            if let [(old, _), (new, mark)] = pair {
                pieces = follow(pieces, &diff(old, new), mark);
            }
        }
        section_part(part, &lang, pieces)
    });
    let term = &shelf.entry.term;
    let title = match from == to {
        true => format!("{term}: wording {from}"),
        false => format!("{term}: from wording {from} to wording {to}"),
    };
    let section = Section {
        heading: term.clone(),
        lead: Vec::new(),
        base: Some(from),
        parts: parts.collect(),
    };
    let what = match from == to {
        true => "Nothing is changed in it yet.".to_owned(),
        false => format!("Accepted, the changes leave wording {to}; rejected, wording {from}."),
    };
    write(&view.process, &shelf, title, what, vec![section])
}

/// All pending redlines of an entry, laid over its newest wording, each by its author. One that wants the same words
/// as another, or that does not fit the wording any more, has a section of its own: nothing anyone proposed is left
/// out.
pub async fn of_redlines(
    registry: &Registry,
    caller: &Caller,
    now: Moment,
    process: &Slug,
    entry: &EntryRef,
) -> Result<Vec<u8>> {
    let view = registry.view(caller, now, process).await?;
    let entry = entry_row(&registry.db, view.process.id, entry).await?;
    let shelf = Shelf::load(registry, view.process.id, entry).await?;
    let lang = authoritative(&view.process)?;
    let mut contents: HashMap<WordingNo, Content> = HashMap::new();
    for row in &shelf.wordings {
        contents.insert(number(row.number), value(&row.content)?);
    }
    let newest = number(shelf.entry.wording);
    let current = contents.get(&newest).ok_or(Error::NotFound)?;
    let mut drafts = Vec::new();
    for row in &shelf.redlines {
        let pending = pending(row)?;
        if pending.state != RedlineState::Pending {
            continue;
        }
        let base = contents.get(&number(row.base)).ok_or(Error::NotFound)?;
        let left = keep(&pending.changes, &left_to_fold(&pending, &lang), &lang);
        let (base_no, base, wanted) = match carry(base, &left, current) {
            Ok(content) => (newest, current, content),
            Err(_) => (number(row.base), base, base.with(&left)),
        };
        drafts.push(Draft {
            row,
            mark: shelf.mark_of_redline(row)?,
            base_no,
            base,
            wanted,
        });
    }
    let all: Vec<&Content> = std::iter::once(current)
        .chain(drafts.iter().map(|draft| &draft.wanted))
        .collect();
    let names = parts(&all, &lang);
    let mut main: Vec<Vec<Piece>> = names
        .iter()
        .map(|part| started(&text(current, part, &lang)))
        .collect();
    let (mut lead, mut apart) = (Vec::new(), Vec::new());
    for draft in &drafts {
        let over = (draft.base_no == newest).then(|| draft.over(&main, &names, &lang));
        match over.flatten() {
            Some(over) => {
                main = over;
                lead.push(draft.told());
            }
            None => apart.push(draft.apart(&names, &lang)),
        }
    }
    if drafts.is_empty() {
        lead.push("No redline waits.".to_owned());
    }
    let first = Section {
        heading: shelf.entry.term.clone(),
        lead,
        base: Some(newest),
        parts: names
            .into_iter()
            .zip(main)
            .map(|(part, pieces)| section_part(part, &lang, pieces))
            .collect(),
    };
    let title = format!("{}: redlines of wording {newest}", shelf.entry.term);
    let what = "Every pending redline is a tracked change of its author. Redlines that want the same words as one \
        before them stand apart, each in a section of its own.";
    let sections = std::iter::once(first).chain(apart).collect();
    write(&view.process, &shelf, title, what.to_owned(), sections)
}

/// A pending redline and the text it is shown on.
struct Draft<'a> {
    row: &'a redlines::Model,
    mark: Mark,
    base_no: WordingNo,
    base: &'a Content,
    wanted: Content,
}

impl Draft<'_> {
    /// Its changes over those of others, unless they meet in any part.
    fn over(
        &self,
        main: &[Vec<Piece>],
        parts: &[PartName],
        lang: &Lang,
    ) -> Option<Vec<Vec<Piece>>> {
        let laid = parts.iter().zip(main).map(|(part, pieces)| {
            let ops = diff(
                &text(self.base, part, lang),
                &text(&self.wanted, part, lang),
            );
            lay(pieces, &ops, &self.mark)
        });
        laid.collect()
    }

    fn apart(&self, parts: &[PartName], lang: &Lang) -> Section {
        let parts = parts.iter().map(|part| {
            let (old, new) = (text(self.base, part, lang), text(&self.wanted, part, lang));
            let pieces = follow(started(&old), &diff(&old, &new), &self.mark);
            section_part(part.clone(), lang, pieces)
        });
        Section {
            heading: format!(
                "Redline {}, which wants the same words, on wording {}",
                self.row.number, self.base_no
            ),
            lead: vec![self.told()],
            base: Some(self.base_no),
            parts: parts.collect(),
        }
    }

    fn told(&self) -> String {
        let date = at(moment(self.row.at));
        let date = date.split('T').next().unwrap_or_default();
        format!(
            "Redline {} by {}, {date}: {}",
            self.row.number,
            self.mark.author,
            self.row.rationale.replace('\n', " ")
        )
    }
}

fn section_part(name: PartName, authoritative: &Lang, pieces: Vec<Piece>) -> Part {
    let lang = match name {
        PartName::Definition(_) | PartName::Notes(_) | PartName::Examples(_) => {
            Some(name.lang().unwrap_or(authoritative).clone())
        }
        PartName::Designations | PartName::Sources | PartName::Relations => None,
    };
    Part { name, lang, pieces }
}

fn write(
    process: &processes::Model,
    shelf: &Shelf,
    title: String,
    what: String,
    sections: Vec<Section>,
) -> Result<Vec<u8>> {
    let manuscript = Manuscript {
        title,
        lead: vec![
            format!(
                "Entry {} of “{}”. {what}",
                shelf.entry.number, process.title
            ),
            AS_TYPED.to_owned(),
            HOW_BACK.to_owned(),
        ],
        origin: Origin::Entry {
            process: Slug::parse(&process.slug)?,
            entry: number(shelf.entry.number),
        },
        sections,
    };
    formats::docx::write(&manuscript).map_err(|error| Error::Storage(error.to_string()))
}
