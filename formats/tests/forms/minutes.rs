//! Minutes, with all that could be taken for a mark in every text, read again by readers that this project did not write.

use domain::{
    Day, Lang, Moment, Slug, Text,
    content::Content,
    meeting::{ActionState, MinutesState},
    reading::{Counts, Stance},
    redline::between,
};
use formats::minutes::{
    Action, AgendaRef, Bit, Correction, Deed, Detail, GroupTally, Later, Minutes, Part, PollOption,
    Position, Present, Reading, Span, Term, Who, Worded,
};
use pulldown_cmark::{Event, Options, Parser, Tag};

use crate::reader::found_by;

/// What forms have stumbled over.
const HOSTILE: &str =
    "<script>alert(1)</script> *a* _b_ `c` [d](javascript:e) # f &amp; | ~~g~~ \\ ]]>";
const OLD: &str = "Software that *fixes* a <b>bug</b> & more.";
const NEW: &str = "Software that *corrects* a <i>vulnerability</i> && more.";

fn at(minute: i64) -> Moment {
    Moment::from_millis(1_476_889_200_000 + minute * 60_000)
}

fn who(number: u32) -> Who {
    Who {
        number,
        name: format!("Ada {HOSTILE}"),
        organisation: Some(format!("- Acme {HOSTILE}")),
        group: Some("Makers".into()),
    }
}

fn content(definition: &str) -> Content {
    let lang = Lang::parse("en").unwrap();
    Content {
        designations: Vec::new(),
        definition: [(lang.clone(), Text::parse(definition).unwrap())].into(),
        notes: [(
            lang,
            vec![Text::parse(&format!("Note on {definition}")).unwrap()],
        )]
        .into(),
        examples: [].into(),
        sources: Vec::new(),
        relations: Vec::new(),
    }
}

fn deed(words: &str, detail: Option<Detail>) -> Deed {
    Deed {
        seq: 9,
        at: at(2),
        by: Some(who(2)),
        act: "redline.folded".into(),
        entry: Some(1),
        call: None,
        words: vec![
            Bit::Words { text: words.into() },
            Bit::Term(term()),
            Bit::Call { number: 7 },
        ],
        detail,
        later: false,
    }
}

fn term() -> Term {
    Term {
        number: 1,
        slug: "patch".into(),
        term: format!("+ patch {HOSTILE}"),
    }
}

fn action() -> Action {
    Action {
        number: 1,
        item: None,
        text: format!("1. Ask {HOSTILE}"),
        owner: who(3),
        due: Some(Day::parse("2016-10-20").unwrap()),
        at: at(4),
        later: Later {
            state: ActionState::Done,
            remark: Some(HOSTILE.into()),
            settled_at: Some(at(900)),
        },
    }
}

fn details() -> Vec<Detail> {
    let (old, new, lang) = (content(OLD), content(NEW), Lang::parse("en").unwrap());
    let counts = Counts {
        eligible: 3,
        cast: 2,
        support: 1,
        object: 1,
        ..Counts::default()
    };
    vec![
        Detail::Said {
            text: format!("# Why\n\n{HOSTILE}\n\n- one\n- two"),
        },
        Detail::Redline {
            fields: between(&old, &new, &lang),
            rationale: HOSTILE.into(),
        },
        Detail::Positions {
            taken: vec![Position {
                at: at(3),
                by: who(2),
                stance: Stance::Object,
                reason: Some(HOSTILE.into()),
                would_resolve: Some(HOSTILE.into()),
            }],
            sealed: 2,
        },
        Detail::Poll {
            question: HOSTILE.into(),
            options: vec![PollOption {
                text: format!("# {HOSTILE}"),
                count: Some(4),
            }],
        },
        Detail::Note {
            number: 1,
            text: format!("> {HOSTILE}\n\n    code"),
            changed_at: None,
        },
        Detail::Action {
            action: Box::new(action()),
        },
        Detail::Outcome {
            about: format!("wording 2 of {HOSTILE}"),
            reached: false,
            missing: vec![format!("1) {HOSTILE}")],
            statement: Some(HOSTILE.into()),
            tally: counts,
            groups: vec![GroupTally {
                name: HOSTILE.into(),
                counts,
            }],
        },
    ]
}

