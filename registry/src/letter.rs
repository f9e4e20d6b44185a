//! A letter to be sent. Links in letters carry tokens of which only the hash is stored, so a
//! letter lives in memory until it is handed over; whoever missed one asks for it again.

/// A file that goes along with a letter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Attachment {
    pub name: String,
    pub media_type: &'static str,
    pub bytes: Vec<u8>,
}

/// A plain-text letter to one address.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Letter {
    pub to: String,
    pub subject: String,
    pub body: String,
}
