//! Where words begin and end.

/// Whether a character joins with what stands beside it to one word. In scripts that do not part words by blanks none
/// does: a word stands there wherever its characters stand.
pub fn is_joined(c: char) -> bool {
    (c.is_alphanumeric() || c == '_') && !is_unparted(c)
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
}
