//! Writing minutes, line by line.

use std::collections::BTreeMap;

use super::{Deed, Ground, Minutes, Part, Presence, Span, Taken, Texts, Told, ground};
use crate::{
    Event, Moment,
    call::Stated,
    ids::{CallNo, EntryNo, MemberNo, WordingNo},
    meeting::{AgendaItem, ItemNo, Meeting},
    record::Line,
};

/// Writes the minutes of a meeting from its lines: those between its beginning and its end, and after that what was
/// added to its minutes until they were final. Other lines of the same process among them change nothing.
pub fn write(meeting: &Meeting, lines: &[Line], ground: &Ground) -> Minutes {
    let mut writer = Writer {
        meeting,
        ground,
        phase: Phase::Before,
        began: None,
        present: BTreeMap::new(),
        before: Part::default(),
        items: Vec::new(),
        after: Part::default(),
        current: None,
        wordings: ground.wordings.clone(),
    };
    for line in lines {
        writer.follow(line);
        if writer.phase == Phase::Final {
            break;
        }
    }
    let wordings = writer.wordings.clone();
    if let Some(part) = writer.current_part() {
        part.read(&wordings);
    }
    let present = writer.present.into_iter();
    Minutes {
        present: present
            .map(|(member, spans)| Presence { member, spans })
            .collect(),
        before: writer.before,
        items: writer.items,
        after: writer.after,
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Phase {
    Before,
    Running,
    Over,
    Final,
}

struct Writer<'a> {
    meeting: &'a Meeting,
    ground: &'a Ground,
    phase: Phase,
    began: Option<Moment>,
    present: BTreeMap<MemberNo, Vec<Span>>,
    before: Part,
    items: Vec<Part>,
    after: Part,
    /// Where in the items the one under discussion stands.
    current: Option<usize>,
    /// The newest wordings so far.
    wordings: BTreeMap<EntryNo, WordingNo>,
}

impl Writer<'_> {
    fn follow(&mut self, line: &Line) {
        let event = &line.event;
        let own = event.meeting() == Some(self.meeting.facts.number);
        match (self.phase, event) {
            (Phase::Before, Event::MeetingStarted { .. }) if own => self.begin(line.at),
            (Phase::Before, _) => {}
            (Phase::Running, Event::MeetingEnded { .. }) if own => self.end(line.at),
            (Phase::Running, Event::ItemOpened { item, .. }) if own => self.open(*item, line.at),
            (
                Phase::Running,
                Event::AttendanceChanged {
                    member, present, ..
                },
            ) if own => {
                self.attend(*member, *present, line.at);
            }
            // Who leaves the process leaves the room.
            (Phase::Running, Event::MemberLeft { member, .. }) => self.part(*member, line.at),
            (_, Event::MinutesFrozen(_)) if own => self.phase = Phase::Final,
            // What was taken out is not told.
            (_, Event::NoteAdded(note)) if own && self.meeting.note(note.note).is_some() => {
                self.write_down(note.item, line, Told::Note(note.note));
            }
            (_, Event::ActionAssigned(assignment)) if own => {
                self.write_down(assignment.item, line, Told::Action(assignment.clone()));
            }
            (Phase::Running, Event::PollOpened(opening)) if own => {
                self.write_down(opening.item, line, Told::Poll(opening.poll));
            }
            (Phase::Running, _) => self.tell(line, own),
            _ => {}
        }
    }

    fn begin(&mut self, at: Moment) {
        self.phase = Phase::Running;
        self.began = Some(at);
        for member in &self.ground.here {
            let span = Span {
                from: at,
                until: None,
            };
            self.present.insert(*member, vec![span]);
        }
    }

    fn end(&mut self, at: Moment) {
        self.phase = Phase::Over;
        for span in self.present.values_mut().filter_map(|it| it.last_mut()) {
            span.until = span.until.or(Some(at));
        }
        self.close(at);
    }

    fn attend(&mut self, member: MemberNo, present: bool, at: Moment) {
        let began = self.began.unwrap_or(at);
        let spans = self.present.entry(member).or_default();
        match (present, spans.last_mut()) {
            (true, Some(Span { until: None, .. })) => {}
            (true, _) => spans.push(Span {
                from: at,
                until: None,
            }),
            (false, Some(span)) => span.until = span.until.or(Some(at)),
            // Who leaves without having come since was there from the beginning.
            (false, None) => spans.push(Span {
                from: began,
                until: Some(at),
            }),
        }
    }

    fn part(&mut self, member: MemberNo, at: Moment) {
        let spans = self.present.get_mut(&member);
        if let Some(span) = spans.and_then(|spans| spans.last_mut()) {
            span.until = span.until.or(Some(at));
        }
    }

    /// Puts an item under discussion, for the first time or again.
    fn open(&mut self, item: ItemNo, at: Moment) {
        self.close(at);
        let place = self.place(item);
        self.current = Some(place);
        let entry = self.agenda(Some(item)).and_then(|item| item.entry);
        let wordings = &self.wordings;
        if let Some(part) = self.items.get_mut(place) {
            part.spans.push(Span {
                from: at,
                until: None,
            });
            if let Some(entry) = entry {
                part.begin(entry, wordings.get(&entry).copied());
            }
        }
    }

    /// Ends the discussion of the current item.
    fn close(&mut self, at: Moment) {
        let wordings = self.wordings.clone();
        if let Some(part) = self.current_part() {
            if let Some(span) = part.spans.last_mut() {
                span.until = span.until.or(Some(at));
            }
            part.read(&wordings);
        }
        self.current = None;
    }

    fn tell(&mut self, line: &Line, own: bool) {
        let event = &line.event;
        if !is_told(event, own) {
            return;
        }
        let entry = self.ground.entry(event);
        let call = ground::call_of(event);
        self.reword(event);
        let item = self.current_part().and_then(|part| part.item);
        let on = self.is_on(self.agenda(item), entry, call);
        let part = match self.current {
            Some(at) => self.items.get_mut(at),
            None => Some(&mut self.before),
        };
        let Some(part) = part else { return };
        let deeds = match on {
            true => &mut part.deeds,
            false => &mut part.elsewhere,
        };
        match event {
            Event::PositionTaken {
                call,
                member,
                stated,
                ..
            } => take(deeds, line, (*call, entry), *member, stated.as_ref()),
            // A call that is set up and opened at once is told once.
            Event::CallOpened { call, .. } => {
                let scheduled = |deed: &Deed| {
                    deed.call == Some(*call)
                        && deed.at == line.at
                        && matches!(&deed.told, Told::Act(event) if matches!(**event, Event::CallScheduled(_)))
                };
                deeds.pop_if(|deed| scheduled(deed));
                deeds.push(deed(line, entry, Some(*call)));
            }
            _ => deeds.push(deed(line, entry, call)),
        }
    }

    /// Follows the wordings of entries.
    fn reword(&mut self, event: &Event) {
        let (entry, wording) = match event {
            Event::EntryProposed { entry, .. } => (*entry, 1),
            Event::RedlineFolded { entry, wording, .. } => (*entry, *wording),
            _ => return,
        };
        let known = self.wordings.insert(entry, wording);
        let before = known.or_else(|| wording.checked_sub(1).filter(|it| *it > 0));
        let part = match self.current {
            Some(at) => self.items.get_mut(at),
            None => Some(&mut self.before),
        };
        if let Some(part) = part {
            part.begin(entry, before);
            part.read(&self.wordings);
        }
    }

    /// Whether something belongs to an item. One that is bound to nothing is about everything.
    fn is_on(
        &self,
        item: Option<&AgendaItem>,
        entry: Option<EntryNo>,
        call: Option<CallNo>,
    ) -> bool {
        let Some(item) = item else { return true };
        let bound = item.entry.is_some() || item.call.is_some();
        if !bound || (entry.is_none() && call.is_none()) {
            return true;
        }
        let called = item.call.and_then(|call| self.ground.calls.get(&call));
        let same_entry =
            entry.is_some_and(|entry| item.entry == Some(entry) || called == Some(&entry));
        let same_call = call.is_some() && call == item.call;
        same_entry || same_call
    }

    /// Writes down what carries the number of its item, or none.
    fn write_down(&mut self, item: Option<ItemNo>, line: &Line, told: Told) {
        let running = self.phase == Phase::Running;
        let place = item.map(|item| self.place(item));
        let part = match place.and_then(|place| self.items.get_mut(place)) {
            Some(part) => part,
            None if running => &mut self.before,
            None => &mut self.after,
        };
        part.deeds.push(Deed {
            told,
            ..deed(line, None, None)
        });
    }

    /// Where an item stands among the parts; it gets its place where it has none.
    fn place(&mut self, item: ItemNo) -> usize {
        let known = self.items.iter().position(|part| part.item == Some(item));
        known.unwrap_or_else(|| {
            self.items.push(Part {
                item: Some(item),
                ..Part::default()
            });
            self.items.len() - 1
        })
    }

    fn agenda(&self, item: Option<ItemNo>) -> Option<&AgendaItem> {
        self.meeting.facts.item(item?)
    }

    fn current_part(&mut self) -> Option<&mut Part> {
        self.items.get_mut(self.current?)
    }
}

