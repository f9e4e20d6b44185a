//! Planning a meeting and changing what was planned: one form for both.

use domain::{
    Slug,
    call::CallState,
    ids::{CallNo, MeetingNo},
    meeting::{AgendaItem, MeetingState},
    permit::Denial,
    process::Role,
};
use leptos::prelude::*;
use registry::{
    Error, Page as Piece, Registry, Result,
    calls::{self, CallFilter},
    entries::{self, EntryLink},
    meetings::{self, Meeting},
    processes::{self, Process},
};

use super::{
    asked::usual_end,
    rows::{self, FIRST_ROWS, ROWS_MAX, call_options, entry_options, field},
};
use crate::{
    Form, Page, Visit,
    pages::call::typed_time,
    parts::{Choice, Field, crumbs, error_summary, hidden},
};

/// How far ahead a meeting is planned where nobody says otherwise, in days.
const AHEAD_DAYS: u32 = 14;
const HOUR_MS: i64 = 3_600_000;

/// What one chooses from while planning.
struct Choices {
    terms: Vec<EntryLink>,
    /// Calls that did not end, with what they are about.
    calls: Vec<(CallNo, String)>,
}

impl Choices {
    /// What an agenda names stays to be chosen, also when it ended meanwhile.
    fn keep(&mut self, meeting: &Meeting) {
        for item in &meeting.agenda {
            if let Some(about) = &item.about
                && self.terms.iter().all(|link| link.number != about.number)
            {
                self.terms.push(about.clone());
            }
            if let Some(call) = item.call
                && self.calls.iter().all(|(known, _)| *known != call)
            {
                self.calls.push((call, "as on the agenda".to_owned()));
            }
        }
    }
}

/// The form to plan a meeting; `sent` as it was refused, or to be shown with more rows.
pub async fn plan(
    registry: &Registry,
    visit: &Visit,
    slug: &Slug,
    sent: Option<Form>,
) -> Result<Page> {
    let (process, choices) = ground(registry, visit, slug).await?;
    let form = sent.unwrap_or_else(|| {
        // Meetings begin at full hours.
        let day = visit.now.plus_days(AHEAD_DAYS);
        let starts_at = day + -day.millis().rem_euclid(HOUR_MS);
        Form::begin(
            "",
            [
                ("starts_at", typed_time(starts_at)),
                ("suggestions_until", typed_time(usual_end(starts_at))),
            ],
        )
    });
    let home = format!("/p/{slug}/meetings");
    Ok(Page::new("Plan a meeting", move || {
        let here = format!("{home}/new");
        view! {
            {error_summary(&form)}
            {crumbs([("Meetings".to_owned(), home), ("Plan a meeting".to_owned(), here.clone())])}
            <div class="page-head"><h1>"Plan a meeting"</h1></div>
            <p class="page-lead">
                "Members get an invitation by mail, with a file for their calendar. The materials are the entries and calls of the agenda, as they stand when somebody looks."
            </p>
            {ask(&form, &choices, here, "Plan the meeting", true)}
        }
        .into_any()
    })
    .at(process, "Meetings"))
}

/// The form to change a meeting that has not ended.
pub async fn change(
    registry: &Registry,
    visit: &Visit,
    slug: &Slug,
    number: MeetingNo,
    sent: Option<Form>,
) -> Result<Page> {
    let (caller, now) = (&visit.caller, visit.now);
    let meeting = meetings::find(registry, caller, now, slug, number).await?;
    let (process, mut choices) = ground(registry, visit, slug).await?;
    choices.keep(&meeting);
    let planned = meeting.summary.state == MeetingState::Planned;
    let title = format!("Change “{}”", meeting.summary.title);
    let form = sent.unwrap_or_else(|| begun(&meeting));
    let home = format!("/p/{slug}/meetings");
    Ok(Page::new(title.clone(), move || {
        let here = format!("{home}/{number}");
        let lead = match planned {
            true => "Members are told by mail where the time, the place or the address changes; their calendars follow.",
            false => "The time of a meeting that began stays. Items that were discussed stay on the agenda.",
        };
        view! {
            {error_summary(&form)}
            {crumbs([
                ("Meetings".to_owned(), home),
                (meeting.summary.title.clone(), here.clone()),
                ("Change".to_owned(), format!("{here}/edit")),
            ])}
            <div class="page-head"><h1>{title}</h1></div>
            <p class="page-lead">{lead}</p>
            {ask(&form, &choices, format!("{here}/edit"), "Save the plan", planned)}
        }
        .into_any()
    })
    .at(process, "Meetings"))
}

/// The form as it begins for a meeting that is planned.
fn begun(meeting: &Meeting) -> Form {
    let summary = &meeting.summary;
    let until = meeting.suggestions_until.map(typed_time);
    let mut form = Form::begin(
        "",
        [
            ("title", summary.title.clone()),
            ("starts_at", typed_time(summary.starts_at)),
            ("place", summary.place.clone().unwrap_or_default()),
            ("link", meeting.link.clone().unwrap_or_default()),
            (
                "introduction",
                meeting.introduction.clone().unwrap_or_default(),
            ),
            ("suggestions_until", until.unwrap_or_default()),
        ],
    );
    if summary.announced {
        form.values.push(("announced".to_owned(), "yes".to_owned()));
    }
    form.values.extend(rows::values(&agenda(meeting)));
    form
}

