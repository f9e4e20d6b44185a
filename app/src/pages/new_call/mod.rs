//! Setting up a call: the question, the rule that will govern it, and its clock.

mod rule;

use domain::{
    Moment, Slug,
    permit::Denial,
    process::{Group, Role},
    rule::{Rule, RuleChoice, presets},
};
use leptos::prelude::*;
use registry::{
    Error, Registry, Result,
    calls::{self, Setup},
    entries::{self, EntryLink},
    meetings::{self, MeetingSummary},
    processes::{self, Process},
    releases,
};

use super::call::typed_time;
use crate::{
    Form, Page, Visit,
    parts::{Choice, Field, crumbs, error_summary, exact, hidden, rule_words},
};

pub use rule::field as rule_field;

/// How long a call is open where nobody says otherwise, in days.
const OPEN_DAYS: u32 = 14;

/// What may be asked: the kind of the subject, and the question in words.
const KINDS: [(&str, &str); 7] = [
    ("wording", "Shall an entry read so?"),
    ("retirement", "Shall an entry be retired?"),
    ("rule", "Which rule shall govern?"),
    ("charter", "Shall this be the charter?"),
    ("release", "Shall a glossary be published?"),
    ("minutes", "Are these the minutes?"),
    ("resolution", "Anything else, in plain words"),
];

/// What the query of the page may say: the kind of question, and the entry it is about.
#[derive(Debug, Clone, Default, serde::Deserialize)]
pub struct NewCallQuery {
    #[serde(default)]
    pub kind: Option<String>,
    #[serde(default)]
    pub entry: Option<String>,
    /// The meeting whose minutes it is about.
    #[serde(default)]
    pub meeting: Option<String>,
    /// The preset that a rule of one's own begins with.
    #[serde(default)]
    pub from: Option<String>,
}

/// What was sent, and the rule it describes where that can be read.
#[derive(Debug, Clone)]
pub struct Asked {
    pub form: Form,
    pub rule: Option<Rule>,
}

pub async fn new_call(
    registry: &Registry,
    visit: &Visit,
    slug: &Slug,
    query: NewCallQuery,
    sent: Option<Asked>,
) -> Result<Page> {
    let (caller, now) = (&visit.caller, visit.now);
    let process = processes::find(registry, caller, now, slug).await?;
    caller.signed_in()?;
    if process
        .me
        .as_ref()
        .is_none_or(|me| me.role != Role::Convener)
    {
        return Err(Error::Forbidden(Denial::NotConvener));
    }
    let setup = calls::setup(registry, caller, now, slug).await?;
    let terms = entries::terms(registry, caller, now, slug).await?;
    let suggested = releases::preview(registry, caller, now, slug)
        .await?
        .suggested_version;
    let begun = query
        .from
        .and_then(|name| presets::preset(&name, process.rule.unit))
        .unwrap_or_else(|| process.rule.clone());
    let (sent, typed) = match sent {
        Some(sent) => (Some(sent.form), sent.rule),
        None => (None, Some(begun.clone())),
    };
    let asked = query.kind.unwrap_or_default();
    let kind = sent
        .as_ref()
        .map_or(asked, |form| form.value("kind").to_owned());
    let kind = KINDS
        .iter()
        .find(|(value, _)| *value == kind)
        .map_or("wording", |(value, _)| value);
    let minuted = match kind {
        "minutes" => meetings::callable(registry, caller, now, slug).await?,
        _ => Vec::new(),
    };
    let considered = match typed.filter(|_| kind == "rule") {
        Some(rule) => Some(
            calls::consider(registry, caller, now, slug, RuleChoice::Own(Box::new(rule))).await?,
        ),
        None => None,
    };
    let form = sent.unwrap_or_else(|| {
        let mut form = begin(&process, query.entry, query.meeting, now);
        let version = suggested.map(|version| version.to_string());
        let version = ("version".to_owned(), version.unwrap_or_default());
        form.values.push(version);
        form.values.extend(rule::values(&begun));
        form
    });
    let shown = process.clone();
    Ok(Page::new("Open a call", move || {
        let home = format!("/p/{}/calls", shown.slug);
        let here = format!("{home}/new");
        view! {
            {error_summary(&form)}
            {crumbs([("Calls".to_owned(), home), ("Open a call".to_owned(), here.clone())])}
            <div class="page-head"><h1>"Open a call"</h1></div>
            <div class="columns">
                <div>
                    {kinds(kind, &here)}
                    <form class="form" method="post" action=here.clone() novalidate>
                        {hidden("kind", kind)}
                        {match kind {
                            "minutes" => minutes(&form, &minuted),
                            kind => subject(kind, &form, &here, &terms, &shown.groups, considered.as_ref()),
                        }}
                        {clock(&form)}
                        {manner(&form, &setup)}
                        <div class="actions"><button class="button">"Open the call"</button></div>
                    </form>
                </div>
                <aside class="beside">{governs(&setup, &shown)}</aside>
            </div>
        }
        .into_any()
    })
    .at(process, "Calls"))
}

/// What the fields of every question begin with, but a version and a rule.
fn begin(process: &Process, entry: Option<String>, meeting: Option<String>, now: Moment) -> Form {
    let release_call = if process.release_call { "on" } else { "" };
    Form::begin(
        "",
        [
            ("entry", entry.unwrap_or_default()),
            ("meeting", meeting.unwrap_or_default()),
            ("closes_at", typed_time(now.plus_days(OPEN_DAYS))),
            ("charter", process.charter.clone()),
            ("groups", group_lines(&process.groups)),
            ("contest_days", process.contest_days.to_string()),
            ("release_call", release_call.to_owned()),
        ],
    )
}