impl Part {
    fn begin(&mut self, entry: EntryNo, before: Option<WordingNo>) {
        if !self.texts.iter().any(|texts| texts.entry == entry) {
            self.texts.push(Texts {
                entry,
                before,
                after: before,
            });
        }
    }

    /// Notes how its entries read by now.
    fn read(&mut self, wordings: &BTreeMap<EntryNo, WordingNo>) {
        for texts in &mut self.texts {
            texts.after = wordings.get(&texts.entry).copied().or(texts.after);
        }
    }
}

fn deed(line: &Line, entry: Option<EntryNo>, call: Option<CallNo>) -> Deed {
    Deed {
        seq: line.seq,
        at: line.at,
        by: line.actor,
        entry,
        call,
        told: Told::Act(Box::new(line.event.clone())),
    }
}

/// Adds a position to those of the same call.
fn take(
    deeds: &mut Vec<Deed>,
    line: &Line,
    (call, entry): (CallNo, Option<EntryNo>),
    member: MemberNo,
    stated: Option<&Stated>,
) {
    let of_call =
        |deed: &Deed| deed.call == Some(call) && matches!(deed.told, Told::Positions { .. });
    let place = deeds.iter().position(of_call).unwrap_or_else(|| {
        deeds.push(Deed {
            told: Told::Positions {
                taken: Vec::new(),
                sealed: Vec::new(),
            },
            ..deed(line, entry, Some(call))
        });
        deeds.len() - 1
    });
    let told = deeds.get_mut(place).map(|deed| &mut deed.told);
    let Some(Told::Positions { taken, sealed }) = told else {
        return;
    };
    match stated {
        Some(stated) => taken.push(Taken {
            member,
            at: line.at,
            stated: stated.clone(),
        }),
        None if sealed.contains(&member) => {}
        None => sealed.push(member),
    }
}

/// What minutes tell: what was done to words and calls, and how the meeting was led. `own` says whether it is about
/// this meeting.
fn is_told(event: &Event, own: bool) -> bool {
    match event {
        Event::MeetingChanged(_) | Event::NoteTakerNamed { .. } => own,
        Event::MeetingPlanned(_)
        | Event::EntryProposed { .. }
        | Event::EntryWithdrawn { .. }
        | Event::PenPassed { .. }
        | Event::RedlineProposed(_)
        | Event::RedlineConfirmed { .. }
        | Event::RedlineFolded { .. }
        | Event::RedlineRefused { .. }
        | Event::RedlineWithdrawn { .. }
        | Event::CommentAdded(_)
        | Event::CommentDisposed { .. }
        | Event::ReleasePublished(_) => true,
        event => ground::call_of(event).is_some(),
    }
}
