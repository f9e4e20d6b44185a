//! Links in headers (RFC 8288): what belongs to an answer, for programs that read no HTML.

use std::fmt::Write;

use axum::http::HeaderValue;

/// The value of a `Link` header, from relations, addresses and media types. An address that could
/// end its own brackets is left out.
pub fn header<'a>(
    links: impl Iterator<Item = (&'a str, &'a str, Option<&'a str>)>,
) -> Option<HeaderValue> {
    let mut header = String::new();
    let is_address = |text: &str| {
        text.bytes()
            .all(|b| b.is_ascii_graphic() && !b"<>\"\\^`{|}".contains(&b))
    };
    for (rel, address, media_type) in links.filter(|(_, address, _)| is_address(address)) {
        if !header.is_empty() {
            header.push_str(", ");
        }
        // Writing to a string never fails.
        let _ = write!(header, "<{address}>; rel=\"{rel}\"");
        if let Some(media_type) = media_type {
            let _ = write!(header, "; type=\"{media_type}\"");
        }
    }
    (!header.is_empty()).then(|| HeaderValue::from_str(&header).ok())?
}

#[cfg(test)]
mod tests {
    use super::header;

    #[test]
    fn links_are_written_as_the_standard_wants() {
        let links = [
            ("canonical", "https://terms.example/g/p/1.0.0/", None),
            ("describedby", "/a>; rel=\"x", None),
            (
                "alternate",
                "/g/p/1.0.0.ttl",
                Some("text/turtle; charset=utf-8"),
            ),
        ];
        assert_eq!(
            header(links.into_iter()).unwrap(),
            "<https://terms.example/g/p/1.0.0/>; rel=\"canonical\", \
             </g/p/1.0.0.ttl>; rel=\"alternate\"; type=\"text/turtle; charset=utf-8\""
        );
        assert_eq!(header(std::iter::empty()), None);
    }
}
