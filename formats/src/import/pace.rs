//! A text handed on line by line, for parsers that do not tell how far they are.

use std::{
    cell::Cell,
    io::{self, Read},
    rc::Rc,
};

/// Lines that are handed on one by one even where a parser says nothing for them: files begin with
/// prefixes and comments.
const SILENT_MAX: usize = 256;

/// Hands a parser line after line, so that one knows how far it is. Where a long text says nothing
/// for many lines it is handed ever more of them at once, because a parser may look at all it has
/// whenever it gets more.
pub(super) struct LineByLine<'a> {
    rest: &'a [u8],
    progress: Rc<Progress>,
}

pub(super) struct Progress {
    pub(super) line: Cell<u64>,
    ended: Cell<bool>,
    least: Cell<usize>,
    silent: Cell<usize>,
}

impl Progress {
    pub(super) fn got_on(&self) {
        self.least.set(1);
        self.silent.set(0);
    }
}

impl<'a> LineByLine<'a> {
    pub(super) fn of(text: &'a str) -> (Self, Rc<Progress>) {
        let progress = Rc::new(Progress {
            line: Cell::new(1),
            ended: Cell::new(false),
            least: Cell::new(1),
            silent: Cell::new(0),
        });
        let reader = Self {
            rest: text.as_bytes(),
            progress: Rc::clone(&progress),
        };
        (reader, progress)
    }
}

impl Read for LineByLine<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let least = self.progress.least.get();
        let silent = self.progress.silent.get().saturating_add(1);
        self.progress.silent.set(silent);
        if silent > SILENT_MAX {
            self.progress.least.set(least.saturating_mul(2));
        }
        let behind = self.rest.get(least.saturating_sub(1)..).unwrap_or_default();
        let line = behind.iter().position(|byte| *byte == b'\n');
        let len = line.map_or(self.rest.len(), |end| least - 1 + end + 1);
        let len = len.min(buffer.len());
        let (now, later) = self.rest.split_at(len);
        if let Some(buffer) = buffer.get_mut(..len) {
            buffer.copy_from_slice(now);
        }
        // A line that ended before is over only now.
        let before = u64::from(self.progress.ended.get());
        let ends = now.iter().filter(|byte| **byte == b'\n').count() as u64;
        let ended = now.last() == Some(&b'\n');
        self.progress.ended.set(ended);
        let line = self.progress.line.get();
        self.progress
            .line
            .set(line + before + ends - u64::from(ended));
        self.rest = later;
        Ok(len)
    }
}
