//! A meeting: when and where, what is on its agenda as it stands, who asked for what, who is here.

mod agenda;
mod asked;
mod attending;
mod convening;
mod list;
mod next;
mod planning;
pub mod rows;

use domain::{
    Moment, Slug,
    ids::MeetingNo,
    meeting::{MeetingState, MinutesState, check_in_from, must_go_on},
    process::{Role, State},
};
use leptos::prelude::*;
use registry::{
    Registry, Result,
    entries::{self, EntryLink},
    meetings::{self, Materials, Meeting, MeetingSummary},
    names::Person,
    overview,
    processes::{self, Process},
};

pub use list::meetings;
pub(super) use next::{next_line, next_meeting};
pub use planning::{agenda as agenda_of, change, plan};

use crate::{
    Form, Page, Visit,
    parts::{
        EntryLinks, counted, crumbs, error_summary, exact, hidden, remaining, time, until, when,
    },
};

/// Everything that is shown of a meeting.
struct Sheet {
    process: Process,
    meeting: Meeting,
    materials: Materials,
    /// Who is on the roster, to choose from.
    people: Vec<Person>,
    /// The entries there are, to choose from.
    terms: Vec<EntryLink>,
    now: Moment,
}

/// A meeting; `sent` is the form on it that was refused.
pub async fn meeting(
    registry: &Registry,
    visit: &Visit,
    slug: &Slug,
    number: MeetingNo,
    sent: Option<Form>,
) -> Result<Page> {
    let (caller, now) = (&visit.caller, visit.now);
    let process = processes::find(registry, caller, now, slug).await?;
    let meeting = meetings::find(registry, caller, now, slug, number).await?;
    let materials = meetings::materials(registry, caller, now, slug, number).await?;
    let names = overview::names(registry, caller, now, slug).await?;
    let mut people: Vec<_> = names
        .people()
        .into_iter()
        .filter(|person| !person.left)
        .cloned()
        .collect();
    people.sort_by_key(|person| person.number);
    let terms = entries::terms(registry, caller, now, slug).await?;
    let title = meeting.summary.title.clone();
    let sheet = Sheet {
        process: process.clone(),
        meeting,
        materials,
        people,
        terms,
        now,
    };
    let page = Page::new(title, move || body(&sheet, sent.as_ref()))
        .at(process, "Meetings")
        .live_at(format!("/p/{slug}/meetings/{number}"))
        .link(
            "alternate",
            format!("/p/{slug}/meetings/{number}.ics"),
            Some("text/calendar"),
        );
    Ok(page)
}

impl Sheet {
    fn here(&self) -> String {
        address(&self.process.slug, &self.meeting.summary)
    }

    fn state(&self) -> MeetingState {
        self.meeting.summary.state
    }

    fn role(&self) -> Option<Role> {
        self.process.me.as_ref().map(|me| me.role)
    }

    /// Whether the process may still meet.
    fn goes_on(&self) -> bool {
        must_go_on(self.process.state).is_ok()
    }

    fn convenes(&self) -> bool {
        self.role() == Some(Role::Convener) && self.goes_on()
    }

    /// Whether it begins within the hour or should have begun.
    fn is_near(&self) -> bool {
        self.now >= check_in_from(self.meeting.summary.starts_at)
    }

    /// Whether the visitor can check in or out now.
    fn may_attend(&self) -> bool {
        self.role().is_some()
            && self.goes_on()
            && match self.state() {
                MeetingState::Running => true,
                MeetingState::Planned => self.is_near(),
                MeetingState::Ended | MeetingState::Cancelled => false,
            }
    }

    /// Until when the visitor can suggest items.
    fn may_suggest(&self) -> Option<Moment> {
        let takes_part =
            self.role() == Some(Role::Participant) && self.process.state == State::Open;
        let until = self
            .meeting
            .suggestions_until
            .filter(|until| self.now < *until);
        until.filter(|_| takes_part && self.state() == MeetingState::Planned)
    }
}

/// Where a meeting is.
fn address(process: &Slug, meeting: &MeetingSummary) -> String {
    format!("/p/{process}/meetings/{}", meeting.number)
}

