//! The last part of an address below `/g/{p}`: a release, one of its forms, or two compared.

use crate::Version;

/// Which release is meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Which {
    Latest,
    Exactly(Version),
}

/// What an address names. Extensions are those that were known to the reader.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Address<'a> {
    Release(Which),
    Artefact(Which, &'a str),
    Comparison(Version, Version, Option<&'a str>),
}

impl<'a> Address<'a> {
    /// Reads `1.0.0`, `latest`, `1.0.0.ttl`, `latest.v2.tbx`, `1.0.0...2.0.0` or
    /// `1.0.0...2.0.0.json`. What follows the version must be one of the known extensions.
    pub fn parse(segment: &'a str, known: &[&'static str]) -> Option<Self> {
        if let Some((from, rest)) = segment.split_once("...") {
            let (to, extension) = split(rest, known)?;
            let (Which::Exactly(from), Which::Exactly(to)) = (which(from)?, to) else {
                return None;
            };
            return Some(Self::Comparison(from, to, extension));
        }
        let (which, extension) = split(segment, known)?;
        Some(extension.map_or(Self::Release(which), |extension| {
            Self::Artefact(which, extension)
        }))
    }
}

fn which(text: &str) -> Option<Which> {
    if text == "latest" {
        Some(Which::Latest)
    } else {
        Version::parse(text).ok().map(Which::Exactly)
    }
}

/// Tells a release from the longest known extension behind it.
fn split<'a>(segment: &'a str, known: &[&'static str]) -> Option<(Which, Option<&'a str>)> {
    if let Some(which) = which(segment) {
        return Some((which, None));
    }
    let mut known: Vec<_> = known.to_vec();
    known.sort_by_key(|extension| std::cmp::Reverse(extension.len()));
    known.into_iter().find_map(|extension| {
        let stem = segment.strip_suffix(extension)?.strip_suffix('.')?;
        Some((which(stem)?, Some(&segment[stem.len() + 1..])))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const KNOWN: [&str; 4] = ["json", "tbx", "v2.tbx", "zip"];

    #[test]
    fn an_address_names_one_thing() {
        let v = |text| Version::parse(text).unwrap();
        let exactly = |text| Which::Exactly(v(text));
        let check =
            |segment, expected| assert_eq!(Address::parse(segment, &KNOWN), expected, "{segment}");
        check("1.0.0", Some(Address::Release(exactly("1.0.0"))));
        check("latest", Some(Address::Release(Which::Latest)));
        check(
            "1.0.0.json",
            Some(Address::Artefact(exactly("1.0.0"), "json")),
        );
        check(
            "1.0.0.v2.tbx",
            Some(Address::Artefact(exactly("1.0.0"), "v2.tbx")),
        );
        check("latest.tbx", Some(Address::Artefact(Which::Latest, "tbx")));
        check(
            "1.0.0...2.0.0",
            Some(Address::Comparison(v("1.0.0"), v("2.0.0"), None)),
        );
        check(
            "1.0.0...2.0.0.json",
            Some(Address::Comparison(v("1.0.0"), v("2.0.0"), Some("json"))),
        );
        for none in [
            "1.0",
            "1.0.0.exe",
            "1.0.0json",
            "latest...1.0.0",
            "1.0.0..2.0.0",
            "",
            ".json",
        ] {
            check(none, None);
        }
    }
}
