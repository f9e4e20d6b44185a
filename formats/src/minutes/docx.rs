//! Minutes as DOCX. What a text lost and gained is a tracked change of the meeting.

use domain::{
    manuscript::{Mark, Piece},
    redline::{Op, OpKind},
};

use super::{
    Minutes,
    blocks::{Block, blocks},
};
use crate::{
    FormError,
    docx::{Look, Paper},
};

pub fn write(minutes: &Minutes) -> Result<Vec<u8>, FormError> {
    let at = minutes.ended_at.or(minutes.started_at);
    let at = at.unwrap_or(minutes.starts_at).to_string();
    let mark = Mark {
        author: minutes.title.clone(),
        // Word processors take no fractions of a second.
        at: format!("{}Z", at.split('.').next().unwrap_or(&at)),
    };
    let mut paper = Paper::begin()?;
    for block in blocks(minutes) {
        match block {
            Block::Title(words) => paper.plain(Look::Title, &words)?,
            Block::Heading(1, words) => paper.plain(Look::Section, &words)?,
            Block::Heading(_, words) => paper.plain(Look::Part, &words)?,
            Block::Paragraph(words) => paper.plain(Look::Words, &words)?,
            Block::Item(words) => paper.plain(Look::Words, &format!("• {words}"))?,
            Block::Quote(paragraphs) => {
                for words in paragraphs {
                    paper.plain(Look::Lead, &words)?;
                }
            }
            Block::Redline(heading, lang, ops) => {
                paper.plain(Look::Part, &heading)?;
                paper.pieces(Look::Words, lang.as_ref(), &pieces(&ops, &mark))?;
            }
        }
    }
    paper.finish(&format!("Minutes: {}", minutes.title))
}

fn pieces(ops: &[Op], mark: &Mark) -> Vec<Piece> {
    let piece = |op: &Op| Piece {
        text: op.text.clone(),
        inserted: (op.op == OpKind::Insert).then(|| mark.clone()),
        deleted: (op.op == OpKind::Delete).then(|| mark.clone()),
    };
    ops.iter().map(piece).collect()
}