/// Groups as they are typed: one on each line, the name in addresses before its name.
pub(super) fn group_lines(groups: &[Group]) -> String {
    groups
        .iter()
        .map(|group| format!("{}: {}", group.slug, group.name))
        .collect::<Vec<_>>()
        .join("\n")
}

/// The questions, each on a page of its own, so that a form asks only what it needs.
fn kinds(kind: &str, here: &str) -> AnyView {
    let items = KINDS
        .iter()
        .map(|(value, words)| {
            let current = (*value == kind).then_some("true");
            view! { <li><a href=format!("{here}?kind={value}") aria-current=current>{*words}</a></li> }
        })
        .collect_view();
    view! {
        <section class="part">
            <div class="part-head"><h2>"What do you ask?"</h2></div>
            <nav aria-label="Kinds of questions"><ul class="contents">{items}</ul></nav>
        </section>
    }
    .into_any()
}

fn subject(
    kind: &str,
    form: &Form,
    here: &str,
    terms: &[EntryLink],
    groups: &[Group],
    considered: Option<&Setup>,
) -> AnyView {
    let options = |first: &str, agreed: bool| {
        let mut options = vec![(String::new(), first.to_owned())];
        let shown = terms
            .iter()
            .filter(|term| !agreed || term.status == domain::entry::EntryStatus::Agreed);
        options.extend(shown.map(|term| (term.number.to_string(), term.term.clone())));
        options
    };
    match kind {
        "wording" => Field::new("entry", "Entry")
            .hint("Its newest wording is called, and frozen until the call closes.")
            .select(form, options("Choose", false)),
        "retirement" => view! {
            {Field::new("entry", "Agreed entry").select(form, options("Choose", true))}
            {Field::new("replaced_by", "Replaced by").optional().select(form, options("Nothing", false))}
        }
        .into_any(),
        "rule" => rule::builder(form, here, groups, considered),
        "charter" => charter(form),
        "release" => Field::new("version", "Version")
            .hint("The call freezes which entries and wordings the release holds.")
            .width("short")
            .line(form),
        _ => Field::new("text", "Resolution").hint("What shall be resolved. Markdown.").area(form),
    }
}

fn minutes(form: &Form, meetings: &[MeetingSummary]) -> AnyView {
    if meetings.is_empty() {
        return view! { <p>"No meeting waits for its minutes to be agreed."</p> }.into_any();
    }
    let options = meetings.iter().map(|it| {
        (
            it.number.to_string(),
            format!("{}, {}", it.title, exact(it.starts_at)),
        )
    });
    let options = [(String::new(), "Choose".to_owned())]
        .into_iter()
        .chain(options)
        .collect();
    Field::new("meeting", "Meeting")
        .hint("Its minutes stay as they are until the call is over.")
        .select(form, options)
}

fn charter(form: &Form) -> AnyView {
    let needed = vec![Choice::new("on", "A release needs a call")];
    view! {
        {Field::new("charter", "Charter").hint("The whole text as it shall be. Markdown.").area(form)}
        {Field::new("groups", "Stakeholder groups")
            .hint("One on each line: its name in addresses, a colon, its name. A group with members cannot be left out.")
            .area(form)}
        {Field::new("contest_days", "Days to contest").width("short").typed(form, "number")}
        {Field::new("release_call", "Publishing").ticks(form, needed)}
    }
    .into_any()
}

fn clock(form: &Form) -> AnyView {
    view! {
        <div class="field-row">
            {Field::new("opens_at", "Opens at")
                .hint("In UTC. Left empty it opens at once.")
                .optional()
                .typed(form, "datetime-local")}
            {Field::new("closes_at", "Closes at").hint("In UTC. The clock closes it then.").typed(form, "datetime-local")}
        </div>
    }
    .into_any()
}

fn manner(form: &Form, setup: &Setup) -> AnyView {
    let blind = setup.may_be_blind.then(|| {
        let choice = Choice::new("on", "Blind")
            .meaning("Until it closes everybody sees only the own position and who is silent. Then all are opened at once.");
        Field::new("blind", "Positions").ticks(form, vec![choice])
    });
    let silence = setup.may_announce_assent.then(|| {
        let choice = Choice::new("assent", "Silence is assent").meaning(
            "Announced now: who says nothing accepts, unless anybody comments or holds otherwise.",
        );
        Field::new("silence", "Silence").ticks(form, vec![choice])
    });
    view! { {blind} {silence} }.into_any()
}

fn governs(setup: &Setup, process: &Process) -> AnyView {
    let lead = format!("“{}” is fixed when the call opens:", process.rule.name);
    let groups = setup
        .groups
        .iter()
        .map(|group| view! { <dt>{group.name.clone()}</dt><dd>{group.units}</dd> })
        .collect_view();
    view! {
        <section>
            <h2>"The rule that will govern"</h2>
            {rule_words(lead.into_any(), &setup.words, Some(setup.today.clone()), setup.rule_provisional)}
        </section>
        <section>
            <h2>"Voices today"</h2>
            <dl class="facts">{groups}</dl>
        </section>
    }
    .into_any()
}
