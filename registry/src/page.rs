//! Lists in pieces: at most so many items after a cursor (contract, section 2).

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::{Error, Result};

/// The most items one answer holds.
pub const LIMIT_MAX: u32 = 200;
const LIMIT: u32 = 50;

/// Which piece of a list is wanted. The cursor is what the last answer gave as `next`.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Page {
    #[serde(default)]
    #[schemars(range(min = 1, max = 200))]
    pub limit: Option<u32>,
    #[serde(default)]
    pub cursor: Option<String>,
}

/// A piece of a list, and where the next one begins.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
#[schemars(rename = "ListOf{T}")]
pub struct Listed<T> {
    pub items: Vec<T>,
    pub next: Option<String>,
}

impl Page {
    /// How many rows to ask the database for: one more than are shown tells whether more follow.
    pub(crate) fn rows(&self) -> u64 {
        u64::from(self.size()) + 1
    }

    /// The number after which the page begins, where the list is cut by numbers.
    pub(crate) fn after(&self) -> Result<Option<i64>> {
        let cursor = self.cursor.as_deref().map(str::parse).transpose();
        cursor.map_err(|_| Error::NotFound)
    }

    fn size(&self) -> u32 {
        self.limit.unwrap_or(LIMIT).clamp(1, LIMIT_MAX)
    }

    /// Cuts what was found to the size of the page; `cursor` names the last item shown.
    pub(crate) fn cut<T>(&self, mut items: Vec<T>, cursor: impl Fn(&T) -> String) -> Listed<T> {
        let size = self.size() as usize;
        let more = items.len() > size;
        items.truncate(size);
        let next = if more { items.last().map(cursor) } else { None };
        Listed { items, next }
    }
}
