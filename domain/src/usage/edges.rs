//! Where words begin and end.

use std::ops::Range;

/// Whether a character joins with what stands beside it to one word. In scripts that do not part words by blanks none
/// does: a word stands there wherever its characters stand.
pub fn is_joined(c: char) -> bool {
    (c.is_alphanumeric() || c == '_') && !is_unparted(c)
}

/// Whether what stands at a place of a text is a word of its own: no letter goes on at a letter, and no sign at the same
/// sign (`C+` does not stand in `C++`).
pub(super) fn stands(text: &str, at: Range<usize>) -> bool {
    let (Some(before), Some(word), Some(behind)) = (
        text.get(..at.start),
        text.get(at.clone()),
        text.get(at.end..),
    ) else {
        return false;
    };
    let ends = |edge: Option<char>, beside: Option<char>| match (edge, beside) {
        (Some(edge), Some(beside)) if is_unparted(edge) => !is_mark(beside),
        (Some(edge), Some(beside)) if is_joined(edge) => !is_joined(beside) && !is_mark(beside),
        (Some(edge), Some(beside)) => edge != beside && !is_joined(beside),
        _ => true,
    };
    ends(word.chars().next(), before.chars().next_back())
        && ends(word.chars().next_back(), behind.chars().next())
}

/// Marks that belong to the letter before them.
fn is_mark(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}' | '\u{200d}' | '\u{fe00}'..='\u{fe0f}')
}

/// Han, Hiragana, Katakana, Thai, Lao, Myanmar and Khmer.
fn is_unparted(c: char) -> bool {
    matches!(
        c,
        '\u{e00}'..='\u{eff}'
            | '\u{1000}'..='\u{109f}'
            | '\u{1780}'..='\u{17ff}'
            | '\u{2e80}'..='\u{31ff}'
            | '\u{3400}'..='\u{9fff}'
            | '\u{f900}'..='\u{faff}'
            | '\u{ff66}'..='\u{ff9f}'
            | '\u{20000}'..='\u{3ffff}'
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_join_where_words_are_parted() {
        for c in ['a', 'é', 'ß', '7', '_', 'ت', '한'] {
            assert!(is_joined(c), "{c}");
        }
        for c in ['安', 'の', 'ア', 'ก', '+', '#', ' ', '-'] {
            assert!(!is_joined(c), "{c}");
        }
    }

    #[test]
    fn a_word_ends_where_no_letter_goes_on() {
        let check = |text: &str, word: &str, expected: bool| {
            let start = text.find(word).unwrap();
            assert_eq!(
                stands(text, start..start + word.len()),
                expected,
                "{word} in {text}"
            );
        };
        check("a patch.", "patch", true);
        check("patches", "patch", false);
        check("dispatch", "patch", false);
        check("hot-patch", "patch", true);
        check("C++", "C+", false);
        check("in C++ and", "C++", true);
        check("C++11", "C++", false);
        check("a#hash", "#hash", false);
        check("不引用的", "引用", true);
        check("cafe\u{301}", "cafe", false);
    }
}
