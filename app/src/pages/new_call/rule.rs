//! Building the rule that a call would adopt, part by part, read back in words.

use domain::{
    process::Group,
    rule::{
        Approval, Base, Fraction, Required, Rule, RuleField, Silence, VotingUnit,
        presets::{self, NAMES},
    },
};
use leptos::prelude::*;
use registry::calls::Setup;

use crate::{
    Form,
    parts::{Choice, Field, rule_words},
};

const SHARE_HINT: &str = "A share such as 2/3 or 60%. Left empty, it is not asked for.";

/// The field in which a part of a rule is typed.
pub fn field(part: RuleField) -> String {
    format!("rule-{}", part.path().replace(['.', '_'], "-"))
}

/// What the fields hold for a rule.
pub fn values(rule: &Rule) -> Vec<(String, String)> {
    let mut values: Vec<(String, String)> = Vec::new();
    let mut put = |name: &str, value: &str| values.push((name.to_owned(), value.to_owned()));
    let share = |share: Option<Fraction>| share.map_or(String::new(), |share| share.to_string());
    let number = |number: Option<u32>| number.map_or(String::new(), |number| number.to_string());
    put("rule-name", &rule.name);
    put(
        "rule-unit",
        match rule.unit {
            VotingUnit::Person => "person",
            VotingUnit::Organisation => "organisation",
        },
    );
    put("rule-quorum", &share(rule.quorum));
    put("rule-support-min", &number(rule.support_min));
    put(
        "rule-approval",
        &share(rule.approval.as_ref().map(Approval::share)),
    );
    let base = rule
        .approval
        .map_or(Base::Expressed, |approval| approval.of);
    put(
        "rule-approval-of",
        match base {
            Base::Expressed => "expressed",
            Base::Cast => "cast",
            Base::Eligible => "eligible",
        },
    );
    let mut tick = |name: &str, on: bool| {
        if on {
            put(name, "on");
        }
    };
    tick(
        "rule-approval-strict",
        rule.approval.is_some_and(|approval| approval.strict),
    );
    tick("rule-concern", rule.concern_is_no());
    tick(
        "rule-answered",
        rule.objections.is_some_and(|part| part.must_be_answered),
    );
    tick(
        "rule-confirmed",
        rule.objections.is_some_and(|part| part.must_be_confirmed),
    );
    tick("rule-silence", rule.silence == Silence::Assent);
    put("rule-negatives-max", &share(rule.negatives_max));
    let standing_max = rule.objections.and_then(|part| part.standing_max);
    put("rule-standing-max", &number(standing_max));
    put("rule-organisation-cap", &share(rule.organisation_cap));
    let groups = rule.groups.as_ref();
    put(
        "rule-groups-required",
        match groups.map(|part| &part.required) {
            None => "none",
            Some(Required::Every(_)) => "all",
            Some(Required::Listed(_)) => "listed",
        },
    );
    if let Some(Required::Listed(listed)) = groups.map(|part| &part.required) {
        for group in listed {
            put("rule-groups-listed", group.as_str());
        }
    }
    put(
        "rule-heard-min",
        &groups.map_or(1, |part| part.heard_min).to_string(),
    );
    let within = groups.and_then(|part| part.approval.as_ref().map(Approval::share));
    put("rule-groups-approval", &share(within));
    values
}

/// The fields of a rule, and what it would ask of those on the roster today.
pub fn builder(form: &Form, here: &str, groups: &[Group], considered: Option<&Setup>) -> AnyView {
    let begin = NAMES
        .iter()
        .map(|name| {
            let meaning = presets::meaning(name).unwrap_or_default();
            view! { <li><a href=format!("{here}?kind=rule&from={name}")>{*name}</a> " " <span class="quiet">{meaning}</span></li> }
        })
        .collect_view();
    view! {
        <button class="unseen" name="act" value="words" tabindex="-1" aria-hidden="true">"words"</button>
        <p class="part-note">"Adopted once the call is final, it governs the calls that open after that. Whatever you leave empty is not asked for; all that is asked for must hold."</p>
        <details class="disclosure">
            <summary>"Begin with a rule others use"</summary>
            <ul class="rule-presets">{begin}</ul>
        </details>
        {Field::new("rule-name", "What the rule is called").width("half").line(form)}
        {voices(form)}
        {heard(form, groups)}
        {agreeing(form)}
        {against(form)}
        {silence(form)}
        {in_words(here, considered)}
    }
    .into_any()
}

