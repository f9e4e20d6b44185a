//! A small process with one entry, for tests of pages. Its texts are hostile wherever people type.

use std::collections::BTreeMap;

use domain::{
    Lang, Moment, Slug, Text, Title,
    comment::{
        CommentKind, Quote,
        anchor::{Anchor, AnchorPart, AnchorState},
    },
    content::{Content, Designation, DesignationKind, Source},
    entry::{EntryStatus, Impact, RedlineState},
    process::{Group, Role, State, Visibility},
    redline::{PartName, between},
    rule::{Rule, VotingUnit},
};
use registry::{
    comments::Comment,
    entries::Entry,
    names::{OrganisationRef, Person},
    processes::{Me, Process},
    redlines::Redline,
    ripple::{Ripple, Several, TouchedComment},
    wordings::{Step, Wording},
};

use super::entry::{Shown, Standing};
use crate::parts::EntryLinks;

/// What somebody types who wants to break out.
pub const HOSTILE: &str = "</textarea><script>alert(1)</script>\"'><img src=x onerror=alert(1)>";

pub fn now() -> Moment {
    Moment::parse("2017-09-12T17:00:00Z").unwrap()
}

pub fn en() -> Lang {
    Lang::parse("en").unwrap()
}

pub fn text(text: &str) -> Text {
    Text::parse(text).unwrap()
}

pub fn mara() -> Person {
    person(2, "Mara Quill")
}

pub fn theo() -> Person {
    person(3, "Theo <b>Marsh</b>")
}

fn person(number: u32, name: &str) -> Person {
    Person {
        number,
        name: name.to_owned(),
        role: Role::Participant,
        organisation: Some(OrganisationRef {
            number,
            name: HOSTILE.to_owned(),
        }),
        group: Some(Slug::parse("makers").unwrap()),
        group_name: Some("Makers".to_owned()),
        left: false,
    }
}

pub fn process(me: Option<u32>) -> Process {
    Process {
        slug: Slug::parse("iot").unwrap(),
        title: "IoT".to_owned(),
        charter: "To agree.".to_owned(),
        licence: "CC-BY-4.0".to_owned(),
        languages: vec![en(), Lang::parse("ar").unwrap()],
        groups: vec![Group {
            slug: Slug::parse("makers").unwrap(),
            name: Title::parse("Makers").unwrap(),
        }],
        rule: Rule::named("iso", VotingUnit::Organisation),
        rule_provisional: true,
        visibility: Visibility::Public,
        state: State::Open,
        contest_days: 7,
        release_call: false,
        maintainer: None,
        created_at: now(),
        seq: 9,
        me: me.map(|number| Me {
            number,
            role: Role::Participant,
            group: None,
            organisation: None,
        }),
    }
}

pub fn content(definition: &str) -> Content {
    Content {
        designations: vec![Designation {
            text: Title::parse("security <i>update</i>").unwrap(),
            kind: DesignationKind::Preferred,
            lang: en(),
        }],
        definition: BTreeMap::from([
            (en(), text(definition)),
            (Lang::parse("ar").unwrap(), text("تغيير")),
        ]),
        notes: BTreeMap::from([(en(), vec![text(HOSTILE)])]),
        examples: BTreeMap::new(),
        sources: vec![Source {
            text: Title::parse(HOSTILE).unwrap(),
            url: Some(Title::parse("javascript:alert(1)").unwrap()),
            modified: true,
        }],
        relations: Vec::new(),
    }
}

pub fn entry(content: Content) -> Entry {
    Entry {
        number: 7,
        slug: Slug::parse("security-update").unwrap(),
        term: "security <i>update</i>".to_owned(),
        status: EntryStatus::Discussed,
        since: now(),
        wording: wording(1, content),
        agreed_wording: None,
        agreed_call: None,
        agreed_at: None,
        pen: 2,
        pen_holder: mara(),
        proposer: 2,
        proposed_by: mara(),
        open_call: None,
        pending_redlines: 1,
        undisposed_comments: 1,
        related: Vec::new(),
        used_in: Vec::new(),
        replaced_by: None,
        reason: None,
        created_at: now(),
        changed_at: now(),
        changed_seq: 9,
    }
}

pub fn wording(number: u32, content: Content) -> Wording {
    Wording {
        number,
        content,
        redline: None,
        rationale: None,
        impact: None,
        by: 2,
        author: mara(),
        at: now(),
    }
}

pub fn redline(base: &Content, new: &Content) -> Redline {
    Redline {
        number: 5,
        entry: 7,
        slug: Slug::parse("security-update").unwrap(),
        term: "security update".to_owned(),
        state: RedlineState::Pending,
        base: 1,
        current: 1,
        fields: between(base, new, &en()),
        parts: vec![PartName::Definition(None)],
        folded_parts: Vec::new(),
        carries: true,
        foldable: vec![PartName::Definition(None)],
        conflicts: Vec::new(),
        fields_now: None,
        rationale: HOSTILE.to_owned(),
        impact: Impact::Meaning,
        by: 3,
        author: theo(),
        moved_by: None,
        mover: None,
        confirmed: None,
        answers_objection: None,
        from_comment: None,
        reason: None,
        wording: None,
        at: now(),
        settled_at: None,
    }
}

pub fn comment(quote: &str) -> Comment {
    Comment {
        number: 3,
        entry: 7,
        redline: None,
        in_reply_to: None,
        kind: CommentKind::Technical,
        body: format!("{HOSTILE} [link](javascript:alert(1))"),
        quote: Some(Quote {
            exact: text(quote),
            prefix: None,
            suffix: None,
        }),
        wording: 1,
        anchor: Some(Anchor {
            state: AnchorState::Found,
            part: Some(AnchorPart::Definition),
            lang: Some(en()),
            item: None,
            start: Some(12),
            end: Some(12 + quote.chars().count() as u32),
            text: quote.to_owned(),
            gone_since: None,
        }),
        proposed: Some(HOSTILE.to_owned()),
        redlined: None,
        by: 3,
        author: theo(),
        at: now(),
        disposition: None,
        satisfied: None,
        public: None,
    }
}

/// One comment stands on its words.
pub fn ripple() -> Ripple {
    Ripple {
        entry: 7,
        slug: Slug::parse("security-update").unwrap(),
        term: "security <i>update</i>".to_owned(),
        redline: None,
        used_in: none(),
        related: none(),
        releases: none(),
        calls: none(),
        comments: Several {
            count: 1,
            items: vec![TouchedComment {
                number: 3,
                text: HOSTILE.to_owned(),
            }],
        },
        redlines: none(),
    }
}

fn none<T>() -> Several<T> {
    Several {
        count: 0,
        items: Vec::new(),
    }
}

/// The entry as the member `me` sees it.
pub fn shown(me: Option<u32>) -> Shown {
    let base = content(&format!(
        "change that corrects a vulnerability {HOSTILE} [[gone]]"
    ));
    let new = content("change that mends a vulnerability");
    let process = process(me);
    let entry = entry(base.clone());
    let standing = Standing::of(&process, &entry);
    Shown {
        call: None,
        redlines: vec![redline(&base, &new)],
        comments: vec![comment("corrects a vulnerability")],
        steps: vec![Step {
            wording: wording(1, base),
            fields: BTreeMap::new(),
        }],
        review: None,
        ripple: None,
        touched: BTreeMap::new(),
        holders: vec![theo()],
        links: EntryLinks::of(&process.slug).knowing([]),
        standing,
        process,
        entry,
    }
}
