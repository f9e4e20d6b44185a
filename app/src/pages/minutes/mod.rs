//! The minutes of a meeting: what the record says of it, and what is written between.

mod actions;
mod deeds;
mod making_final;
mod writing;

pub(in crate::pages) use actions::due;

use domain::{
    Moment, Slug,
    ids::{MeetingNo, MemberNo},
    meeting::must_go_on,
    process::Role,
};
use leptos::prelude::*;
use registry::{
    Registry, Result,
    meetings::{
        self,
        minutes::{Detail, Minutes, Part, Reading, Term, named, spans, standing, when},
    },
    members,
    processes::{self, Process},
};

use crate::{
    Form, Page, Visit,
    parts::{EntryLinks, crumbs, direction, error_summary, redline_parts, typed},
};

/// How many members are read at a time.
const PIECE: u32 = 200;

/// What the page is made of.
struct Shown {
    process: Process,
    minutes: Minutes,
    links: EntryLinks,
    /// Who can be given something to do; read for those who may.
    people: Vec<(MemberNo, String)>,
    now: Moment,
}

pub async fn minutes(
    registry: &Registry,
    visit: &Visit,
    slug: &Slug,
    meeting: MeetingNo,
    sent: Option<Form>,
) -> Result<Page> {
    let (caller, now) = (&visit.caller, visit.now);
    let process = processes::find(registry, caller, now, slug).await?;
    let minutes = meetings::minutes(registry, caller, now, slug, meeting).await?;
    let mut shown = Shown {
        links: EntryLinks::of(slug),
        process: process.clone(),
        minutes,
        people: Vec::new(),
        now,
    };
    if shown.writes() {
        shown.people = people(registry, visit, slug).await?;
    }
    let title = format!("Minutes: {}", shown.minutes.title);
    Ok(Page::new(title, move || body(&shown, sent.as_ref()))
        .at(process, "Meetings")
        .live_at(format!("/p/{slug}/meetings/{meeting}/minutes")))
}

async fn people(
    registry: &Registry,
    visit: &Visit,
    slug: &Slug,
) -> Result<Vec<(MemberNo, String)>> {
    let mut people = Vec::new();
    let mut page = registry::Page {
        limit: Some(PIECE),
        cursor: None,
    };
    loop {
        let piece = members::roster(registry, &visit.caller, visit.now, slug, &page).await?;
        let here = piece.items.iter().filter(|it| it.left_at.is_none());
        people.extend(here.map(|it| {
            let organisation = it.person.organisation.as_ref();
            let belongs = organisation.map(|it| format!(" ({})", it.name));
            let name = format!("{}{}", it.person.name, belongs.unwrap_or_default());
            (it.person.number, name)
        }));
        page.cursor = piece.next;
        if page.cursor.is_none() {
            return Ok(people);
        }
    }
}

impl Shown {
    fn meeting(&self) -> String {
        let (slug, number) = (&self.process.slug, self.minutes.meeting);
        format!("/p/{slug}/meetings/{number}")
    }

    fn here(&self) -> String {
        format!("{}/minutes", self.meeting())
    }

    /// The visitor's number, where they are a member and the process is not closed.
    fn me(&self) -> Option<MemberNo> {
        let goes_on = must_go_on(self.process.state).is_ok();
        let me = self.process.me.as_ref().filter(|_| goes_on);
        me.map(|me| me.number)
    }

    fn convenes(&self) -> bool {
        let me = self.process.me.as_ref();
        self.me().is_some() && me.is_some_and(|me| me.role == Role::Convener)
    }

    /// Whether the visitor may write notes and actions, and answer corrections.
    fn may_write(&self) -> bool {
        let taker = self.minutes.note_taker.as_ref().map(|it| it.number);
        self.convenes() || (taker.is_some() && taker == self.me())
    }

    /// Whether the visitor writes them now.
    fn writes(&self) -> bool {
        self.may_write() && self.minutes.started_at.is_some() && self.minutes.state.changes()
    }

    fn term(&self, term: &Term) -> AnyView {
        let href = format!("/p/{}/entries/{}", self.process.slug, term.slug);
        view! { <a class="term" href=href>{term.term.clone()}</a> }.into_any()
    }
}

fn body(shown: &Shown, sent: Option<&Form>) -> AnyView {
    let minutes = &shown.minutes;
    let here = shown.here();
    let head = [
        (
            "Meetings".to_owned(),
            format!("/p/{}/meetings", shown.process.slug),
        ),
        (minutes.title.clone(), shown.meeting()),
        ("Minutes".to_owned(), here.clone()),
    ];
    let items = minutes
        .items
        .iter()
        .map(|part| item(part, shown, sent))
        .collect_view();
    let not_reached = (!minutes.not_reached.is_empty() && minutes.ended_at.is_some()).then(|| {
        let items = minutes.not_reached.iter();
        let items = items.map(|it| view! { <li>{it.title.clone()}</li> }).collect_view();
        view! { <section class="minutes-item" id="not-discussed"><h2>"Not discussed"</h2><ul>{items}</ul></section> }
    });
    let before = (!minutes.before.is_empty()).then(|| {
        view! {
            <section class="minutes-item" id="before">
                <h2>"Before the first item"</h2>
                {deeds::deeds(&minutes.before, shown, sent)}
            </section>
        }
    });
    view! {
        {crumbs(head)}
        {sent.and_then(error_summary)}
        {sent.and_then(|form| held_back(form, shown))}
        <div class="page-head"><h1>{format!("Minutes: {}", minutes.title)}</h1></div>
        <div id="minutes-state" data-live="">
            <p class="page-lead">{format!("{}. {}", when(minutes), standing(minutes))}</p>
            {making_final::statement(shown)}
        </div>
        <div class="columns">
            <div class="minutes">
                <div id="minutes-short" data-live="">{short(shown)}{actions::actions(shown, sent)}</div>
                <div id="minutes-items" data-live="">
                    {before}
                    {items}
                    {after(shown, sent)}
                    {not_reached}
                </div>
                <div id="minutes-corrections" data-live="">{making_final::corrections(shown, sent)}</div>
            </div>
            <aside class="beside">
                <div id="minutes-present" data-live="">{present(shown)}</div>
                <section class="take-along">
                    <h2>"Take them along"</h2>
                    <p><a href=format!("{here}.md") download="">"Markdown"</a></p>
                    <p><a href=format!("{here}.docx") download="">"DOCX, changes tracked"</a></p>
                </section>
                {making_final::circulate(shown, sent)}
            </aside>
        </div>
    }
    .into_any()
}

