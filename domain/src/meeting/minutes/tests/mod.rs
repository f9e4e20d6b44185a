mod always;

use std::collections::BTreeSet;

use super::*;
use crate::{
    Text, Title,
    content::Content,
    entry::Impact,
    ids::MeetingNo,
    meeting::{AgendaItem, Meeting},
    reading::Stance,
    record::{Line, MeetingNote, MeetingPlan, PollOpening, START},
};

const MEETING: MeetingNo = 4;
const START_AT: i64 = 1_485_878_400_000;

fn text(words: &str) -> Text {
    Text::parse(words).unwrap()
}

fn title(words: &str) -> Title {
    Title::parse(words).unwrap()
}

fn at(minute: i64) -> Moment {
    Moment::from_millis(START_AT + minute * 60_000)
}

fn item(number: ItemNo, entry: Option<EntryNo>, call: Option<CallNo>) -> AgendaItem {
    AgendaItem {
        number,
        title: title(&format!("Item {number}")),
        entry,
        call,
        minutes: None,
    }
}

/// A meeting about entry 1, then about call 7 (which is about entry 2), then about nothing in particular.
struct Play {
    meeting: Meeting,
    lines: Vec<Line>,
}

impl Play {
    fn new() -> Self {
        let plan = MeetingPlan {
            meeting: MEETING,
            title: title("Fourth meeting"),
            starts_at: at(0),
            place: None,
            link: false,
            introduction: None,
            agenda: vec![
                item(1, Some(1), None),
                item(2, None, Some(7)),
                item(3, None, None),
            ],
            announced: false,
            suggestions_until: None,
        };
        Self {
            meeting: Meeting::planned(&plan, 1, at(-60)),
            lines: Vec::new(),
        }
    }

    fn on(mut self, minute: i64, member: MemberNo, event: Event) -> Self {
        let seq = self.lines.len() as u64 + 10;
        let line = Line::new(seq, at(minute), Actor::Member(member), event, START);
        if line.event.meeting() == Some(MEETING) {
            self.meeting.apply(&line);
        }
        self.lines.push(line);
        self
    }

    fn begun() -> Self {
        Self::new().on(0, 1, Event::MeetingStarted { meeting: MEETING })
    }

    fn opening(self, minute: i64, item: ItemNo) -> Self {
        let meeting = MEETING;
        self.on(minute, 1, Event::ItemOpened { meeting, item })
    }

    fn ended(self, minute: i64) -> Self {
        self.on(minute, 1, Event::MeetingEnded { meeting: MEETING })
    }

    fn attending(self, minute: i64, member: MemberNo, present: bool) -> Self {
        let event = Event::AttendanceChanged {
            meeting: MEETING,
            member,
            present,
        };
        self.on(minute, member, event)
    }

    fn minutes(&self) -> Minutes {
        write(&self.meeting, &self.lines, &ground())
    }
}

fn ground() -> Ground {
    Ground {
        here: BTreeSet::from([2]),
        redlines: (1..=20).map(|redline| (redline, 1 + redline % 2)).collect(),
        comments: [(1, 1), (2, 2)].into(),
        calls: [(7, 2), (8, 1)].into(),
        wordings: [(1, 3), (2, 5)].into(),
    }
}

fn content() -> Content {
    Content {
        designations: Vec::new(),
        definition: [].into(),
        notes: [].into(),
        examples: [].into(),
        sources: Vec::new(),
        relations: Vec::new(),
    }
}

fn folded(redline: u32, entry: EntryNo, wording: WordingNo) -> Event {
    Event::RedlineFolded {
        redline,
        entry,
        wording,
        parts: Vec::new(),
        content: content(),
        impact: Impact::Meaning,
    }
}

fn position(call: CallNo, member: MemberNo, stance: Option<Stance>) -> Event {
    Event::PositionTaken {
        call,
        position: member,
        member,
        stated: stance.map(|stance| Stated {
            stance,
            reason: None,
            would_resolve: None,
            quote: None,
        }),
        sealed: stance.is_none().then(|| "ab".to_owned()),
    }
}

fn left(member: MemberNo) -> Event {
    Event::MemberLeft {
        member,
        reason: None,
        removed: false,
    }
}

fn note(number: u32, item: Option<ItemNo>, body: Option<&str>) -> MeetingNote {
    MeetingNote {
        meeting: MEETING,
        note: number,
        item,
        body: body.map(text),
    }
}

fn span(from: i64, until: i64) -> Span {
    Span {
        from: at(from),
        until: Some(at(until)),
    }
}

#[test]
fn presence_is_told_from_the_beginning_to_the_end() {
    let minutes = Play::begun()
        .attending(5, 3, true)
        .attending(10, 4, false)
        .attending(20, 3, false)
        .attending(30, 3, true)
        .attending(31, 5, true)
        .on(40, 5, left(5))
        .on(41, 6, left(6))
        .ended(60)
        .minutes();
    let spans: Vec<_> = minutes
        .present
        .into_iter()
        .map(|it| (it.member, it.spans))
        .collect();
    let expected = vec![
        // Was there when it began, and stayed.
        (2, vec![span(0, 60)]),
        (3, vec![span(5, 20), span(30, 60)]),
        // Left without having come meanwhile: was there from the beginning.
        (4, vec![span(0, 10)]),
        // Left the process, and the room with it; who was not there does not appear.
        (5, vec![span(31, 40)]),
    ];
    assert_eq!(spans, expected);
}

