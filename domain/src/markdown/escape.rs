//! Text that must mean itself.

/// Text as HTML, for content and for attributes in quotes.
pub fn escape_html(text: &str) -> String {
    let mut html = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => html.push_str("&amp;"),
            '<' => html.push_str("&lt;"),
            '>' => html.push_str("&gt;"),
            '"' => html.push_str("&quot;"),
            '\'' => html.push_str("&#39;"),
            c => html.push(c),
        }
    }
    html
}

/// Text as Markdown that reads as exactly this text, whatever marks it holds. Line ends remain, so an empty line still
/// parts paragraphs; blanks at the start of a line, which would make it code, go.
pub fn escape_md(text: &str) -> String {
    text.split('\n')
        .map(escape_line)
        .collect::<Vec<_>>()
        .join("\n")
}

fn escape_line(line: &str) -> String {
    let line = line.trim_start_matches([' ', '\t']);
    let mut md = String::with_capacity(line.len() + 8);
    let digits = line.bytes().take_while(u8::is_ascii_digit).count();
    for (at, c) in line.char_indices() {
        let anywhere = matches!(
            c,
            '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '&' | '~' | '|'
        );
        let at_start = at == 0 && matches!(c, '#' | '+' | '-' | '=');
        let numbers_a_list = digits > 0 && at == digits && matches!(c, '.' | ')');
        if anywhere || at_start || numbers_a_list {
            md.push('\\');
        }
        md.push(c);
    }
    md
}
