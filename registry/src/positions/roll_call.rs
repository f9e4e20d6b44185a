//! The roll call as a table.

use std::borrow::Cow;

use csv::{Terminator, WriterBuilder};
use domain::{Moment, Slug, ids::CallNo};

use crate::{
    Caller, Error, Registry, Result,
    calls::{PositionView, Sheet},
};

const HEAD: [&str; 11] = [
    "position",
    "member",
    "name",
    "organisation",
    "group",
    "stance",
    "reason",
    "would_resolve",
    "at",
    "counts",
    "answers",
];

/// The roll call as CSV (RFC 4180) in UTF-8.
pub async fn csv(
    registry: &Registry,
    caller: &Caller,
    now: Moment,
    process: &Slug,
    call: CallNo,
) -> Result<Vec<u8>> {
    let view = registry.view(caller, now, process).await?;
    let positions = Sheet::load(&view, call).await?.positions();
    table(&positions).map_err(|error| Error::Storage(error.to_string()))
}

fn table(positions: &[PositionView]) -> std::result::Result<Vec<u8>, Box<dyn std::error::Error>> {
    let mut writer = WriterBuilder::new()
        .terminator(Terminator::CRLF)
        .from_writer(Vec::new());
    writer.write_record(HEAD)?;
    for it in positions {
        let cells = [
            it.number.to_string(),
            it.member.to_string(),
            it.member_name.clone(),
            it.organisation_name.clone().unwrap_or_default(),
            it.group.to_string(),
            it.stance.to_string(),
            it.reason.clone().unwrap_or_default(),
            it.would_resolve.clone().unwrap_or_default(),
            it.at.to_string(),
            it.counts.to_string(),
            it.answers.len().to_string(),
        ];
        writer.write_record(cells.iter().map(|cell| inert(cell).into_owned()))?;
    }
    Ok(writer.into_inner()?)
}

/// A cell that no spreadsheet takes for a formula.
fn inert(cell: &str) -> Cow<'_, str> {
    if cell.starts_with(['=', '+', '-', '@', '\t', '\r']) {
        Cow::Owned(format!("'{cell}"))
    } else {
        Cow::Borrowed(cell)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_cell_is_a_formula() {
        for bad in ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1"] {
            assert_eq!(inert(bad), format!("'{bad}"));
        }
        assert_eq!(inert("a = b"), "a = b");
        assert_eq!(inert(""), "");
    }
}
