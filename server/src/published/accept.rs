//! Which form a client wants (RFC 9110, 12.5.1).

use axum::http::{HeaderMap, header};

/// What is offered besides the forms of a release: its page.
pub const PAGE: &str = "text/html";

/// The media type a client wants most of those offered, the first of equals. Whoever names none gets
/// the first.
pub fn best<'a>(headers: &HeaderMap, offered: &[&'a str]) -> Option<&'a str> {
    let values = headers
        .get_all(header::ACCEPT)
        .iter()
        .filter_map(|value| value.to_str().ok());
    let ranges: Vec<Range> = values
        .flat_map(|value| value.split(','))
        .filter_map(read)
        .collect();
    if ranges.is_empty() {
        return offered.first().copied();
    }
    let mut best: Option<(&str, f32)> = None;
    for media in offered {
        let weight = weight(&ranges, media);
        if weight > 0.0 && best.is_none_or(|(_, highest)| weight > highest) {
            best = Some((media, weight));
        }
    }
    best.map(|(media, _)| media)
}

/// What a client takes, such as `text/markdown; variant=mdBook;q=0.5`.
struct Range {
    /// Without its parameters, in lower case.
    essence: String,
    parameters: Vec<String>,
    weight: f32,
}

/// The weight of the most specific range that covers a media type. A type that is named counts a
/// little more than one that is only covered, and one whose parameters are named too a little more
/// than one of another kind. A parameter that nothing here has, such as a profile, refuses nothing.
fn weight(ranges: &[Range], media: &str) -> f32 {
    let (essence, parameters) = parts(media);
    let kind = essence.split('/').next().unwrap_or_default();
    let of = |essence: &str| {
        let same = ranges.iter().filter(|range| range.essence == essence);
        let weights = same.map(|range| {
            let named = |parameter| parameters.contains(parameter);
            match range.parameters.iter().all(named) {
                true => range.weight,
                false => range.weight * 0.995,
            }
        });
        weights.reduce(f32::max)
    };
    of(&essence)
        .or_else(|| of(&format!("{kind}/*")).map(|weight| weight * 0.99))
        .or_else(|| of("*/*").map(|weight| weight * 0.98))
        .unwrap_or(0.0)
}

fn read(item: &str) -> Option<Range> {
    let (essence, mut parameters) = parts(item);
    let weight = parameters
        .iter()
        .find_map(|part| part.strip_prefix("q=").map(str::to_owned));
    parameters.retain(|part| !part.starts_with("q="));
    let weight = weight.map_or(Some(1.0), |weight| weight.parse().ok())?;
    essence.contains('/').then_some(Range {
        essence,
        parameters,
        weight,
    })
}

/// A media type or range, and its parameters, in lower case.
fn parts(media: &str) -> (String, Vec<String>) {
    let mut parts = media
        .split(';')
        .map(|part| part.trim().to_ascii_lowercase().replace('"', ""));
    (parts.next().unwrap_or_default(), parts.collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(accept: &str, expected: Option<&str>) {
        let mut headers = HeaderMap::new();
        headers.insert(header::ACCEPT, accept.parse().unwrap());
        let offered = [
            PAGE,
            "application/json",
            "text/turtle; charset=utf-8",
            "text/csv",
            "text/markdown; charset=utf-8; variant=CommonMark",
            "text/markdown; charset=utf-8; variant=mdBook",
        ];
        assert_eq!(best(&headers, &offered), expected, "{accept}");
    }

    #[test]
    fn the_most_wanted_form_is_chosen() {
        check(
            "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8",
            Some(PAGE),
        );
        check("*/*", Some(PAGE));
        check("text/turtle", Some("text/turtle; charset=utf-8"));
        check(
            "application/ld+json, text/turtle;q=0.9, */*;q=0.1",
            Some("text/turtle; charset=utf-8"),
        );
        check("application/json;q=0.5, text/csv;q=0.7", Some("text/csv"));
        check("text/html;q=0, text/*", Some("text/turtle; charset=utf-8"));
        check("image/png", None);
        check("text/turtle;q=0, text/csv;q=0", None);
        check("text/turtle;q=none", Some(PAGE));
    }

    #[test]
    fn parameters_choose_among_forms_of_one_type() {
        let (plain, book) = (
            Some("text/markdown; charset=utf-8; variant=CommonMark"),
            Some("text/markdown; charset=utf-8; variant=mdBook"),
        );
        check("text/markdown", plain);
        check("text/markdown; charset=UTF-8", plain);
        check("text/markdown; variant=mdBook", book);
        check(
            "TEXT/Markdown; charset=utf-8; variant=\"mdbook\"; q=0.4, text/html;q=0.3",
            book,
        );
        check("text/markdown; variant=none", plain);
        check(
            "application/json; profile=x, text/html;q=0.9",
            Some("application/json"),
        );
    }
}