fn body(sheet: &Sheet, sent: Option<&Form>) -> AnyView {
    let here = sheet.here();
    let summary = &sheet.meeting.summary;
    let links = EntryLinks::of(&sheet.process.slug);
    let introduction = sheet.meeting.introduction.as_ref().map(|text| {
        view! {
            <section class="part">
                <div class="part-head"><h2>"Before you come"</h2></div>
                {links.blocks("prose", text)}
            </section>
        }
    });
    view! {
        {sent.and_then(error_summary)}
        {crumbs([
            ("Meetings".to_owned(), format!("/p/{}/meetings", sheet.process.slug)),
            (summary.title.clone(), here),
        ])}
        <div class="page-head"><h1>{summary.title.clone()}</h1><div id="first" data-live="">{action(sheet)}</div></div>
        <div id="state" data-live="">{state(sheet)}</div>
        <div class="columns">
            <div>
                {introduction}
                <div id="agenda" data-live="">{agenda::agenda(sheet)}</div>
                {asked::suggestions(sheet, sent)}
                {convening::convening(sheet, sent)}
            </div>
            <aside class="beside">
                {facts(sheet)}
                <div id="attending" data-live="">{attending::attending(sheet)}</div>
                {ways(sheet)}
            </aside>
        </div>
    }
    .into_any()
}

/// The one thing to do first, by who looks and how it stands.
fn action(sheet: &Sheet) -> Option<AnyView> {
    let here = sheet.here();
    let link = |words: &'static str, href: String| {
        Some(view! { <a class="button" href=href>{words}</a> }.into_any())
    };
    match sheet.state() {
        MeetingState::Running if sheet.role().is_some() => {
            link("Enter the room", format!("{here}/room"))
        }
        MeetingState::Running => link("Follow it on the screen", format!("{here}/screen")),
        MeetingState::Ended => link("Read the minutes", format!("{here}/minutes")),
        MeetingState::Cancelled => None,
        MeetingState::Planned if sheet.convenes() && sheet.is_near() => {
            Some(convening::start(sheet, "button"))
        }
        MeetingState::Planned if sheet.convenes() => {
            link("Change the plan", format!("{here}/edit"))
        }
        MeetingState::Planned if sheet.may_attend() && !sheet.meeting.attending => {
            Some(attending::check(sheet, true, None))
        }
        MeetingState::Planned if sheet.may_suggest().is_some() => {
            link("Suggest an item", format!("{here}#suggest"))
        }
        MeetingState::Planned => link("Put it into your calendar", format!("{here}.ics")),
    }
}

/// When it is, and how it stands, in a sentence.
fn state(sheet: &Sheet) -> AnyView {
    let (summary, now) = (&sheet.meeting.summary, sheet.now);
    let starts_at = summary.starts_at;
    let takes = match summary.minutes_planned {
        0 => String::new(),
        minutes => format!(" It takes {} by its agenda.", lasting(minutes)),
    };
    let told = match summary.state {
        MeetingState::Planned if starts_at <= now => view! {
            "It should have begun " {when(starts_at, now)} " and has not been started yet."
        }
        .into_any(),
        MeetingState::Planned => {
            view! { "Begins " {until(starts_at, now)} {format!(", in {}.{takes}", remaining(starts_at, now))} }
                .into_any()
        }
        MeetingState::Running => {
            let item = current(sheet).map(|title| format!(" Under discussion: {title}."));
            let since = summary.started_at.unwrap_or(starts_at);
            view! { <b>"Running"</b> " since " {time(since, clock(since))} "." {item} }.into_any()
        }
        MeetingState::Ended => {
            let at = summary.ended_at.unwrap_or(starts_at);
            let minutes = minutes_words(summary.minutes_state);
            view! { "It took place on " {exactly(starts_at, exact(starts_at))} " and ended " {when(at, now)} {format!(". {minutes}")} }.into_any()
        }
        MeetingState::Cancelled => {
            let reason = summary.cancelled.clone().unwrap_or_default();
            view! { <b>"Cancelled."</b> " It would have begun on " {exactly(starts_at, exact(starts_at))} {format!(". {reason}")} }.into_any()
        }
    };
    view! { <p class="page-lead meeting-state" data-state=state_word(summary.state)>{told}</p> }
        .into_any()
}

