//! Words as regular expressions.

use domain::usage::is_joined;

/// The forms of a word as an expression.
pub(super) struct Forms<'a> {
    word: &'a str,
    any: String,
}

impl<'a> Forms<'a> {
    pub(super) fn of(word: &'a str, plurals: &[String]) -> Self {
        // A plural may take the place of the last letter.
        let kept = plurals.iter().all(|plural| plural.starts_with(word));
        let stem = match word.char_indices().next_back() {
            Some((last, _)) if !kept => &word[..last],
            _ => word,
        };
        let forms = plurals.iter().map(String::as_str).rev();
        let endings: Vec<&str> = forms
            .chain((!kept).then_some(word))
            .filter_map(|form| form.strip_prefix(stem))
            .collect();
        let any = match endings.as_slice() {
            [] => pattern(word),
            endings => {
                let may = if kept { "?" } else { "" };
                format!("{}(?:{}){may}", pattern(stem), endings.join("|"))
            }
        };
        Self { word, any }
    }

    /// Any of them, also where a line ends within it.
    pub(super) fn any(&self) -> String {
        self.any.clone()
    }

    /// The same with edges of its own: letters join what stands beside them, signs the same sign.
    pub(super) fn bounded(&self) -> String {
        let edge = |c: Option<char>, look: &str| match c {
            Some(c) if is_joined(c) => "\\b".to_owned(),
            // Scripts that do not part words have no edges to look for.
            Some(c) if c.is_alphanumeric() => String::new(),
            Some(c) => format!("({look}[\\w{}])", escaped(&c.to_string())),
            None => String::new(),
        };
        format!(
            "{}{}{}",
            edge(self.word.chars().next(), "?<!"),
            self.any,
            edge(self.word.chars().next_back(), "?!")
        )
    }

    /// What says before them that they do not stand between these: "patch" in "security patch" is right where that is.
    /// A list of exceptions would not do, since Vale holds only what was found against it.
    pub(super) fn but(&self, around: &[(String, String)]) -> String {
        let exceptions = around.iter().map(|(before, behind)| {
            let looked_back = match (before.as_str(), behind.as_str()) {
                ("", _) => String::new(),
                (before, "") => return format!("(?<!{}{})", edge(before), pattern(before)),
                (before, _) => format!("(?<={}{})", edge(before), pattern(before)),
            };
            let ends = if behind.ends_with(is_joined) {
                "\\b"
            } else {
                ""
            };
            format!("(?!{looked_back}{}{}{ends})", self.any, pattern(behind))
        });
        exceptions.collect()
    }
}

/// What a text begins with: the edge of a word, where there is one.
fn edge(text: &str) -> &'static str {
    if text.starts_with(is_joined) {
        "\\b"
    } else {
        ""
    }
}

/// A word as a regular expression that also finds it where a line ends within it.
fn pattern(word: &str) -> String {
    escaped(word).replace(' ', "\\s")
}

pub(super) fn escaped(word: &str) -> String {
    let mut out = String::with_capacity(word.len() + 8);
    for c in word.chars() {
        match c {
            '(' => out.push_str("\\x28"),
            '\\' | '.' | '+' | '*' | '?' | ')' | '|' | '[' | ']' | '{' | '}' | '^' | '$' | '#'
            | '-' => {
                out.push('\\');
                out.push(c);
            }
            c => out.push(c),
        }
    }
    out
}
