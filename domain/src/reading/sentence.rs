//! A finding in one line.

use super::{ApprovalFigures, Figures, Finding, Names, Objection, Unit, Who};
use crate::rule::Base;

impl Finding {
    /// The finding in a line: what is missing where it is unmet, the figures where it is met.
    pub fn text(&self, names: &impl Names) -> String {
        match &self.figures {
            Figures::NothingCast { eligible: 0 } => "nobody is eligible".to_owned(),
            Figures::NothingCast { .. } => "nobody has taken a position".to_owned(),
            Figures::AssentNotAnnounced => {
                "the call did not announce that silence is assent".to_owned()
            }
            Figures::SilenceBroken { commented } => {
                let mut by: Vec<_> = self.who.iter().map(|it| name_of(it, names)).collect();
                by.extend(commented.then(|| "a comment".to_owned()));
                format!("objected in the silence period: {}", by.join(", "))
            }
            Figures::Assented { units } => {
                let verb = if *units == 1 { "accepts" } else { "accept" };
                format!(
                    "{} {verb} by silence",
                    counted(*units as usize, "unit", "units")
                )
            }
            Figures::Quorum {
                cast,
                eligible,
                needed,
            } => {
                let figures = format!("{cast} of {eligible} took a position, {needed} needed");
                self.ahead(
                    needed.saturating_sub(*cast),
                    ("unit", "units"),
                    "quorum",
                    figures,
                )
            }
            Figures::SupportMin { support, needed } => {
                let figures = format!("{support} in support, {needed} needed");
                let short = needed.saturating_sub(*support);
                self.ahead(short, ("unit", "units"), "support", figures)
            }
            Figures::Approval(figures) => {
                let text = approval_text(figures);
                let short = figures.needed.saturating_sub(figures.yes);
                match &figures.group {
                    Some(group) => format!("{}: {text}", names.group(group)),
                    None => self.ahead(short, ("yes", "yes"), "approval", text),
                }
            }
            Figures::NegativesMax {
                no,
                cast,
                share,
                allowed,
            } => format!("negatives: {no} of {cast} cast, at most {allowed} allowed ({share})"),
            Figures::GroupHeard {
                group,
                cast,
                needed,
            } => {
                let group = names.group(group);
                let short = needed.saturating_sub(*cast);
                match (self.met, cast) {
                    (true, _) => format!("{group}: {cast} heard, {needed} needed"),
                    (false, 0) => format!("{group}: silent, {needed} of {needed} needed"),
                    (false, _) => format!("{group}: {cast} heard, {short} of {needed} needed"),
                }
            }
            Figures::Standing {
                allowed,
                objections,
            } => standing_text(self.met, *allowed, objections, names),
            Figures::WholeGroupObjects { group, units } => {
                let group = names.group(group);
                let units = counted(*units as usize, "unit", "units");
                format!("{group}: every eligible unit objects ({units})")
            }
            Figures::Unanswered { objection } => {
                format!(
                    "the objection of {} has no answer on record",
                    objector(objection, names)
                )
            }
            Figures::Unconfirmed { objection } if !objection.is_answered() => {
                format!(
                    "the objection of {} has no answer that could be confirmed",
                    objector(objection, names)
                )
            }
            Figures::Unconfirmed { objection } => format!(
                "the answer to the objection of {} is confirmed by {} and contested by {}; more \
                 must confirm than contest",
                objector(objection, names),
                objection.confirmed,
                objection.contested
            ),
        }
    }

    fn ahead(&self, short: u32, of: (&str, &str), part: &str, figures: String) -> String {
        if self.met {
            return format!("{part}: {figures}");
        }
        let noun = if short == 1 { of.0 } else { of.1 };
        format!("{short} more {noun} to {part}: {figures}")
    }
}

fn approval_text(figures: &ApprovalFigures) -> String {
    let ApprovalFigures {
        yes,
        base,
        share,
        needed,
        ..
    } = figures;
    let of = match figures.of {
        Base::Expressed => "who said yes or no",
        Base::Cast => "who took a position",
        Base::Eligible => "eligible",
    };
    let least = if figures.strict {
        "more than"
    } else {
        "at least"
    };
    format!("{yes} of {base} {of} are for it, {needed} needed ({least} {share})")
}

fn standing_text(
    met: bool,
    allowed: Option<u32>,
    objections: &[Objection],
    names: &impl Names,
) -> String {
    let Some((first, more)) = objections.split_first() else {
        return "no objection stands".to_owned();
    };
    let verb = if more.is_empty() { "stands" } else { "stand" };
    let count = counted(objections.len(), "objection", "objections");
    let allowed = match allowed {
        Some(most) if most > 0 => format!(", at most {most} may"),
        _ => String::new(),
    };
    if met {
        return format!("{count} {verb}{allowed}");
    }
    let mut each = objection_text(first, names);
    for objection in more {
        each.push_str("; ");
        each.push_str(&objection_text(objection, names));
    }
    format!("{count} {verb}{allowed}: {each}")
}

fn objection_text(objection: &Objection, names: &impl Names) -> String {
    let objector = objector(objection, names);
    match names.would_resolve(objection.position) {
        Some(resolution) => format!("{objector}, would be resolved by: {resolution}"),
        None => objector,
    }
}

fn objector(objection: &Objection, names: &impl Names) -> String {
    let unit = match objection.unit {
        Unit::Organisation(number) => names.organisation(number),
        Unit::Member(number) => names.member(number),
    };
    format!("{unit} ({})", names.group(&objection.group))
}

fn name_of(who: &Who, names: &impl Names) -> String {
    match who {
        Who::Group(group) => names.group(group),
        Who::Organisation(number) => names.organisation(*number),
        Who::Member(number) => names.member(*number),
    }
}

pub(super) fn counted(count: usize, one: &str, many: &str) -> String {
    format!("{count} {}", if count == 1 { one } else { many })
}