fn voices(form: &Form) -> AnyView {
    let units = vec![
        Choice::new("organisation", "Every organisation").meaning(
            "Its newest position counts, whoever of its members took it. Nobody gains weight by sending more people.",
        ),
        Choice::new("person", "Every participant"),
    ];
    view! {
        {Field::new("rule-unit", "Who has one voice?").choices(form, units)}
        {Field::new("rule-organisation-cap", "The most that one organisation may weigh")
            .hint("Where every participant has a voice: a share of all counted positions, such as 1/4. The newest beyond it are left out of the count.")
            .optional()
            .width("short")
            .line(form)}
    }
    .into_any()
}

fn heard(form: &Form, groups: &[Group]) -> AnyView {
    let which = vec![
        Choice::new("none", "Not asked"),
        Choice::new("all", "Every group"),
        Choice::new("listed", "These groups"),
    ];
    let listed = groups
        .iter()
        .map(|group| Choice::new(group.slug.as_str(), &*group.name))
        .collect();
    view! {
        {Field::new("rule-quorum", "Quorum").hint(format!("The least share of all voices that must take a position. {SHARE_HINT}")).optional().width("short").line(form)}
        {Field::new("rule-groups-required", "Which groups must be heard?").hint("A silent group is never a pass.").choices(form, which)}
        {Field::new("rule-groups-listed", "These groups are").optional().ticks(form, listed)}
        {Field::new("rule-heard-min", "Voices that each of them must raise").width("short").typed(form, "number")}
        {Field::new("rule-groups-approval", "Share of yes within each of them").hint(SHARE_HINT).optional().width("short").line(form)}
    }
    .into_any()
}

fn agreeing(form: &Form) -> AnyView {
    let bases = [
        ("expressed", "of those who say yes or no"),
        ("cast", "of those who take a position"),
        ("eligible", "of all voices"),
    ];
    let bases = bases.map(|(value, word)| (value.to_owned(), word.to_owned()));
    let strict = Choice::new("on", "More than that, not just as much");
    let concern = Choice::new("on", "A concern counts as a no");
    view! {
        {Field::new("rule-support-min", "Voices that must support it")
            .hint("Beyond those who can live with it. Left empty, it is not asked for.")
            .optional()
            .width("short")
            .typed(form, "number")}
        <div class="field-row">
            {Field::new("rule-approval", "Share of yes").hint(SHARE_HINT).optional().line(form)}
            {Field::new("rule-approval-of", "Of whom").select(form, bases.to_vec())}
        </div>
        {Field::new("rule-approval-strict", "At least or more").label_unseen().ticks(form, vec![strict])}
        {Field::new("rule-concern", "Concerns").label_unseen().ticks(form, vec![concern])}
    }
    .into_any()
}

fn against(form: &Form) -> AnyView {
    let answered = Choice::new("on", "Each that stands must have been answered on record");
    let confirmed = Choice::new(
        "on",
        "Each needs an answer that more of the others confirm than contest",
    );
    view! {
        {Field::new("rule-negatives-max", "The most that may be against it")
            .hint("A share of those who take a position. Left empty, it is not asked for.")
            .optional()
            .width("short")
            .line(form)}
        {Field::new("rule-standing-max", "Objections that may stand")
            .hint("0 where nobody may object. Left empty, any number.")
            .optional()
            .width("short")
            .typed(form, "number")}
        {Field::new("rule-answered", "Answers to objections").label_unseen().ticks(form, vec![answered])}
        {Field::new("rule-confirmed", "Confirmed answers").label_unseen().ticks(form, vec![confirmed])}
    }
    .into_any()
}

fn silence(form: &Form) -> AnyView {
    let assent = Choice::new("on", "Silence may count as assent").meaning(
        "Only in calls that announce it when they open, and only if nobody comments or holds otherwise.",
    );
    Field::new("rule-silence", "Silence").ticks(form, vec![assent])
}

/// The rule read back. It stands below the fields, where the button that asks for it leads.
fn in_words(here: &str, considered: Option<&Setup>) -> AnyView {
    let words = considered.map(|setup| {
        let lead = format!("“{}”, as it is typed:", setup.rule.name);
        rule_words(
            lead.into_any(),
            &setup.words,
            Some(setup.today.clone()),
            false,
        )
    });
    view! {
        <section class="part" id="in-words">
            <div class="part-head"><h2>"In words"</h2></div>
            {words}
            <div class="actions">
                <button class="button" data-rank="second" name="act" value="words" formaction=format!("{here}#in-words")>"Say it in words"</button>
            </div>
        </section>
    }
    .into_any()
}
