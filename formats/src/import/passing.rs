//! What a file says that has no meaning here: named once each, with how often it stands there.

use std::collections::BTreeMap;

use super::{Place, Problem};

/// So many names are told; of a file with more, nobody reads them all.
const NAMES_MAX: usize = 200;

#[derive(Debug, Default)]
pub(super) struct Passed(BTreeMap<String, (Place, usize)>);

impl Passed {
    /// Counts what has this name, and keeps where it stands first.
    pub(super) fn note(&mut self, name: &str, place: Place) {
        if let Some((first, count)) = self.0.get_mut(name) {
            *first = place.min(*first);
            *count += 1;
        } else if self.0.len() < NAMES_MAX {
            self.0.insert(name.to_owned(), (place, 1));
        }
    }

    /// A remark on each, in the order of the file. `what` says what they are there: a property.
    pub(super) fn remarks(self, what: &str) -> Vec<Problem> {
        let remarks = self.0.into_iter().map(|(name, (place, count))| {
            let often = match count {
                1 => String::new(),
                _ => format!(" in {count} places"),
            };
            Problem {
                place,
                field: Some(name),
                detail: format!("Passed over{often}: this {what} has no meaning here."),
            }
        });
        let mut remarks: Vec<_> = remarks.collect();
        remarks.sort_by_key(|remark| remark.place);
        remarks
    }
}
