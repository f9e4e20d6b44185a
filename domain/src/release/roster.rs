//! Who the numbers of a record are: `members.json` in the bundle of a release, the only file in it that names people.

use serde::{Deserialize, Serialize};

use crate::{
    Slug,
    ids::{MemberNo, OrganisationNo},
    process::{Group, Role},
};

/// Everybody who is or was on the roster when the release was made, each by number.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Roster {
    pub groups: Vec<Group>,
    pub organisations: Vec<NamedOrganisation>,
    pub members: Vec<NamedMember>,
}

/// An organisation by the name that was agreed to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NamedOrganisation {
    pub number: OrganisationNo,
    pub name: String,
}

/// A member by the name agreed to at joining, "Member 7" where it was erased since.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NamedMember {
    pub number: MemberNo,
    pub name: String,
    pub role: Role,
    pub organisation: Option<OrganisationNo>,
    pub group: Option<Slug>,
    pub left: bool,
}

impl Roster {
    /// What an organisation is called.
    pub fn organisation(&self, number: OrganisationNo) -> Option<&str> {
        let found = self.organisations.iter().find(|it| it.number == number);
        found.map(|it| it.name.as_str())
    }
}
