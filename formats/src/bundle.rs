//! The bundle: one ZIP with a release in every form and what it takes to check it, offline and for
//! ever. It is not made from the document alone, as the other forms are, but from all of them.

pub use crate::archive::pack;
use crate::{Form, FormError, Receipt};

pub(crate) const FORM: Form = Form {
    extension: "zip",
    media_type: "application/zip",
    name: "Bundle",
    audience: "archives, and whoever checks the agreement",
    receipt: Receipt {
        weakened: &[],
        dropped: &[],
    },
    write: |_| Err(FormError::Bundle),
};

/// What a file of the bundle is called that nothing else is called.
pub const README: &str = "README.txt";
pub const RECORD: &str = "record.ndjson";
pub const MEMBERS: &str = "members.json";
pub const SUMS: &str = "SHA256SUMS";
pub const SIGNATURE: &str = "SHA256SUMS.minisig";
