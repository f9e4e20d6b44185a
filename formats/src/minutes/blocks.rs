//! What minutes tell, block by block.

use domain::{
    Lang,
    markdown::plain,
    redline::{Fields, ItemChange, Op, PartName, items, readable},
};

use super::{
    Action, Correction, Deed, Detail, Minutes, Part, Position, Reading, Worded,
    words::{self, counted, due, holds, named, sentence, since, spans},
};
use crate::docx::part_heading;

/// A piece of the document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Block {
    Title(String),
    /// The first is the level below the title.
    Heading(u8, String),
    Paragraph(String),
    /// What stands in a list.
    Item(String),
    /// What somebody said, a paragraph each.
    Quote(Vec<String>),
    /// What a text lost and gained, with what stands before it.
    Redline(String, Option<Lang>, Vec<Op>),
}

use Block::{Heading, Item, Paragraph, Quote, Redline, Title};

/// Tells everything in its order.
pub fn blocks(minutes: &Minutes) -> Vec<Block> {
    let mut blocks = vec![
        Title(format!("Minutes: {}", minutes.title)),
        Paragraph(format!(
            "{}, meeting {}. {}.",
            minutes.process_title,
            minutes.meeting,
            words::when(minutes)
        )),
        Paragraph(words::standing(minutes)),
    ];
    if let Some(statement) = &minutes.statement {
        blocks.push(quote(statement));
    }
    blocks.push(Heading(1, "Who was there".to_owned()));
    let mut roles = format!("Convened by {}.", named(&minutes.convened_by));
    if let Some(taker) = &minutes.note_taker {
        roles.push_str(&format!(" Notes by {}.", named(taker)));
    }
    blocks.push(Paragraph(roles));
    if minutes.present.is_empty() {
        blocks.push(Paragraph("Nobody checked in.".to_owned()));
    }
    let present = minutes.present.iter();
    blocks.extend(present.map(|it| Item(format!("{}: {}", named(&it.who), spans(&it.spans)))));
    short(minutes, &mut blocks);
    if !minutes.before.is_empty() {
        blocks.push(Heading(1, "Before the first item".to_owned()));
        deeds(&minutes.before, minutes, &mut blocks);
    }
    for part in &minutes.items {
        item(part, minutes, &mut blocks);
    }
    if !minutes.after.is_empty() {
        blocks.push(Heading(1, "Added after the meeting".to_owned()));
        deeds(&minutes.after, minutes, &mut blocks);
    }
    if !minutes.not_reached.is_empty() {
        blocks.push(Heading(1, "Not discussed".to_owned()));
        let rest = minutes.not_reached.iter();
        blocks.extend(rest.map(|it| Item(it.title.clone())));
    }
    if !minutes.corrections.is_empty() {
        blocks.push(Heading(1, "Corrections that were asked for".to_owned()));
        for it in &minutes.corrections {
            correction(it, minutes, &mut blocks);
        }
    }
    blocks
}

/// What was decided and what is to do.
fn short(minutes: &Minutes, blocks: &mut Vec<Block>) {
    let decided: Vec<Block> = minutes
        .decisions()
        .filter_map(|deed| match &deed.detail {
            Some(Detail::Outcome { about, reached, .. }) => {
                let result = if *reached { "reached" } else { "not reached" };
                let call = deed
                    .call
                    .map_or_else(String::new, |call| format!("Call {call}, "));
                Some(Item(format!("{call}{about}: agreement was {result}.")))
            }
            _ => None,
        })
        .collect();
    if !decided.is_empty() {
        blocks.push(Heading(1, "Decided".to_owned()));
        blocks.extend(decided);
    }
    if !minutes.actions.is_empty() {
        blocks.push(Heading(1, "To do".to_owned()));
        blocks.extend(minutes.actions.iter().map(|it| Item(told(it))));
    }
}

fn told(action: &Action) -> String {
    let since = since(action).map(|since| format!(" ({since})"));
    format!(
        "{}{}: {}{}",
        named(&action.owner),
        due(action),
        plain(&action.text).replace('\n', " "),
        since.unwrap_or_default()
    )
}

fn item(part: &Part, minutes: &Minutes, blocks: &mut Vec<Block>) {
    let Some(item) = &part.item else { return };
    blocks.push(Heading(1, item.title.clone()));
    blocks.push(Paragraph(match part.spans.is_empty() {
        true => "Not under discussion.".to_owned(),
        false => format!("{} UTC.", spans(&part.spans)),
    }));
    for reading in &part.texts {
        texts(reading, &minutes.lang, blocks);
    }
    deeds(part, minutes, blocks);
}

fn texts(reading: &Reading, lang: &Lang, blocks: &mut Vec<Block>) {
    let term = &reading.entry.term;
    let (words, unchanged) = match (&reading.before, &reading.after) {
        (Some(before), Some(after)) if reading.fields.is_empty() => (
            format!("{term}, unchanged in wording {}:", before.number),
            Some(after),
        ),
        (Some(before), Some(after)) => (
            format!(
                "{term}, from wording {} to wording {}:",
                before.number, after.number
            ),
            None,
        ),
        (None, Some(after)) => (
            format!("{term}, proposed in wording {}:", after.number),
            None,
        ),
        (_, None) => return,
    };
    blocks.push(Paragraph(words));
    match unchanged {
        Some(worded) => blocks.extend(definition(worded, lang)),
        None => redline(&reading.fields, lang, blocks),
    }
}

