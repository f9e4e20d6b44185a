use proptest::prelude::*;

use super::{escape_md, links, plain, to_html, to_html_inline};

/// Anna's glossary has the entry "patch", which is number 7.
fn anna_links(entry: &str) -> Option<String> {
    ["patch", "7"]
        .contains(&entry)
        .then(|| "/p/cra/entries/patch".to_owned())
}

#[track_caller]
fn check(md: &str, html: &str) {
    assert_eq!(to_html_inline(md, &anna_links), html);
}

#[test]
fn usual_markdown_is_shown() {
    check(
        "software that *fixes* a **bug**",
        "software that <em>fixes</em> a <strong>bug</strong>",
    );
    check("use `<b>`", "use <code>&lt;b&gt;</code>");
    assert_eq!(
        to_html("One.\n\n- a\n- b", &anna_links),
        "<p>One.</p>\n<ul>\n<li>a</li>\n<li>b</li>\n</ul>\n"
    );
    assert_eq!(
        to_html("# Big", &anna_links),
        "<p><strong>Big</strong></p>\n"
    );
    assert_eq!(
        to_html("```rust\" x\na\n```", &anna_links),
        "<pre><code>a\n</code></pre>\n"
    );
}

#[test]
fn entries_are_linked() {
    let to =
        |words: &str| format!("<a class=\"entry-link\" href=\"/p/cra/entries/patch\">{words}</a>");
    check("a [fix](entry:patch)", &format!("a {}", to("fix")));
    check("a [fix](entry:7)", &format!("a {}", to("fix")));
    check("a [[patch]]", &format!("a {}", to("patch")));
    check("a [[patch|small fix]]", &format!("a {}", to("small fix")));
    check(
        "a [[unheard]]",
        "a <span class=\"entry-unknown\">unheard</span>",
    );
    check("a [fix](entry:)", "a fix");
    let all = "[[patch]], [a](entry:7), [[patch|again]], [[two words]], [web](https://a.example), `[[no]]`";
    assert_eq!(links(all), ["patch", "7", "two words"]);
}

#[test]
fn only_the_web_mail_and_this_site_are_linked() {
    let far = "rel=\"nofollow noopener ugc\"";
    check(
        "[a](https://a.example/?b=c&d)",
        &format!("<a href=\"https://a.example/?b=c&amp;d\" {far}>a</a>"),
    );
    check(
        "<https://a.example>",
        &format!("<a href=\"https://a.example\" {far}>https://a.example</a>"),
    );
    check(
        "<anna@a.example>",
        &format!("<a href=\"mailto:anna@a.example\" {far}>anna@a.example</a>"),
    );
    check("[a](/p/cra)", "<a href=\"/p/cra\">a</a>");
    for bad in [
        "javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        "&#106;avascript:alert(1)",
        "java&#10;script:alert(1)",
        "data:text/html,x",
        "vbscript:x",
        "//evil.example",
        "/\\\\evil.example",
        "/&#9;/evil.example",
        "file:///etc",
        "relative",
        "https://",
        "\u{1}javascript:x",
    ] {
        check(&format!("[a](<{bad}>)"), "a");
    }
}

#[test]
fn html_is_text() {
    check(
        "a <b onclick='x'>b</b>",
        "a &lt;b onclick='x'&gt;b&lt;/b&gt;",
    );
    assert_eq!(
        to_html("<script>alert(1)</script>", &anna_links),
        "<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>\n"
    );
    check("<!-- a -->", "&lt;!-- a --&gt;");
}

#[test]
fn images_become_links() {
    let far = "rel=\"nofollow noopener ugc\"";
    check(
        "![a *b*](https://a.example/i.png)",
        &format!("<a href=\"https://a.example/i.png\" {far}>a <em>b</em></a>"),
    );
    check("![a](data:image/png;base64,x)", "a");
    check("[![a](https://i.example)](/b)", "<a href=\"/b\">a</a>");
    check("![a [b](/b)](/c)", "<a href=\"/c\">a b</a>");
}

#[test]
fn a_callback_cannot_bring_in_what_a_text_cannot() {
    let hostile = |entry: &str| Some(format!("javascript:{entry}"));
    assert_eq!(
        to_html_inline("[[a]]", &hostile),
        "<span class=\"entry-unknown\">a</span>"
    );
    let quoting = |_: &str| Some("/\"onclick=\"x".to_owned());
    assert_eq!(
        to_html_inline("[[a]]", &quoting),
        "<a class=\"entry-link\" href=\"/&quot;onclick=&quot;x\">a</a>"
    );
}

#[test]
fn depth_and_size_are_bounded() {
    let html = to_html(&format!("{}deep", "> ".repeat(5000)), &anna_links);
    assert!(html.matches("<blockquote>").count() <= 16 && html.contains("deep"));
    let html = to_html(
        &format!("{}deep{}", "*a **b ".repeat(500), "** *".repeat(500)),
        &anna_links,
    );
    assert!(html.contains("deep"));
    assert_balanced(&html);
    let long = "<b>".repeat(200_000);
    assert!(to_html(&long, &anna_links).starts_with("<p>&lt;b&gt;"));
    assert!(to_html_inline(&long, &anna_links).starts_with("&lt;b&gt;"));
}

