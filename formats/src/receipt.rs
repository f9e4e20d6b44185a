//! What becomes of the parts of a term in a form: nobody should find out by losing them.

/// What a term has, by the names that receipts use.
pub const FIELDS: [(&str, &str); 15] = [
    ("preferred", "the word to use, in each language"),
    ("abbreviation", "short forms"),
    ("admitted", "other words that may be used"),
    ("deprecated", "words not to use"),
    ("definition", "what it means, in each language"),
    ("notes", "what else to know"),
    ("examples", "how it is used"),
    ("sources", "where the definition was taken from"),
    ("relations", "broader, narrower and related terms"),
    ("part_of", "what it is a part of"),
    ("replaced_by", "what to use in its place"),
    ("status", "agreed or retired"),
    ("version", "the release, its date and the one before"),
    ("history", "since when, and which wording"),
    (
        "consensus",
        "the call that agreed it: rule, level, tally, dissent",
    ),
];

/// What becomes of the fields of a term in one form; fields not named are carried.
#[derive(Debug, Clone, Copy)]
pub struct Receipt {
    pub weakened: &'static [(&'static str, &'static str)],
    pub dropped: &'static [&'static str],
}

/// Of forms that cite the release as a whole: none of its terms is in them.
pub(crate) const CITATION: Receipt = Receipt {
    weakened: &[("version", "without the release before")],
    dropped: &[
        "preferred",
        "abbreviation",
        "admitted",
        "deprecated",
        "definition",
        "notes",
        "examples",
        "sources",
        "relations",
        "part_of",
        "replaced_by",
        "status",
        "history",
        "consensus",
    ],
};

/// What becomes of one field in one form.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Carriage {
    Carried,
    /// It is there, but how?
    Weakened(&'static str),
    Dropped,
}

impl Receipt {
    /// What becomes of the field with this name.
    pub fn of(&self, field: &str) -> Carriage {
        let weakened = self.weakened.iter().find(|(name, _)| *name == field);
        match weakened {
            Some((_, how)) => Carriage::Weakened(how),
            None if self.dropped.contains(&field) => Carriage::Dropped,
            None => Carriage::Carried,
        }
    }
}
