//! From numbers to what people read.

use domain::{
    Event, Lang, Slug, Text,
    ids::{CallNo, EntryNo, MemberNo, OrganisationNo, PositionNo, WordingNo},
    meeting::{
        self, AgendaItem, ItemNo,
        minutes::{self as numbers, Standing, Told},
    },
    reading,
    record::Actor,
    redline::between,
};
use formats::minutes::{
    Action, AgendaRef, Correction, Deed, Detail, GroupTally, Later, Minutes, Part, PollOption,
    Position, Present, Reading, Span, Term, Who, Worded,
};

use super::{
    ground::{Looked, Texts},
    sentences,
};
use crate::{Result, door::View, meetings::ActionView, names::Names};

/// All that telling takes.
pub(super) struct Teller<'a> {
    pub(super) view: &'a View<'a>,
    pub(super) folded: &'a meeting::Meeting,
    pub(super) names: &'a Names,
    pub(super) standing: Standing,
    pub(super) ground: Looked,
    pub(super) texts: Texts,
    pub(super) actions: Vec<ActionView>,
    pub(super) lang: Lang,
}

impl Teller<'_> {
    pub(super) fn tell(&self, written: numbers::Minutes) -> Result<Minutes> {
        let folded = self.folded;
        let facts = &folded.facts;
        let present = written.present.iter().map(|it| Present {
            who: self.who(it.member),
            spans: it.spans.iter().map(span).collect(),
        });
        let items = written.items.iter().map(|part| self.part(part));
        let discussed = |number: ItemNo| {
            let mut items = written.items.iter();
            items.any(|part| part.item == Some(number))
        };
        let rest = facts.agenda.iter().filter(|item| !discussed(item.number));
        Ok(Minutes {
            process: Slug::parse(&self.view.process.slug)?,
            process_title: match &self.standing.title {
                Some(title) => title.to_string(),
                None => self.view.process.title.clone(),
            },
            meeting: facts.number,
            title: folded.title.to_string(),
            place: folded.place.as_ref().map(ToString::to_string),
            starts_at: facts.starts_at,
            started_at: folded.started_at,
            ended_at: folded.ended_at,
            lang: self.lang.clone(),
            convened_by: self.who(folded.by),
            note_taker: facts.note_taker.map(|member| self.who(member)),
            state: facts.minutes,
            statement: folded.statement.as_ref().map(ToString::to_string),
            circulated_at: folded.circulated_at,
            corrections_until: facts.corrections_until,
            called_by: folded.called_by,
            frozen_at: folded.frozen_at,
            agreed_by: folded.frozen_by,
            present: present.collect(),
            before: self.part(&written.before),
            items: items.collect(),
            after: self.part(&written.after),
            not_reached: rest.map(agenda_ref).collect(),
            actions: self.actions.iter().map(|it| self.action(it)).collect(),
            corrections: self.corrections(),
            seq: u64::try_from(self.view.process.seq).unwrap_or_default(),
        })
    }

    fn part(&self, part: &numbers::Part) -> Part {
        let item = part.item.and_then(|item| self.folded.facts.item(item));
        Part {
            item: item.map(agenda_ref),
            spans: part.spans.iter().map(span).collect(),
            texts: part.texts.iter().map(|it| self.reading(it)).collect(),
            deeds: part.deeds.iter().filter_map(|it| self.deed(it)).collect(),
            elsewhere: part
                .elsewhere
                .iter()
                .filter_map(|it| self.deed(it))
                .collect(),
        }
    }

    fn reading(&self, texts: &numbers::Texts) -> Reading {
        let worded = |wording: Option<WordingNo>| {
            let number = wording?;
            let content = self.texts.get(&(texts.entry, number))?.clone();
            Some(Worded { number, content })
        };
        let (before, after) = (worded(texts.before), worded(texts.after));
        let nothing = sentences::nothing();
        let fields = match (&before, &after) {
            (Some(before), Some(after)) => between(&before.content, &after.content, &self.lang),
            (None, Some(after)) => between(&nothing, &after.content, &self.lang),
            (_, None) => Default::default(),
        };
        Reading {
            entry: self.term(texts.entry),
            before,
            after,
            fields,
        }
    }

    fn deed(&self, deed: &numbers::Deed) -> Option<Deed> {
        let by = match deed.by {
            Actor::Member(number) => Some(self.who(number)),
            Actor::Clock | Actor::Public => None,
        };
        let (act, words, detail) = match &deed.told {
            Told::Act(event) => (
                event.act(),
                self.words(deed, event),
                self.detail(deed, event),
            ),
            Told::Positions { taken, sealed } => {
                let taken = taken.iter().map(|it| Position {
                    at: it.at,
                    by: self.who(it.member),
                    stance: it.stated.stance,
                    reason: said(it.stated.reason.as_ref()),
                    would_resolve: said(it.stated.would_resolve.as_ref()),
                });
                let detail = Detail::Positions {
                    taken: taken.collect(),
                    sealed: u32::try_from(sealed.len()).unwrap_or(u32::MAX),
                };
                ("position.taken".into(), self.positions(deed), Some(detail))
            }
            Told::Poll(number) => {
                let polled = self.folded.poll(*number)?;
                let totals = polled.totals.as_deref();
                let options = polled.poll.options.iter().enumerate();
                let detail = Detail::Poll {
                    question: polled.poll.question.to_string(),
                    options: options
                        .map(|(at, text)| PollOption {
                            text: text.to_string(),
                            count: totals.and_then(|totals| totals.get(at).copied()),
                        })
                        .collect(),
                };
                let words = format!("A straw poll asked: “{}”", polled.poll.question);
                ("poll.opened".into(), sentences::only(words), Some(detail))
            }
            Told::Note(number) => {
                let mut notes = self.folded.notes.iter();
                let noted = notes.find(|it| it.note.note == *number)?;
                let detail = Detail::Note {
                    number: *number,
                    text: noted.note.body.as_ref()?.to_string(),
                    changed_at: noted.changed_at,
                };
                let words = format!("{} noted", self.short(deed.by));
                ("note.added".into(), sentences::only(words), Some(detail))
            }
            Told::Action(assignment) => {
                let mut actions = self.actions.iter();
                let action = actions.find(|it| it.number == assignment.action)?;
                let detail = Detail::Action {
                    action: Box::new(self.action(action)),
                };
                let owner = self.short(Actor::Member(assignment.owner));
                let words = format!("{} gave {owner} something to do", self.short(deed.by));
                (
                    "action.assigned".into(),
                    sentences::only(words),
                    Some(detail),
                )
            }
        };
        Some(Deed {
            seq: deed.seq,
            at: deed.at,
            by,
            act,
            entry: deed.entry,
            call: deed.call,
            words,
            detail,
            later: self.folded.ended_seq.is_some_and(|ended| deed.seq > ended),
        })
    }

    /// What more is to be told of what somebody did.
    fn detail(&self, deed: &numbers::Deed, event: &Event) -> Option<Detail> {
        let text = match event {
            Event::RedlineProposed(proposal) => {
                let base = self.texts.get(&(proposal.entry, proposal.base))?;
                let wanted = base.with(&proposal.changes);
                return Some(Detail::Redline {
                    fields: between(base, &wanted, &self.lang),
                    rationale: proposal.rationale.to_string(),
                });
            }
            Event::CallClosed {
                call,
                statement,
                outcome,
                tally,
                ..
            } => {
                let told = outcome.tell(&Missing {
                    of: self,
                    call: *call,
                });
                let groups = tally.groups.iter().map(|(slug, counts)| GroupTally {
                    name: self.standing.group(slug),
                    counts: *counts,
                });
                return Some(Detail::Outcome {
                    about: self.about(*call),
                    reached: outcome.is_reached(),
                    missing: told.missing.into_iter().map(|it| it.text).collect(),
                    statement: said(statement.as_ref()),
                    tally: tally.all,
                    groups: groups.collect(),
                });
            }
            Event::EntryProposed { rationale, .. } => rationale.as_ref()?,
            Event::RedlineWithdrawn { reason, .. } => reason.as_ref()?,
            Event::CommentDisposed { response, .. } => response.as_ref()?,
            Event::CommentAdded(remark) => &remark.body,
            Event::EntryWithdrawn { reason, .. }
            | Event::RedlineRefused { reason, .. }
            | Event::CallExtended { reason, .. }
            | Event::CallWithdrawn { reason, .. }
            | Event::CallContested { reason, .. } => reason,
            Event::CallStated { statement, .. } => statement,
            Event::AnswerGiven { body, .. } => body,
            Event::MinorityStated { text, .. } => text,
            Event::CallScheduled(_) | Event::CallOpened { .. } => self.resolution(deed.call?)?,
            _ => return None,
        };
        Some(Detail::Said {
            text: text.to_string(),
        })
    }

    pub(super) fn who(&self, number: MemberNo) -> Who {
        let seat = self.standing.seats.get(&number);
        let (group, organisation) = seat.cloned().unwrap_or_default();
        Who {
            number,
            name: self.names.person(number).name,
            organisation: organisation.map(|it| self.names.organisation(it).name),
            group: group.map(|slug| self.standing.group(&slug)),
        }
    }

    /// An entry by the term it had when the meeting ended.
    pub(super) fn term(&self, entry: EntryNo) -> Term {
        let last = self.ground.last.get(&entry);
        let content = last.and_then(|wording| self.texts.get(&(entry, *wording)));
        let term = content.and_then(|content| content.preferred(&self.lang));
        Term {
            number: entry,
            slug: match self.ground.slugs.get(&entry) {
                Some(slug) => slug.clone(),
                None => entry.to_string(),
            },
            term: term.map_or_else(|| format!("entry {entry}"), str::to_owned),
        }
    }

    fn action(&self, it: &ActionView) -> Action {
        Action {
            number: it.number,
            item: it.item,
            text: it.body.clone(),
            owner: self.who(it.owner),
            due: it.due,
            at: it.at,
            later: Later {
                state: it.state,
                remark: it.remark.clone(),
                settled_at: it.settled_at,
            },
        }
    }

    fn corrections(&self) -> Vec<Correction> {
        let corrections = self.folded.corrections.iter().map(|it| Correction {
            number: it.request.correction,
            item: it.request.item,
            text: it.request.body.to_string(),
            by: self.who(it.by),
            at: it.at,
            made: it.answer.as_ref().map(|answer| answer.made),
            response: it
                .answer
                .as_ref()
                .and_then(|answer| said(answer.response.as_ref())),
        });
        corrections.collect()
    }
}

/// What is missing in a call is told with the names and the words of the process.
struct Missing<'a> {
    of: &'a Teller<'a>,
    call: CallNo,
}

impl reading::Names for Missing<'_> {
    fn member(&self, member: MemberNo) -> String {
        self.of.names.person(member).name
    }

    fn organisation(&self, organisation: OrganisationNo) -> String {
        self.of.names.organisation(organisation).name
    }

    fn group(&self, group: &Slug) -> String {
        self.of.standing.group(group)
    }

    fn would_resolve(&self, position: PositionNo) -> Option<String> {
        let words = self.of.ground.resolves.get(&(self.call, position))?;
        Some(words.to_string())
    }
}

fn agenda_ref(item: &AgendaItem) -> AgendaRef {
    AgendaRef {
        number: item.number,
        title: item.title.to_string(),
        entry: item.entry,
        call: item.call,
    }
}

fn span(span: &numbers::Span) -> Span {
    Span {
        from: span.from,
        until: span.until,
    }
}

fn said(text: Option<&Text>) -> Option<String> {
    text.map(ToString::to_string)
}