/// The agenda of a meeting as the domain has it.
pub fn agenda(meeting: &Meeting) -> Vec<AgendaItem> {
    let items = meeting.agenda.iter().filter_map(|item| {
        Some(AgendaItem {
            number: item.number,
            title: domain::Title::parse(&item.title).ok()?,
            entry: item.entry,
            call: item.call,
            minutes: item.minutes,
        })
    });
    items.collect()
}

/// What the form needs, for conveners alone.
async fn ground(registry: &Registry, visit: &Visit, slug: &Slug) -> Result<(Process, Choices)> {
    let (caller, now) = (&visit.caller, visit.now);
    let process = processes::find(registry, caller, now, slug).await?;
    caller.signed_in()?;
    let me = process.me.as_ref();
    if me.is_none_or(|me| me.role != Role::Convener) {
        return Err(Error::Forbidden(Denial::NotConvener));
    }
    let terms = entries::terms(registry, caller, now, slug).await?;
    let all = Piece {
        limit: Some(200),
        cursor: None,
    };
    let listed = calls::list(registry, caller, now, slug, &CallFilter::default(), &all).await?;
    let under_way = |state: CallState| {
        use CallState::{Closed, Contested, Open, Scheduled};
        matches!(state, Scheduled | Open | Closed | Contested)
    };
    let calls = listed
        .items
        .into_iter()
        .filter(|call| under_way(call.state))
        .map(|call| (call.number, call.title))
        .collect();
    Ok((process, Choices { terms, calls }))
}

fn ask(
    form: &Form,
    choices: &Choices,
    action: String,
    send: &'static str,
    planned: bool,
) -> AnyView {
    let starts_at = match planned {
        true => Field::new("starts_at", "Begins at")
            .hint("In UTC.")
            .typed(form, "datetime-local"),
        false => hidden("starts_at", form.value("starts_at")),
    };
    let announced = vec![
        Choice::new("yes", "Announce it to everybody")
            .meaning("It shows on the front page and on the overview for people who are no members. Where to join stays with members."),
    ];
    view! {
        <form class="form meeting-plan" method="post" action=action.clone() novalidate>
            {Field::new("title", "Title").hint("Such as “Second meeting”.").line(form)}
            <div class="field-row">
                {starts_at}
                {Field::new("place", "Place").optional().line(form)}
            </div>
            {Field::new("link", "Address to join from afar")
                .optional()
                .hint("Members alone see it; it is not on the record.")
                .typed(form, "url")}
            {Field::new("introduction", "What should people know before they come?")
                .optional()
                .hint("Markdown.")
                .area(form)}
            {Field::new("announced", "Who is told").ticks(form, announced)}
            {Field::new("suggestions_until", "Participants can suggest items until")
                .optional()
                .hint("In UTC. They are not asked for items if left empty.")
                .typed(form, "datetime-local")}
            {agenda_rows(form, choices, &action)}
            <div class="actions"><button class="button" name="act" value="save">{send}</button></div>
        </form>
    }
    .into_any()
}

fn agenda_rows(form: &Form, choices: &Choices, action: &str) -> AnyView {
    let asked = usize::from(form.value("more") == "item");
    let count = (rows::sent(form) + asked).clamp(FIRST_ROWS, ROWS_MAX);
    // New rows stand at the end until somebody says otherwise.
    let mut form = form.clone();
    for row in 1..=count {
        let order = field(row, "order");
        if form.value(&order).is_empty() {
            form.values.retain(|(name, _)| *name != order);
            form.values.push((order, row.to_string()));
        }
    }
    let rows = (1..=count)
        .map(|row| one(&form, choices, row))
        .collect_view();
    let more = (count < ROWS_MAX).then(|| {
        let next = format!("{action}#{}", field(count + 1, "title"));
        view! { <button class="link-button" name="more" value="item" formaction=next>"Add another item"</button> }
    });
    view! {
        <fieldset class="agenda-rows" id="items">
            <legend>"Agenda"</legend>
            <p class="hint">"A row without a title is no item; where an entry is chosen, its term is the title. Items that were on the agenda keep their numbers when they move."</p>
            {rows}
            {more}
        </fieldset>
    }
    .into_any()
}

fn one(form: &Form, choices: &Choices, row: usize) -> AnyView {
    let number = field(row, "number");
    let known = form.value(&number).to_owned();
    let kept = (!known.is_empty()).then(|| {
        let off = vec![Choice::new("yes", "Take it off the agenda")];
        view! {
            {hidden(number, &known)}
            {Field::new(field(row, "off"), "Take it off").label_unseen().inline().ticks(form, off)}
        }
    });
    view! {
        <fieldset class="agenda-row">
            <legend class="unseen">{format!("Item {row}")}</legend>
            {Field::new(field(row, "title"), format!("Item {row}")).line(form)}
            <div class="field-row">
                {Field::new(field(row, "entry"), "Entry").select(form, entry_options(&choices.terms))}
                {Field::new(field(row, "call"), "Call").select(form, call_options(&choices.calls))}
                {Field::new(field(row, "minutes"), "Minutes").width("short").typed(form, "number")}
                {Field::new(field(row, "order"), "Order").width("short").typed(form, "number")}
            </div>
            {kept}
        </fieldset>
    }
    .into_any()
}