#[test]
fn an_item_may_be_opened_again_and_keeps_its_place() {
    let minutes = Play::begun()
        .opening(1, 2)
        .opening(10, 1)
        .opening(20, 2)
        .ended(30)
        .minutes();
    let items: Vec<_> = minutes
        .items
        .iter()
        .map(|part| (part.item.unwrap(), part.spans.clone()))
        .collect();
    let expected = vec![
        (2, vec![span(1, 10), span(20, 30)]),
        (1, vec![span(10, 20)]),
    ];
    assert_eq!(items, expected);
}

#[test]
fn wordings_are_told_before_and_after() {
    let minutes = Play::begun()
        .opening(1, 1)
        .on(2, 2, folded(2, 1, 4))
        .on(3, 2, folded(4, 1, 5))
        .on(4, 2, folded(1, 2, 6))
        .opening(10, 2)
        .on(11, 2, folded(3, 2, 7))
        .ended(20)
        .minutes();
    let texts = |entry, before, after| Texts {
        entry,
        before: Some(before),
        after: Some(after),
    };
    assert_eq!(minutes.items[0].texts, [texts(1, 3, 5), texts(2, 5, 6)]);
    assert_eq!(minutes.items[0].deeds.len(), 2);
    assert_eq!(minutes.items[0].elsewhere.len(), 1);
    // The second item is about a call on entry 2.
    assert_eq!(minutes.items[1].texts, [texts(2, 6, 7)]);
    assert_eq!(minutes.items[1].deeds.len(), 1);
}

#[test]
fn the_entry_of_an_item_is_told_though_nothing_changed() {
    let minutes = Play::begun().opening(1, 1).ended(2).minutes();
    let unchanged = Texts {
        entry: 1,
        before: Some(3),
        after: Some(3),
    };
    assert_eq!(minutes.items[0].texts, [unchanged]);
}

#[test]
fn of_a_blind_call_only_how_many_is_told() {
    let minutes = Play::begun()
        .opening(1, 2)
        .on(2, 3, position(7, 3, None))
        .on(3, 3, position(7, 3, None))
        .on(4, 4, position(7, 4, None))
        .on(5, 3, position(8, 3, Some(Stance::Object)))
        .on(6, 3, position(8, 3, Some(Stance::Accept)))
        .ended(9)
        .minutes();
    let part = &minutes.items[0];
    assert!(matches!(
        &part.deeds[..],
        [Deed { call: Some(7), told: Told::Positions { taken, sealed }, .. }]
            if taken.is_empty() && sealed == &[3, 4]
    ));
    // Who changed their mind is told with both, in their order.
    let [
        Deed {
            told: Told::Positions { taken, .. },
            ..
        },
    ] = &part.elsewhere[..]
    else {
        panic!(
            "positions of another call stand elsewhere: {:?}",
            part.elsewhere
        );
    };
    let stances: Vec<_> = taken.iter().map(|it| it.stated.stance).collect();
    assert_eq!(stances, [Stance::Object, Stance::Accept]);
}

#[test]
fn notes_stand_under_their_item_also_when_written_later() {
    let poll = PollOpening {
        meeting: MEETING,
        poll: 1,
        item: Some(1),
        question: title("So?"),
        options: vec![title("Yes"), title("No")],
        temperature: false,
    };
    let play = Play::begun()
        .on(1, 1, Event::NoteAdded(note(1, None, Some("Welcome."))))
        .opening(2, 1)
        .on(3, 1, Event::NoteAdded(note(2, Some(1), Some("Long talk."))))
        .on(4, 1, Event::PollOpened(poll))
        .on(
            5,
            1,
            Event::NoteAdded(note(3, Some(3), Some("Left for later."))),
        )
        .ended(9)
        .on(
            12,
            1,
            Event::NoteAdded(note(4, Some(1), Some("It was long."))),
        )
        .on(
            13,
            1,
            Event::NoteAdded(note(5, None, Some("Thanks to all."))),
        )
        .on(14, 1, Event::NoteAdded(note(6, Some(1), Some("A slip."))))
        .on(15, 1, Event::NoteChanged(note(6, None, None)));
    let minutes = play.minutes();
    let told = |part: &Part| -> Vec<Told> { part.deeds.iter().map(|it| it.told.clone()).collect() };
    assert_eq!(told(&minutes.before), [Told::Note(1)]);
    let first = [Told::Note(2), Told::Poll(1), Told::Note(4)];
    assert_eq!(told(&minutes.items[0]), first);
    assert_eq!(minutes.items[1].item, Some(3));
    assert!(minutes.items[1].spans.is_empty());
    assert_eq!(told(&minutes.items[1]), [Told::Note(3)]);
    assert_eq!(told(&minutes.after), [Told::Note(5)]);
}

#[test]
fn a_call_that_is_opened_at_once_is_told_once() {
    let schedule = crate::record::Schedule {
        call: 8,
        subject: crate::call::Subject::Wording {
            entry: 1,
            wording: 3,
        },
        opens_at: at(1),
        closes_at: at(90),
        blind: false,
        silence: None,
        answers: None,
    };
    let opened = Event::CallOpened {
        call: 8,
        due: at(1),
        rule: crate::rule::Rule::named("Consent", crate::rule::VotingUnit::Organisation),
        groups: Vec::new(),
        roster: Vec::new(),
    };
    let minutes = Play::begun()
        .on(1, 1, Event::CallScheduled(schedule))
        .on(1, 1, opened)
        .minutes();
    let [deed] = &minutes.before.deeds[..] else {
        panic!("{:?}", minutes.before.deeds);
    };
    let Told::Act(event) = &deed.told else {
        panic!("{:?}", deed.told);
    };
    assert_eq!(event.act(), "call.opened");
}