/// The title of the item under discussion.
fn current(sheet: &Sheet) -> Option<String> {
    let current = sheet.meeting.current?;
    let mut items = sheet.meeting.agenda.iter();
    let item = items.find(|item| item.number == current)?;
    Some(item.title.clone())
}

/// How far minutes are, in a sentence.
pub(super) const fn minutes_words(state: MinutesState) -> &'static str {
    match state {
        MinutesState::Growing => "Its minutes are being written.",
        MinutesState::Circulated => "Its minutes are before everybody to be corrected.",
        MinutesState::Called => "A call asks whether its minutes are right.",
        MinutesState::Frozen => "Its minutes are final.",
    }
}

pub(super) const fn state_word(state: MeetingState) -> &'static str {
    match state {
        MeetingState::Planned => "planned",
        MeetingState::Running => "running",
        MeetingState::Ended => "ended",
        MeetingState::Cancelled => "cancelled",
    }
}

/// "45 minutes", "2 hours", "1 hour 30 minutes".
fn lasting(minutes: u32) -> String {
    let (hours, rest) = (minutes / 60, minutes % 60);
    let hours = (hours > 0).then(|| counted(hours as usize, "hour", "hours"));
    let rest = (rest > 0).then(|| counted(rest as usize, "minute", "minutes"));
    let parts: Vec<_> = hours.into_iter().chain(rest).collect();
    parts.join(" ")
}

/// A time whose words say it exactly: nothing more has to be said of it, on hover or in print.
fn exactly(at: Moment, words: String) -> AnyView {
    view! { <time datetime=at.to_string()>{words}</time> }.into_any()
}

/// "15:00 UTC".
fn clock(at: Moment) -> String {
    format!("{} UTC", &at.to_string()[11..16])
}

fn facts(sheet: &Sheet) -> AnyView {
    let (meeting, summary) = (&sheet.meeting, &sheet.meeting.summary);
    let place = summary.place.clone().map(|place| {
        view! { <dt>"Place"</dt><dd>{place}</dd> }
    });
    let link = match (&meeting.link, summary.remote) {
        (Some(link), _) => Some(
            view! { <a href=link.clone() rel="noopener noreferrer">{link.clone()}</a> }.into_any(),
        ),
        (None, true) => Some("members find the address here".into_any()),
        (None, false) => None,
    };
    let link = link.map(|link| view! { <dt>"From afar"</dt><dd>{link}</dd> });
    let notes = meeting.note_taker.as_ref().map(|person| {
        view! { <dt>"Notes taken by"</dt><dd>{person.name.clone()}</dd> }
    });
    let known = match summary.announced {
        true => "announced to everybody",
        false => "to members; not announced",
    };
    view! {
        <section>
            <h2>"In short"</h2>
            <dl class="facts">
                <dt>"Begins"</dt>
                <dd>{exactly(summary.starts_at, exact(summary.starts_at))}</dd>
                {place}
                {link}
                {notes}
                <dt>"Made known"</dt>
                <dd>{known}</dd>
            </dl>
        </section>
    }
    .into_any()
}

/// What else belongs to it.
fn ways(sheet: &Sheet) -> AnyView {
    let here = sheet.here();
    let held = matches!(sheet.state(), MeetingState::Running | MeetingState::Ended);
    let room = (sheet.state() != MeetingState::Cancelled && sheet.role().is_some())
        .then(|| view! { <li><a href=format!("{here}/room")>"The room"</a></li> });
    let screen = (sheet.state() == MeetingState::Running).then(
        || view! { <li><a href=format!("{here}/screen")>"The screen, for a projector"</a></li> },
    );
    let minutes =
        held.then(|| view! { <li><a href=format!("{here}/minutes")>"The minutes"</a></li> });
    view! {
        <section>
            <h2>"Take it along"</h2>
            <ul role="list" class="ways">
                <li><a href=format!("{here}.ics")>"For your calendar (.ics)"</a></li>
                {room}
                {screen}
                {minutes}
            </ul>
        </section>
    }
    .into_any()
}

/// A form of this page with one button, for acts that ask for nothing.
fn one_button(
    action: String,
    name: &'static str,
    words: &'static str,
    rank: Option<&'static str>,
) -> AnyView {
    view! {
        <form method="post" action=action>
            {hidden("form", name)}
            <button class="button" data-rank=rank>{words}</button>
        </form>
    }
    .into_any()
}
