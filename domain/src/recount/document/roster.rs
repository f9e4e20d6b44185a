//! The names beside a record held against it: who is named must be who is on it, in the same place.

use std::collections::BTreeSet;

use super::{super::report::Report, failed};
use crate::release::{NamedMember, Roster};

impl Report {
    /// What stands in a list of names and does not follow from this record, in words; nothing where
    /// all of it follows. The names themselves are on no record.
    pub fn contradictions_of_names(&self, names: &Roster) -> Vec<String> {
        let mut found = Vec::new();
        if names.groups != self.groups {
            found.push("its groups are not those of the record".to_owned());
        }
        let listed = names.organisations.iter().map(|it| it.number);
        let listed: BTreeSet<_> = listed.collect();
        if listed != self.organisations || listed.len() != names.organisations.len() {
            found.push("its organisations are not those of the record, each once".to_owned());
        }
        let mut seen = BTreeSet::new();
        for named in &names.members {
            let number = named.number;
            if !seen.insert(number) {
                found.push(format!("it names member {number} twice"));
            }
            let told = |part| format!("member {number}: {part}");
            found.extend(self.misplaced(named).into_iter().map(told));
        }
        let missing = self.roster.keys().filter(|number| !seen.contains(number));
        found.extend(missing.map(|number| format!("member {number} is missing")));
        found
    }

    fn misplaced(&self, named: &NamedMember) -> Vec<&'static str> {
        let Some((member, present)) = self.roster.get(&named.number) else {
            return vec!["the record does not know them"];
        };
        let checks = vec![
            (
                named.role == member.role,
                "the role is another one in the record",
            ),
            (
                named.group == member.group,
                "the group is another one in the record",
            ),
            (
                named.organisation == member.organisation,
                "the organisation is another one in the record",
            ),
            (
                named.left != *present,
                "the record says otherwise whether they left",
            ),
        ];
        failed(checks).collect()
    }
}
