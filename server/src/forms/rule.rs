//! A rule as it is typed part by part.

use app::{Form, pages::new_call::rule_field};
use domain::{
    Slug,
    process::Group,
    rule::{
        Approval, Base, Every, Fraction, GroupsPart, ObjectionsPart, Required, Rule, RuleField,
        Silence, VotingUnit,
    },
};

use super::reading;

const WHOLE: &str = "Write a whole number, such as 3.";

/// The rule that a form describes; nothing where it cannot be read, with the reasons in the form.
pub fn read_rule(form: &mut Form, declared: &[Group]) -> Option<Rule> {
    let unit = reading::choice(form, "rule-unit", "Say who has one voice.");
    let concern_counts_as_no = form.has("rule-concern", "on");
    let of = reading::choice::<Base>(
        form,
        "rule-approval-of",
        "Choose whom the share is taken of.",
    );
    let approval = share(form, RuleField::Approval).map(|share| Approval {
        of: of.unwrap_or_default(),
        strict: form.has("rule-approval-strict", "on"),
        concern_counts_as_no,
        ..Approval::of_expressed(share.num, share.den)
    });
    let groups = groups(form);
    let objections = ObjectionsPart {
        standing_max: reading::named(form, "rule-standing-max", WHOLE),
        must_be_answered: form.has("rule-answered", "on"),
        must_be_confirmed: form.has("rule-confirmed", "on"),
    };
    let rule = Rule {
        name: form.value("rule-name").trim().to_owned(),
        unit: unit.unwrap_or(VotingUnit::Organisation),
        quorum: share(form, RuleField::Quorum),
        support_min: reading::named(form, "rule-support-min", WHOLE),
        approval,
        negatives_max: share(form, RuleField::NegativesMax),
        groups: groups.map(|part| GroupsPart {
            approval: part.approval.map(|within| Approval {
                concern_counts_as_no,
                ..within
            }),
            ..part
        }),
        objections: Some(objections).filter(|part| *part != ObjectionsPart::default()),
        organisation_cap: share(form, RuleField::OrganisationCap),
        silence: if form.has("rule-silence", "on") {
            Silence::Assent
        } else {
            Silence::Abstain
        },
    };
    // What nobody is counted for cannot make a concern a no.
    if concern_counts_as_no && !rule.concern_is_no() {
        form.refuse(
            Some("rule-concern"),
            "Ask for a share of yes, or leave concerns as they are: a concern counts as a no only within such a share.",
        );
    }
    let declared: Vec<Slug> = declared.iter().map(|group| group.slug.clone()).collect();
    if form.errors.is_empty()
        && let Err(fault) = rule.check(&declared)
    {
        form.refuse(Some(&rule_field(fault.field())), &fault);
    }
    form.errors.is_empty().then_some(rule)
}

fn share(form: &mut Form, part: RuleField) -> Option<Fraction> {
    reading::named(form, &rule_field(part), "Write a share such as 2/3 or 60%.")
}

fn groups(form: &mut Form) -> Option<GroupsPart> {
    let required = match form.value("rule-groups-required") {
        "all" => Required::Every(Every::All),
        "listed" => {
            let listed = form.all("rule-groups-listed");
            Required::Listed(listed.filter_map(|slug| Slug::parse(slug).ok()).collect())
        }
        _ => return None,
    };
    Some(GroupsPart {
        required,
        heard_min: reading::named(form, "rule-heard-min", WHOLE).unwrap_or(1),
        approval: share(form, RuleField::GroupsApproval)
            .map(|share| Approval::of_expressed(share.num, share.den)),
    })
}
