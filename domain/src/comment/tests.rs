use std::collections::BTreeMap;

use super::{anchor::Trail, *};
use crate::{
    Lang,
    content::{Content, Designation, DesignationKind},
    entry::{Drafted, Facts},
    permit::Member,
    process::Role,
    record::Proposal,
};

const AUTHOR: MemberNo = 3;
const HOLDER: MemberNo = 2;

fn en() -> Lang {
    Lang::parse("en").unwrap()
}

fn text(text: &str) -> Text {
    Text::parse(text).unwrap()
}

fn content(definition: &str) -> Content {
    Content {
        designations: vec![Designation {
            text: crate::Title::parse("patch").unwrap(),
            kind: DesignationKind::Preferred,
            lang: en(),
        }],
        definition: [(en(), text(definition))].into(),
        notes: [(en(), vec![text("one"), text("firmware counts")])].into(),
        examples: BTreeMap::new(),
        sources: Vec::new(),
        relations: Vec::new(),
    }
}

fn standing() -> Standing {
    Standing {
        number: 1,
        proposer: HOLDER,
        pen: HOLDER,
        facts: Facts {
            wording: 1,
            ..Facts::default()
        },
    }
}

fn remarked(exact: &str, proposed: &str) -> Remarked {
    Remarked {
        number: 7,
        by: AUTHOR,
        body: text("It is not only bugs."),
        quote: Some(Quote {
            exact: text(exact),
            prefix: None,
            suffix: None,
        }),
        proposed: Text::parse(proposed).ok(),
        redline: None,
        wording: 1,
        redlined: false,
    }
}

/// What `actor` makes of a comment on this definition.
fn made(actor: MemberNo, definition: &str, comment: &Remarked) -> Result<Proposal, Refusal> {
    let content = content(definition);
    let trail = Trail::of([(1, &content)], &[en()]);
    let author = Member {
        number: AUTHOR,
        role: Role::Participant,
        group: None,
        organisation: None,
    };
    let drafted = Drafted {
        base: Some(&content),
        mover: Some(&author),
        languages: &[en()],
    };
    let what = (comment, Impact::Clarifying);
    let decided = redline(4, &standing(), actor, what, &trail, drafted, |_| true)?;
    match decided.event() {
        Event::RedlineProposed(proposal) => Ok(proposal.clone()),
        other => panic!("{other:?}"),
    }
}

#[test]
fn proposed_words_become_a_redline_of_exactly_these_words() {
    let comment = remarked("a bug", "an error");
    let made = made(HOLDER, "what *fixes* a bug.", &comment).unwrap();
    let definition = &made.changes.definition.unwrap()[&en()];
    assert_eq!(&**definition, "what *fixes* an error.");
    assert_eq!((made.moved_by, made.from_comment), (Some(AUTHOR), Some(7)));
    assert_eq!(&*made.rationale, "It is not only bugs.");
}

#[test]
fn its_author_moves_it_without_a_mover() {
    let comment = remarked("a bug", "an error");
    assert_eq!(
        made(AUTHOR, "fixes a bug", &comment).unwrap().moved_by,
        None
    );
}

#[test]
fn a_note_is_redlined_where_it_stands_in_its_list() {
    let made = made(AUTHOR, "a bug", &remarked("counts", "does not count")).unwrap();
    let notes = &made.changes.notes.unwrap()[&en()];
    assert_eq!(notes, &[text("one"), text("firmware does not count")]);
    assert_eq!(made.changes.definition, None);
}

#[test]
fn what_cannot_be_one_redline_is_refused_with_the_reason() {
    let check = |definition: &str, comment: Remarked, refusal| {
        assert_eq!(made(AUTHOR, definition, &comment), Err(refusal));
    };
    let good = || remarked("a bug", "an error");
    check("a hole", good(), Refusal::CommentOrphaned);
    check("a [bug now](entry:bug)", good(), Refusal::CommentCutsMarks);
    check("a bug", remarked("a bug", ""), Refusal::NothingProposed);
    check("a bug", remarked("a bug", "a bug"), Refusal::NothingChanged);
    let nowhere = Remarked {
        quote: None,
        ..good()
    };
    check("a bug", nowhere, Refusal::CommentNowhere);
    let twice = Remarked {
        redlined: true,
        ..good()
    };
    check("a bug", twice, Refusal::CommentRedlined);
    let elsewhere = Remarked {
        redline: Some(1),
        ..good()
    };
    check("a bug", elsewhere, Refusal::CommentOnRedline);
}

#[test]
fn a_comment_remembers_the_wording_it_was_made_on() {
    let new = |wording| NewComment {
        body: text("Why?"),
        kind: CommentKind::General,
        quote: None,
        redline: None,
        proposed: None,
        in_reply_to: None,
        wording,
    };
    let said = |wording| add(1, &standing(), new(wording), false, None);
    match said(None).unwrap().event() {
        Event::CommentAdded(remark) => assert_eq!(remark.wording, Some(1)),
        other => panic!("{other:?}"),
    }
    assert_eq!(said(Some(2)), Err(Refusal::WordingUnknown));
    assert_eq!(said(Some(0)), Err(Refusal::WordingUnknown));
}
