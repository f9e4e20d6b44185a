//! From a redline back to its texts.

use thiserror::Error;

use super::diff::{Op, OpKind};

/// Why a redline does not fit a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum ApplyError {
    /// The text does not go on as the redline says at this byte.
    #[error("the text differs from the redline's at byte {at}")]
    Differs {
        /// Bytes from the start of the text.
        at: usize,
    },
    /// The text goes on after the redline's end.
    #[error("the text is longer than the redline's, which ends at byte {at}")]
    Longer {
        /// Bytes from the start of the text.
        at: usize,
    },
}

/// The text that a redline makes of the one it was made on.
///
/// # Errors
/// When `old` is not the text the redline was made on.
pub fn apply(old: &str, ops: &[Op]) -> Result<String, ApplyError> {
    let mut rest = old;
    let mut new = String::with_capacity(old.len());
    for op in ops {
        if op.op != OpKind::Insert {
            let at = old.len() - rest.len();
            rest = rest
                .strip_prefix(op.text.as_str())
                .ok_or(ApplyError::Differs { at })?;
        }
        if op.op != OpKind::Delete {
            new.push_str(&op.text);
        }
    }
    if rest.is_empty() {
        Ok(new)
    } else {
        Err(ApplyError::Longer {
            at: old.len() - rest.len(),
        })
    }
}

/// The text before the redline.
pub fn old_text(ops: &[Op]) -> String {
    without(ops, OpKind::Insert)
}

/// The text after the redline.
pub fn new_text(ops: &[Op]) -> String {
    without(ops, OpKind::Delete)
}

fn without(ops: &[Op], kind: OpKind) -> String {
    ops.iter()
        .filter(|op| op.op != kind)
        .map(|op| op.text.as_str())
        .collect()
}