fn definition(worded: &Worded, lang: &Lang) -> Option<Block> {
    worded.content.definition.get(lang).map(|text| quote(text))
}

/// The parts of a redline in the order of an entry. A definition is told in words, a list by its items.
fn redline(fields: &Fields, lang: &Lang, blocks: &mut Vec<Block>) {
    let mut parts: Vec<(PartName, &Vec<Op>)> = fields
        .iter()
        .filter_map(|(name, field)| Some((name.parse().ok()?, &field.ops)))
        .collect();
    parts.sort_by(|(a, _), (b, _)| a.cmp(b));
    for (part, ops) in parts {
        let heading = part_heading(&part);
        let lang = match part {
            PartName::Designations | PartName::Sources | PartName::Relations => None,
            _ => Some(part.lang().unwrap_or(lang).clone()),
        };
        if matches!(part, PartName::Definition(_)) {
            blocks.push(Redline(heading, lang, readable(ops)));
            continue;
        }
        for item in items(ops) {
            let word = match item.change {
                ItemChange::Kept => continue,
                ItemChange::Added => "added",
                ItemChange::Removed => "removed",
                ItemChange::Changed => "changed",
                ItemChange::Moved => "moved",
            };
            blocks.push(Redline(
                format!("{heading}, {word}"),
                lang.clone(),
                item.ops,
            ));
        }
    }
}

fn deeds(part: &Part, minutes: &Minutes, blocks: &mut Vec<Block>) {
    for it in &part.deeds {
        deed(it, minutes, blocks);
    }
    if !part.elsewhere.is_empty() {
        blocks.push(Heading(2, "Meanwhile, elsewhere".to_owned()));
        for it in &part.elsewhere {
            deed(it, minutes, blocks);
        }
    }
}

fn deed(deed: &Deed, minutes: &Minutes, blocks: &mut Vec<Block>) {
    if let Some(Detail::Note { text, .. }) = &deed.detail {
        let after = if deed.later {
            ", added after the meeting"
        } else {
            ""
        };
        blocks.push(Paragraph(format!("Note{after}:")));
        blocks.push(quote(text));
        return;
    }
    if let Some(Detail::Action { action }) = &deed.detail {
        blocks.push(Paragraph(format!("To do: {}", told(action))));
        return;
    }
    let time = match deed.later {
        true => "Later".to_owned(),
        false => words::clock(deed.at),
    };
    blocks.push(Paragraph(format!("{time} {}.", sentence(deed))));
    match &deed.detail {
        None | Some(Detail::Note { .. } | Detail::Action { .. }) => {}
        Some(Detail::Said { text }) => blocks.push(quote(text)),
        Some(Detail::Redline { fields, rationale }) => {
            redline(fields, &minutes.lang, blocks);
            blocks.push(quote(rationale));
        }
        Some(Detail::Positions { taken, sealed }) => {
            blocks.extend(taken.iter().map(|it| Item(position(it))));
            if *sealed > 0 {
                let words = match sealed {
                    1 => "1 position is sealed until the call closes.".to_owned(),
                    more => format!("{more} positions are sealed until the call closes."),
                };
                blocks.push(Item(words));
            }
        }
        Some(Detail::Poll { options, .. }) => {
            blocks.extend(options.iter().map(|option| {
                Item(match option.count {
                    Some(count) => format!("{}: {count}", option.text),
                    None => option.text.clone(),
                })
            }));
            blocks.push(Paragraph("A straw poll binds nobody.".to_owned()));
        }
        Some(Detail::Outcome {
            missing,
            statement,
            tally,
            groups,
            ..
        }) => {
            blocks.push(Item(format!("All: {}", counted(tally))));
            let groups = groups.iter();
            blocks.extend(groups.map(|it| Item(format!("{}: {}", it.name, counted(&it.counts)))));
            let missing = missing.iter();
            blocks.extend(missing.map(|it| Item(format!("Missing: {it}"))));
            blocks.extend(statement.as_deref().map(quote));
        }
    }
}

fn position(it: &Position) -> String {
    let mut text = format!("{} {} {}", words::clock(it.at), named(&it.by), holds(it));
    if let Some(reason) = &it.reason {
        text.push_str(&format!(": {}", plain(reason).replace('\n', " ")));
    }
    if let Some(resolve) = &it.would_resolve {
        let resolve = plain(resolve).replace('\n', " ");
        text.push_str(&format!(" What would resolve it: {resolve}"));
    }
    text
}

fn correction(it: &Correction, minutes: &Minutes, blocks: &mut Vec<Block>) {
    let item = it.item.and_then(|number| {
        let mut items = minutes.items.iter().filter_map(|part| part.item.as_ref());
        items.find(|item| item.number == number)
    });
    let under = item.map(|item| format!(" under “{}”", item.title));
    blocks.push(Paragraph(format!(
        "{}. {}{}:",
        it.number,
        named(&it.by),
        under.unwrap_or_default()
    )));
    blocks.push(quote(&it.text));
    blocks.push(Paragraph(
        match it.made {
            None => "Not answered.",
            Some(true) => "The minutes say so now.",
            Some(false) => "The minutes stayed as they were.",
        }
        .to_owned(),
    ));
    blocks.extend(it.response.as_deref().map(quote));
}

/// What somebody said, in plain words.
fn quote(text: &str) -> Block {
    let plain = plain(text);
    let paragraphs = plain.split('\n').map(str::trim);
    let paragraphs = paragraphs.filter(|it| !it.is_empty());
    Quote(paragraphs.map(str::to_owned).collect())
}
