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
    let ranges: Vec<(String, f32)> = values
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

/// The weight of the most specific range that covers a media type. A type that is named counts a
/// little more than one that is only covered.
fn weight(ranges: &[(String, f32)], media: &str) -> f32 {
    let essence = essence(media);
    let kind = essence.split('/').next().unwrap_or_default();
    let of = |range: &str| {
        ranges
            .iter()
            .find(|(given, _)| given == range)
            .map(|(_, weight)| *weight)
    };
    of(essence)
        .or_else(|| of(&format!("{kind}/*")).map(|weight| weight * 0.99))
        .or_else(|| of("*/*").map(|weight| weight * 0.98))
        .unwrap_or(0.0)
}

fn read(item: &str) -> Option<(String, f32)> {
    let mut parts = item.split(';');
    let range = parts.next()?.trim().to_ascii_lowercase();
    let weight = parts.find_map(|part| part.trim().strip_prefix("q=").map(str::to_owned));
    let weight = weight.map_or(Some(1.0), |weight| weight.parse().ok())?;
    range.contains('/').then_some((range, weight))
}

/// A media type without its parameters.
fn essence(media: &str) -> &str {
    media.split(';').next().unwrap_or_default().trim()
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
    }
}
