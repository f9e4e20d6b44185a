//! Releases: which version follows from what changed, the document that is published, and what
//! changed between two of them.

mod address;
mod changes;
mod document;
mod publish;
mod roster;
mod version;

pub use address::{Address, Which};
pub use changes::{Replacement, TermChange, compare};
pub use document::{
    About, Consensus, Document, Formulation, Minority, Origin, Phrase, Relationship, Term,
    TermStatus,
};
pub use publish::{Called, Edition, Settled, Settling, publish, settle, yank};
pub use roster::{NamedMember, NamedOrganisation, Roster};
pub use version::{Change, ChangeKind, Held, Plan, plan};
