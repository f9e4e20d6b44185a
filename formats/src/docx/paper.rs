//! A document that other forms write paragraph by paragraph.

use domain::{Lang, manuscript::Piece};

use super::{
    fixed,
    package::{self, Settings},
    paragraph::Sheet,
    xml::Written,
};
use crate::FormError;

/// How a paragraph looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Look {
    Title,
    Section,
    Part,
    /// What stands beside the text.
    Lead,
    Words,
}

/// A document that is only read, though changes stand in it.
pub(crate) struct Paper(Sheet);

impl Paper {
    pub(crate) fn begin() -> Result<Self, FormError> {
        Sheet::begin().map(Self)
    }

    pub(crate) fn plain(&mut self, look: Look, text: &str) -> Written {
        self.0.plain(look.style(), text, None)
    }

    pub(crate) fn pieces(&mut self, look: Look, lang: Option<&Lang>, pieces: &[Piece]) -> Written {
        self.0.lines(look.style(), lang, pieces)
    }

    pub(crate) fn finish(self, title: &str) -> Result<Vec<u8>, FormError> {
        let document = self.0.finish(false)?;
        package::pack(&document, title, &[], Settings::Plain)
    }
}

impl Look {
    fn style(self) -> &'static str {
        match self {
            Self::Title => fixed::TITLE,
            Self::Section => fixed::SECTION,
            Self::Part => fixed::PART,
            Self::Lead => fixed::LEAD,
            Self::Words => fixed::WORDS,
        }
    }
}
