//! Marks the words of a definition that comments speak of.

use domain::{comment::Quote, ids::CommentNo};

/// The words that one comment speaks of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Quoted {
    pub comment: CommentNo,
    pub quote: Quote,
}

/// A letter of the text that HTML shows, and where it stands in the HTML.
struct Letter {
    letter: char,
    start: usize,
    end: usize,
}

/// Sanitised HTML with the quoted words marked and led to their comments. Words that are not there
/// any more, that stand across blocks, or that an earlier mark cuts, stay as they are.
pub fn quoted(html: &str, quotes: &[Quoted]) -> String {
    let letters = letters(html);
    let mut marks: Vec<(usize, usize, CommentNo)> = Vec::new();
    for quoted in quotes {
        let Some((start, end)) = find(&letters, &quoted.quote) else {
            continue;
        };
        let free = marks
            .iter()
            .all(|(from, to, _)| end <= *from || *to <= start);
        if free && is_whole(&html[start..end]) {
            marks.push((start, end, quoted.comment));
        }
    }
    marks.sort_unstable();
    let mut marked = String::with_capacity(html.len() + marks.len() * 120);
    let mut done = 0;
    for (start, end, comment) in marks {
        if start < done {
            continue;
        }
        // A link within a link is none: the way to the comment stands behind the link.
        let open = html[..start].matches("<a ").count() > html[..start].matches("</a>").count();
        let after = if open {
            html[end..].find("</a>").map_or(end, |at| end + at + 4)
        } else {
            end
        };
        marked.push_str(&html[done..start]);
        marked.push_str(&format!("<mark class=\"quoted\" id=\"quote-{comment}\">"));
        marked.push_str(&html[start..end]);
        marked.push_str("</mark>");
        marked.push_str(&html[end..after]);
        marked.push_str(&format!(
            "<a class=\"quoted-ref\" href=\"#comment-{comment}\" aria-label=\"Comment {comment}\">{comment}</a>"
        ));
        done = after;
    }
    marked.push_str(&html[done..]);
    marked
}

/// Where the quoted words stand, by what stands before them where they are there more than once.
fn find(letters: &[Letter], quote: &Quote) -> Option<(usize, usize)> {
    let wanted: Vec<char> = squeezed(&quote.exact).chars().collect();
    if wanted.is_empty() {
        return None;
    }
    let text: Vec<char> = letters.iter().map(|letter| letter.letter).collect();
    let places: Vec<usize> = (0..(text.len() + 1).saturating_sub(wanted.len()))
        .filter(|at| text[*at..].starts_with(&wanted))
        .collect();
    let prefix: Vec<char> = quote
        .prefix
        .as_deref()
        .map(squeezed)
        .unwrap_or_default()
        .chars()
        .collect();
    let fits = |at: &&usize| {
        !prefix.is_empty()
            && text[..**at]
                .iter()
                .collect::<String>()
                .trim_end()
                .ends_with(&prefix.iter().collect::<String>())
    };
    let at = *places.iter().find(fits).or(places.first())?;
    Some((letters[at].start, letters[at + wanted.len() - 1].end))
}

/// The letters that HTML shows, white space as single spaces.
fn letters(html: &str) -> Vec<Letter> {
    let mut letters: Vec<Letter> = Vec::new();
    let mut at = 0;
    while let Some(next) = html[at..].chars().next() {
        let rest = &html[at..];
        if next == '<' {
            at += rest.find('>').map_or(rest.len(), |end| end + 1);
            continue;
        }
        let known = [
            ("&lt;", '<'),
            ("&gt;", '>'),
            ("&quot;", '"'),
            ("&#39;", '\''),
            ("&amp;", '&'),
        ];
        let entity = known.iter().find(|(entity, _)| rest.starts_with(entity));
        let (letter, len) = entity.map_or((next, next.len_utf8()), |(entity, letter)| {
            (*letter, entity.len())
        });
        let letter = if letter.is_whitespace() { ' ' } else { letter };
        let end = at + len;
        match letters.last_mut() {
            Some(last) if last.letter == ' ' && letter == ' ' => last.end = end,
            _ => letters.push(Letter {
                letter,
                start: at,
                end,
            }),
        }
        at = end;
    }
    letters
}

fn squeezed(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Whether a mark can stand around it: every element in it begins and ends in it, and none is a block.
fn is_whole(html: &str) -> bool {
    let mut open = Vec::new();
    for tag in html.split('<').skip(1) {
        let tag = tag.split('>').next().unwrap_or_default();
        let name = tag
            .trim_start_matches('/')
            .split_whitespace()
            .next()
            .unwrap_or_default();
        if !matches!(name, "a" | "em" | "strong" | "code" | "span") {
            return false;
        }
        if tag.starts_with('/') {
            if open.pop() != Some(name) {
                return false;
            }
        } else {
            open.push(name);
        }
    }
    open.is_empty()
}

#[cfg(test)]
mod tests {
    use domain::Text;

    use super::*;

    fn check(html: &str, exact: &str, expected: &str) {
        let quote = Quote {
            exact: Text::parse(exact).unwrap(),
            prefix: None,
            suffix: None,
        };
        assert_eq!(quoted(html, &[Quoted { comment: 3, quote }]), expected);
    }

    const REF: &str = "<a class=\"quoted-ref\" href=\"#comment-3\" aria-label=\"Comment 3\">3</a>";

    #[test]
    fn quoted_words_are_marked() {
        check(
            "<p>a b c</p>",
            "b",
            &format!("<p>a <mark class=\"quoted\" id=\"quote-3\">b</mark>{REF} c</p>"),
        );
        check(
            "<p>fixes <a href=\"/x\">a hole</a> &amp; more</p>",
            "fixes a hole & more",
            &format!(
                "<p><mark class=\"quoted\" id=\"quote-3\">fixes <a href=\"/x\">a hole</a> &amp; more</mark>{REF}</p>"
            ),
        );
    }

    #[test]
    fn a_link_holds_no_link() {
        check(
            "<p><a href=\"/x\">a hole</a></p>",
            "hole",
            &format!(
                "<p><a href=\"/x\">a <mark class=\"quoted\" id=\"quote-3\">hole</mark></a>{REF}</p>"
            ),
        );
    }

    #[test]
    fn what_cannot_be_marked_stays() {
        for (html, exact) in [
            ("<p>a</p>", "b"),
            ("<p>a</p><p>b</p>", "ab"),
            ("<p>a <em>b</em></p>", "a b<"),
            ("<p><em>a b</em> c</p>", "b c"),
            ("<p>x</p>", "<p>"),
        ] {
            check(html, exact, html);
        }
    }
}