fn minutes() -> Minutes {
    let (old, new, lang) = (content(OLD), content(NEW), Lang::parse("en").unwrap());
    let span = Span {
        from: at(0),
        until: Some(at(30)),
    };
    let part = Part {
        item: Some(AgendaRef {
            number: 1,
            title: format!("1. {HOSTILE}"),
            entry: Some(1),
            call: None,
        }),
        spans: vec![span],
        texts: vec![Reading {
            entry: term(),
            fields: between(&old, &new, &lang),
            before: Some(Worded {
                number: 1,
                content: old,
            }),
            after: Some(Worded {
                number: 2,
                content: new,
            }),
        }],
        deeds: details()
            .into_iter()
            .map(|detail| deed("- did ", Some(detail)))
            .collect(),
        elsewhere: vec![deed("# did ", None)],
    };
    Minutes {
        process: Slug::parse("words").unwrap(),
        process_title: HOSTILE.into(),
        meeting: 4,
        title: format!("Fourth {HOSTILE}"),
        place: Some(HOSTILE.into()),
        starts_at: at(0),
        started_at: Some(at(0)),
        ended_at: Some(at(30)),
        lang,
        convened_by: who(1),
        note_taker: Some(who(2)),
        state: MinutesState::Frozen,
        statement: Some(HOSTILE.into()),
        circulated_at: Some(at(40)),
        corrections_until: Some(at(100)),
        frozen_at: Some(at(100)),
        called_by: None,
        agreed_by: None,
        present: vec![Present {
            who: who(2),
            spans: vec![span, span],
        }],
        before: Part::default(),
        items: vec![part],
        after: Part::default(),
        not_reached: vec![AgendaRef {
            number: 2,
            title: HOSTILE.into(),
            entry: None,
            call: None,
        }],
        actions: vec![action()],
        corrections: vec![Correction {
            number: 1,
            item: Some(1),
            text: HOSTILE.into(),
            by: who(2),
            at: at(50),
            made: Some(false),
            response: Some(HOSTILE.into()),
        }],
        seq: 99,
    }
}

#[test]
fn nothing_that_somebody_wrote_becomes_a_mark() {
    let text = minutes().markdown();
    let dialect = Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS;
    let mut headings = 0;
    for event in Parser::new_ext(&text, dialect) {
        match event {
            Event::InlineHtml(html) => {
                let ours = ["<ins>", "</ins>", "<del>", "</del>"].contains(&&*html);
                assert!(ours, "{html}");
            }
            Event::Start(tag) => {
                headings += usize::from(matches!(tag, Tag::Heading { .. }));
                let ours = matches!(
                    tag,
                    Tag::Paragraph
                        | Tag::Heading { .. }
                        | Tag::List(None)
                        | Tag::Item
                        | Tag::BlockQuote(_)
                );
                assert!(ours, "{tag:?} in\n{text}");
            }
            Event::Text(_) | Event::End(_) | Event::SoftBreak => {}
            other => panic!("{other:?} in\n{text}"),
        }
    }
    // The title, who was there, decided, to do, the item, elsewhere, not discussed, corrections.
    assert_eq!(headings, 8, "{text}");
}

#[test]
fn a_redline_reads_as_the_old_and_the_new_text() {
    let text = minutes().markdown();
    let line = text
        .lines()
        .find(|line| line.starts_with("> Definition: "))
        .unwrap();
    let mut both = (String::new(), String::new());
    let mut within = "";
    for event in Parser::new(line.trim_start_matches("> Definition: ")) {
        match event {
            Event::InlineHtml(html) if html.starts_with("</") => within = "",
            Event::InlineHtml(html) => within = if &*html == "<ins>" { "ins" } else { "del" },
            Event::Text(words) => {
                if within != "ins" {
                    both.0.push_str(&words);
                }
                if within != "del" {
                    both.1.push_str(&words);
                }
            }
            _ => {}
        }
    }
    assert_eq!(both.0, domain::markdown::plain(OLD));
    assert_eq!(both.1, domain::markdown::plain(NEW));
}

#[test]
fn a_word_processor_finds_both_texts_and_the_meeting_as_author() {
    let bytes = minutes().docx().unwrap();
    assert_eq!(bytes, minutes().docx().unwrap(), "always the same bytes");
    let Some(found) = found_by("tracked.py", &bytes) else {
        return;
    };
    let paragraphs = |which: &str| -> Vec<String> {
        let paragraphs = found[which].as_array().unwrap().iter();
        paragraphs
            .map(|paragraph| paragraph[1].as_str().unwrap().to_owned())
            .collect()
    };
    for (which, text) in [("old", OLD), ("new", NEW)] {
        let here = paragraphs(which);
        let plain = domain::markdown::plain(text);
        assert!(here.contains(&plain), "{plain} is not in {here:?}");
        // What was said stands in full, and no mark of it does anything.
        assert!(
            here.iter()
                .any(|it| it.contains("<script>alert(1)</script>"))
        );
    }
    let mut authors: Vec<_> = found["marks"]
        .as_array()
        .unwrap()
        .iter()
        .map(|mark| mark[1].as_str().unwrap())
        .collect();
    authors.dedup();
    assert_eq!(authors, [minutes().title]);
    let title = found["title"].as_str().unwrap();
    assert_eq!(title, format!("Minutes: {}", minutes().title));
}