#[test]
fn plain_text_is_what_people_read() {
    assert_eq!(
        plain("# Big\n\na *b*\nc [d](entry:x) ![e](/f) `g`"),
        "Big\n\na b c d e g"
    );
    assert_eq!(
        plain("a\n\n1. b\n2. c\n   - d\n\nend"),
        "a\n\n1. b\n2. c\n- d\n\nend"
    );
    assert_eq!(plain("[[patch]] and [[patch|fix]]"), "patch and fix");
    assert_eq!(
        plain("a [[security-update]], [[x|up-to-date]]"),
        "a security update, up-to-date"
    );
    assert_eq!(plain("a\\\nb <i>c</i>"), "a\nb <i>c</i>");
    assert_eq!(plain("```\nlet a;\nlet b;\n```\nc"), "let a;\nlet b;\n\nc");
    assert_eq!(plain("> q\n\n---\n\nr"), "q\n\nr");
}

#[test]
fn escaped_text_means_itself() {
    for text in [
        "*a*", "# b", "1. c", "12) d", "- e", "[f](g)", "<h>", "[[i]]", "&amp;", "a_b_c", "``j``",
        "\\", "---", "===",
    ] {
        assert_eq!(plain(&escape_md(text)), text);
        assert!(links(&escape_md(text)).is_empty());
    }
    assert_eq!(escape_md("security update, 1.5"), "security update, 1.5");
}

/// Every tag is one of those meant to be there, closed in order, with no attribute but the ones meant.
#[track_caller]
fn assert_balanced(html: &str) {
    let mut open: Vec<&str> = Vec::new();
    let mut rest = html;
    while let Some(at) = rest.find('<') {
        let end = at + rest[at..].find('>').expect("a tag ends");
        let tag = &rest[at + 1..end];
        rest = &rest[end + 1..];
        if let Some(name) = tag.strip_prefix('/') {
            assert_eq!(open.pop(), Some(name), "{html}");
        } else if !matches!(tag, "br /" | "hr /") {
            let (name, attributes) = tag.split_once(' ').unwrap_or((tag, ""));
            let known = [
                "p",
                "ul",
                "ol",
                "li",
                "em",
                "strong",
                "code",
                "pre",
                "blockquote",
                "a",
                "span",
            ];
            assert!(known.contains(&name), "{html}");
            assert_attributes(attributes, html);
            open.push(name);
        }
    }
    assert!(open.is_empty(), "{html}");
}

#[track_caller]
fn assert_attributes(mut attributes: &str, html: &str) {
    while !attributes.is_empty() {
        let (name, value) = attributes.split_once("=\"").expect("a value in quotes");
        let (value, rest) = value.split_once('"').expect("a closing quote");
        assert!(["href", "rel", "class", "start"].contains(&name), "{html}");
        let safe = ["http://", "https://", "mailto:", "/", "#"];
        let starts = |start: &str| value.to_ascii_lowercase().starts_with(start);
        assert!(
            name != "href" || safe.iter().any(|start| starts(start)),
            "{html}"
        );
        attributes = rest.trim_start();
    }
}

fn hostile() -> impl Strategy<Value = String> {
    let pieces = prop::sample::select(vec![
        "<script>",
        "</script>",
        "<img src=x onerror=alert(1)>",
        "<a href=\"javascript:x\">",
        "javascript:alert(1)",
        "[",
        "]",
        "(",
        ")",
        "](",
        "[a](javascript:x)",
        "![",
        "<",
        ">",
        "\"",
        "'",
        "&",
        "&lt;",
        "&#x6A;",
        "`",
        "```\n",
        "*",
        "**",
        "_",
        "[[",
        "]]",
        "|",
        "\n",
        "\n\n",
        "> ",
        "- ",
        "1. ",
        "# ",
        "    ",
        "\t",
        "\\",
        "entry:",
        "patch",
        "a",
        " ",
        "<https://x.example>",
        "[x]: javascript:y\n",
        "[x]",
        "https://a\"onload=x",
        "\u{0}",
        "<!--",
        "-->",
        "data:x",
        "999999999. ",
        "|a|\n|-|\n",
        "{onclick=x}",
    ]);
    prop_oneof![4 => prop::collection::vec(pieces, 0..40).prop_map(|pieces| pieces.concat()), 1 => any::<String>()]
}

proptest! {
    #[test]
    fn nothing_hostile_comes_through(md in hostile()) {
        for html in [to_html(&md, &anna_links), to_html_inline(&md, &anna_links)] {
            prop_assert!(!html.to_ascii_lowercase().contains("<script"));
            assert_balanced(&html);
        }
    }

    #[test]
    fn a_line_has_no_blocks(md in hostile()) {
        let html = to_html_inline(&md, &anna_links);
        for block in ["<p>", "<ul>", "<ol", "<li>", "<pre>", "<blockquote>", "<hr"] {
            prop_assert!(!html.contains(block), "{}", html);
        }
    }

    #[test]
    fn any_line_can_be_escaped(text in "[ -~äß漏]{0,40}") {
        let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
        prop_assert_eq!(plain(&escape_md(&text)), text);
    }

    #[test]
    fn plain_text_of_anything_is_trimmed(md in hostile()) {
        let text = plain(&md);
        prop_assert_eq!(text.trim_end(), text.as_str());
    }
}
