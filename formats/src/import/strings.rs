//! Where the strings of a JSON text stand, for what a parser says without its line.

use std::{
    borrow::Cow,
    collections::{HashMap, HashSet},
};

use super::source::Lines;

/// So many short names are kept; a context has a few dozen.
const NAMES_MAX: usize = 10_000;

/// A mark or a string of JSON.
enum Token<'t> {
    Mark(u8),
    /// A name of an object, which a colon follows, and whether it is the first of it.
    Name(Cow<'t, str>, bool),
    /// And whether the object ends behind it.
    Value(Cow<'t, str>, bool),
}

/// The strings of a text by their lines.
pub(super) struct Strings<'t> {
    /// The first line in which each is given as the address of something that more is said of.
    ids: HashMap<Cow<'t, str>, u64>,
    /// The first line in which each is pointed at by an object that says nothing else.
    pointed: HashMap<Cow<'t, str>, u64>,
    /// Every line in which each stands.
    all: HashMap<Cow<'t, str>, Vec<u64>>,
}

/// What a context says of names, as far as addresses are written with them.
struct Names<'t> {
    /// Those that stand for the address of a thing.
    ids: HashSet<Cow<'t, str>>,
    /// What prefixes stand for.
    spaces: HashMap<Cow<'t, str>, Cow<'t, str>>,
}

impl<'t> Strings<'t> {
    /// Those that are wanted: a file may have very many others.
    pub(super) fn of(text: &'t str, wanted: &HashSet<&str>) -> Self {
        let lines = Lines::of(text);
        let names = Names::of(text);
        let mut strings = Self {
            ids: HashMap::new(),
            pointed: HashMap::new(),
            all: HashMap::new(),
        };
        let mut name = None;
        for (at, token) in tokens(text) {
            let line = lines.at(at).line;
            let found = match token {
                Token::Mark(b':') => continue,
                Token::Mark(_) => {
                    name = None;
                    continue;
                }
                Token::Name(found, begins) => {
                    name = Some((found.clone(), begins));
                    found
                }
                Token::Value(found, ends) => {
                    let name = name.take();
                    if let Some((_, begins)) = name.filter(|(name, _)| names.ids.contains(name)) {
                        let ids = match begins && ends {
                            true => &mut strings.pointed,
                            false => &mut strings.ids,
                        };
                        let whole = names.expanded(&found).map(Cow::Owned);
                        let both = [Some(found.clone()), whole].into_iter().flatten();
                        for id in both.filter(|id| wanted.contains(&**id)) {
                            ids.entry(id).or_insert(line);
                        }
                    }
                    found
                }
            };
            if wanted.contains(&*found) {
                strings.all.entry(found).or_default().push(line);
            }
        }
        strings
    }

    /// The line in which something with this address is first spoken of.
    pub(super) fn id(&self, id: &str) -> Option<u64> {
        let pointed = || self.pointed.get(id);
        let stands = || self.all.get(id).and_then(|lines| lines.first());
        let found = self.ids.get(id).or_else(pointed).or_else(stands);
        found.copied()
    }

    /// The first line, from this one on, in which a text stands.
    pub(super) fn from(&self, text: &str, line: u64) -> Option<u64> {
        let lines = self.all.get(text)?;
        let at = lines.partition_point(|stands| *stands < line);
        lines.get(at).copied()
    }
}

impl<'t> Names<'t> {
    fn of(text: &'t str) -> Self {
        let mut names = Self {
            ids: HashSet::from([Cow::Borrowed("@id")]),
            spaces: HashMap::new(),
        };
        let mut name = None;
        for (_, token) in tokens(text) {
            match token {
                Token::Mark(b':') => {}
                Token::Mark(_) => name = None,
                Token::Name(found, _) => name = Some(found),
                Token::Value(found, _) => match name.take() {
                    Some(_) if names.ids.len() + names.spaces.len() >= NAMES_MAX => {}
                    Some(name) if found == "@id" => drop(names.ids.insert(name)),
                    Some(name) if name == "@base" || found.ends_with(['/', '#', ':']) => {
                        names.spaces.entry(name).or_insert(found);
                    }
                    _ => {}
                },
            }
        }
        names
    }

    /// A short address in full: behind a prefix, or behind the base of the file.
    fn expanded(&self, id: &str) -> Option<String> {
        let (space, rest) = match id.split_once(':') {
            Some((prefix, rest)) => (self.spaces.get(prefix)?, rest),
            None => (self.spaces.get("@base")?, id),
        };
        Some(format!("{space}{rest}"))
    }
}

/// The line of the first context that stands at another address: a string in the place of a context,
/// or in a list of contexts.
pub(super) fn remote_context(text: &str) -> Option<u64> {
    let lines = Lines::of(text);
    let (mut depth, mut list, mut named) = (0usize, None, false);
    for (at, token) in tokens(text) {
        match token {
            Token::Value(..) if named || list == Some(depth) => return Some(lines.at(at).line),
            Token::Mark(b':') => continue,
            Token::Mark(b'[') => {
                depth += 1;
                list = list.or(named.then_some(depth));
            }
            Token::Mark(b'{') => depth += 1,
            Token::Mark(b']' | b'}') => {
                list = list.filter(|list| *list != depth);
                depth = depth.saturating_sub(1);
            }
            _ => {}
        }
        named = matches!(token, Token::Name(name, _) if name == "@context");
    }
    None
}

/// The marks and strings of a text with the bytes where they begin, up to where it stops to be JSON.
fn tokens(text: &str) -> impl Iterator<Item = (usize, Token<'_>)> {
    let bytes = text.as_bytes();
    let (mut at, mut before) = (0, b' ');
    std::iter::from_fn(move || {
        while bytes.get(at)?.is_ascii_whitespace() {
            at += 1;
        }
        let start = at;
        let byte = *bytes.get(at)?;
        at += 1;
        if byte != b'"' {
            before = byte;
            return Some((start, Token::Mark(byte)));
        }
        at = string_end(bytes, start)?;
        let string = unescaped(text.get(start..at)?)?;
        let behind = text.get(at..)?.trim_start();
        let token = match behind.starts_with(':') {
            true => Token::Name(string, before == b'{'),
            false => Token::Value(string, behind.starts_with('}')),
        };
        Some((start, token))
    })
}

/// Behind the quotation mark that ends a string.
pub(super) fn string_end(bytes: &[u8], start: usize) -> Option<usize> {
    let mut at = start + 1;
    loop {
        match bytes.get(at)? {
            b'\\' => at += 2,
            b'"' => return Some(at + 1),
            _ => at += 1,
        }
    }
}

fn unescaped(quoted: &str) -> Option<Cow<'_, str>> {
    match quoted.contains('\\') {
        true => serde_json::from_str(quoted).ok().map(Cow::Owned),
        false => quoted
            .get(1..quoted.len().checked_sub(1)?)
            .map(Cow::Borrowed),
    }
}
