//! Marks the words of a redline that comments on it speak of, where its running text shows them.

use domain::{
    Lang,
    comment::anchor::AnchorPart,
    redline::{Op, OpKind, PartName},
};
use leptos::prelude::*;

use super::{
    quotes::{Quoted, QuotedBy},
    redline::lines,
};

/// Words of the proposed text that a comment speaks of: from this letter on, up to that one.
#[derive(Debug, PartialEq, Eq)]
struct Stretch {
    comment: u32,
    start: usize,
    end: usize,
}

/// Those of the comments that speak of a definition in this language.
pub(super) fn on_definition(quotes: &[Quoted], part: &PartName, lang: &Lang) -> Vec<Quoted> {
    let here = |quoted: &&Quoted| {
        matches!(part, PartName::Definition(_))
            && quoted.anchor.part == Some(AnchorPart::Definition)
            && quoted.anchor.lang.as_ref() == Some(lang)
            && quoted.anchor.start.is_some()
    };
    quotes.iter().filter(here).cloned().collect()
}

/// A redline in running text with these words marked, each with the way to its comment behind it.
pub(super) fn marked_with(ops: &[Op], quotes: &[Quoted]) -> AnyView {
    let stretches = stretches(ops, quotes);
    let mut at = 0;
    ops.iter()
        .map(|op| match op.op {
            OpKind::Delete => view! { <del>{lines(&op.text)}</del> }.into_any(),
            kind => {
                let letters: Vec<char> = op.text.chars().collect();
                let words = pieces(&letters, at, &stretches);
                at += letters.len();
                match kind {
                    OpKind::Insert => view! { <ins>{words}</ins> }.into_any(),
                    _ => words,
                }
            }
        })
        .collect_view()
        .into_any()
}

/// Where the words stand in the proposed text; of several places the one nearest to where they
/// were found.
fn stretches(ops: &[Op], quotes: &[Quoted]) -> Vec<Stretch> {
    let kept = ops.iter().filter(|op| op.op != OpKind::Delete);
    let text: Vec<char> = kept.flat_map(|op| op.text.chars()).collect();
    quotes
        .iter()
        .filter_map(|quoted| {
            let QuotedBy::Comment(comment) = quoted.by else {
                return None;
            };
            let words: Vec<char> = quoted.anchor.text.chars().collect();
            let near = usize::try_from(quoted.anchor.start?).ok()?;
            let places = text.windows(words.len().max(1)).enumerate();
            let places = places.filter(|(_, window)| *window == words.as_slice());
            let (start, _) = places.min_by_key(|(place, _)| place.abs_diff(near))?;
            Some(Stretch {
                comment,
                start,
                end: start + words.len(),
            })
        })
        .collect()
}

/// Letters that begin at `from` in the proposed text, cut wherever a mark begins or ends.
fn pieces(letters: &[char], from: usize, stretches: &[Stretch]) -> AnyView {
    let to = from + letters.len();
    let mut cuts: Vec<usize> = stretches.iter().flat_map(|it| [it.start, it.end]).collect();
    cuts.extend([from, to]);
    cuts.retain(|cut| (from..=to).contains(cut));
    cuts.sort_unstable();
    cuts.dedup();
    cuts.windows(2)
        .map(|cut| {
            let (start, end) = (cut[0], cut[1]);
            let text: String = letters[start - from..end - from].iter().collect();
            let of: Vec<String> = stretches
                .iter()
                .filter(|it| it.start <= start && end <= it.end)
                .map(|it| it.comment.to_string())
                .collect();
            let text = lines(&text);
            let text = if of.is_empty() {
                text
            } else {
                view! { <mark class="quoted" data-comments=of.join(" ")>{text}</mark> }.into_any()
            };
            let ways = stretches.iter().filter(|it| it.end == end);
            let ways = ways.map(|it| way(it.comment)).collect_view();
            view! { {text}{ways} }
        })
        .collect_view()
        .into_any()
}

fn way(comment: u32) -> AnyView {
    view! {
        <a class="quoted-ref" id=format!("quote-{comment}") href=format!("#comment-{comment}") aria-label=format!("Comment {comment}")>{comment}</a>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use domain::comment::anchor::{Anchor, AnchorState};

    use super::*;

    fn op(op: OpKind, text: &str) -> Op {
        Op {
            op,
            text: text.to_owned(),
        }
    }

    fn quote(comment: u32, start: u32, words: &str) -> Quoted {
        Quoted {
            by: QuotedBy::Comment(comment),
            anchor: Anchor {
                state: AnchorState::Found,
                part: Some(AnchorPart::Definition),
                lang: Lang::parse("en").ok(),
                item: None,
                start: Some(start),
                end: None,
                text: words.to_owned(),
                gone_since: None,
            },
        }
    }

    /// Reads "a new thing": an old word is gone.
    fn redline() -> Vec<Op> {
        vec![
            op(OpKind::Equal, "a "),
            op(OpKind::Delete, "old"),
            op(OpKind::Insert, "new"),
            op(OpKind::Equal, " thing"),
        ]
    }

    #[test]
    fn words_are_marked_across_what_is_inserted_and_what_stays() {
        let html = marked_with(&redline(), &[quote(7, 2, "new thing")]).to_html();
        // Leptos marks where its views begin.
        let html = html.replace("<!>", "");
        let marks: Vec<_> = html.matches("data-comments=\"7\"").collect();
        assert_eq!(marks.len(), 2, "{html}");
        assert_eq!(html.matches("href=\"#comment-7\"").count(), 1, "{html}");
        let ins = &html[html.find("<ins>").unwrap()..html.find("</ins>").unwrap()];
        assert!(ins.contains("<mark") && ins.contains("new"), "{html}");
        assert!(html.contains("<del>old"), "{html}");
    }

    #[test]
    fn what_is_not_proposed_is_not_marked() {
        for words in ["old", "else", ""] {
            assert_eq!(stretches(&redline(), &[quote(1, 0, words)]), []);
        }
        let twice = [op(OpKind::Equal, "b a b")];
        let found = stretches(&twice, &[quote(1, 4, "b")]);
        assert_eq!(found[0].start, 4);
    }

    #[test]
    fn only_the_definition_in_its_language_is_looked_at() {
        let quotes = [quote(1, 0, "a")];
        let (en, de) = (Lang::parse("en").unwrap(), Lang::parse("de").unwrap());
        let definition = |lang: &Lang| PartName::Definition(Some(lang.clone()));
        assert_eq!(on_definition(&quotes, &definition(&en), &en).len(), 1);
        assert!(on_definition(&quotes, &definition(&de), &de).is_empty());
        assert!(on_definition(&quotes, &PartName::Sources, &en).is_empty());
    }
}