/// What was typed for minutes that took no more of it meanwhile. What became of an action can be said for ever.
fn held_back(form: &Form, shown: &Shown) -> Option<AnyView> {
    let gone = !shown.minutes.state.changes() && !form.name.starts_with("settle-");
    gone.then(|| {
        view! {
            <section class="part">
                <div class="part-head"><h2>"What you typed is here"</h2></div>
                {typed(&form.values)}
            </section>
        }
        .into_any()
    })
}

/// Who was there, and when.
fn present(shown: &Shown) -> AnyView {
    let minutes = &shown.minutes;
    let list = if minutes.present.is_empty() {
        view! { <p class="quiet">"Nobody has checked in."</p> }.into_any()
    } else {
        let people = minutes.present.iter();
        let people = people
            .map(|it| {
                view! {
                    <li>
                        <span class="minutes-who">{named(&it.who)}</span>
                        <span class="quiet">{spans(&it.spans)}</span>
                    </li>
                }
            })
            .collect_view();
        view! { <ul class="minutes-present" role="list">{people}</ul> }.into_any()
    };
    let taker = minutes.note_taker.as_ref().map(|taker| {
        view! { <dt>"Notes"</dt><dd>{named(taker)}</dd> }
    });
    view! {
        <section>
            <h2>"Who was there"</h2>
            <dl class="facts">
                <dt>"Convener"</dt>
                <dd>{named(&minutes.convened_by)}</dd>
                {taker}
            </dl>
            {list}
            <p class="quiet">"Times are in UTC."</p>
        </section>
    }
    .into_any()
}

/// What was decided, for those who read nothing else.
fn short(shown: &Shown) -> Option<AnyView> {
    let decided: Vec<_> = shown
        .minutes
        .decisions()
        .filter_map(|deed| {
            let Some(Detail::Outcome { about, reached, .. }) = &deed.detail else {
                return None;
            };
            let call = deed.call?;
            let href = format!("/p/{}/calls/{call}", shown.process.slug);
            let result = if *reached { "reached" } else { "not reached" };
            let words = format!(" on {about}: agreement was {result}.");
            Some(view! { <li><a href=href>{format!("Call {call}")}</a>{words}</li> })
        })
        .collect();
    (!decided.is_empty()).then(|| {
        view! { <section class="minutes-item" id="decided"><h2>"Decided"</h2><ul>{decided}</ul></section> }
            .into_any()
    })
}

fn item(part: &Part, shown: &Shown, sent: Option<&Form>) -> Option<AnyView> {
    let item = part.item.as_ref()?;
    let times = match part.spans.is_empty() {
        true => "Not under discussion".to_owned(),
        false => spans(&part.spans),
    };
    let texts = part
        .texts
        .iter()
        .map(|it| reading(it, shown))
        .collect_view();
    let write = shown
        .writes()
        .then(|| writing::under(Some(item.number), shown, sent));
    Some(
        view! {
            <section class="minutes-item" id=format!("item-{}", item.number)>
                <h2>{item.title.clone()}</h2>
                <p class="minutes-times">{times}</p>
                {texts}
                {deeds::deeds(part, shown, sent)}
                {write}
            </section>
        }
        .into_any(),
    )
}

/// What was written under no item after the meeting, and writing it.
fn after(shown: &Shown, sent: Option<&Form>) -> Option<AnyView> {
    let part = &shown.minutes.after;
    let write = shown.writes().then(|| writing::under(None, shown, sent));
    (!part.is_empty() || write.is_some()).then(|| {
        view! {
            <section class="minutes-item" id="whole">
                <h2>"The meeting as a whole"</h2>
                {deeds::deeds(part, shown, sent)}
                {write}
            </section>
        }
        .into_any()
    })
}

/// How an entry reads: unchanged, or before and after as a redline.
fn reading(it: &Reading, shown: &Shown) -> Option<AnyView> {
    let lang = &shown.minutes.lang;
    let after = it.after.as_ref()?;
    let words = match &it.before {
        Some(_) if it.fields.is_empty() => {
            format!(" reads as before, in wording {}:", after.number)
        }
        Some(before) => format!(
            " went from wording {} to wording {}:",
            before.number, after.number
        ),
        None => format!(" was proposed, in wording {}:", after.number),
    };
    let text = match it.fields.is_empty() {
        true => after.content.definition.get(lang).map(|text| {
            let html = shown.links.html(text);
            view! { <div class="minutes-definition" lang=lang.to_string() dir=direction(lang) inner_html=html></div> }
                .into_any()
        }),
        false => Some(redline_parts(&it.fields, lang)),
    };
    Some(
        view! {
            <div class="minutes-text">
                <p>{shown.term(&it.entry)}{words}</p>
                {text}
            </div>
        }
        .into_any(),
    )
}
