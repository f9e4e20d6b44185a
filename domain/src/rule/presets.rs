//! The rules that are known by a name.

use super::{Approval, Base, Fraction, GroupsPart, ObjectionsPart, Rule, Silence, VotingUnit};

/// The names of all presets, in the order in which they are shown.
pub const NAMES: [&str; 10] = [
    "iso",
    "iso-ballot",
    "w3c",
    "rough",
    "iesg",
    "supermajority",
    "minus-n",
    "consent",
    "unanimity",
    "lazy",
];

const HALF: Fraction = Fraction::new(1, 2);
const TWO_THIRDS: Approval = Approval::of_expressed(2, 3);
const W3C_SUPPORT: u32 = 3;
const MINUS_N: u32 = 1;

/// The preset of this name, for this voting unit.
pub fn preset(name: &str, unit: VotingUnit) -> Option<Rule> {
    let bare = Rule::named(name, unit);
    Some(match name {
        // General agreement and no sustained opposition by any important part of the concerned
        // interests (ISO/IEC Guide 2, 1.7).
        "iso" => Rule {
            approval: Some(TWO_THIRDS),
            groups: Some(GroupsPart::every(Some(Approval::of_expressed(1, 2)))),
            objections: Some(ObjectionsPart::at_most(0)),
            ..bare
        },
        // How ISO counts the ballot on a draft (DIS and FDIS).
        "iso-ballot" => Rule {
            approval: Some(TWO_THIRDS),
            negatives_max: Some(Fraction::new(1, 4)),
            ..bare
        },
        "w3c" => Rule {
            support_min: Some(W3C_SUPPORT),
            objections: Some(ObjectionsPart::at_most(0)),
            ..bare
        },
        // Every objection is addressed, though not necessarily accommodated (RFC 7282).
        "rough" => Rule {
            objections: Some(ObjectionsPart {
                standing_max: None,
                must_be_answered: true,
                must_be_confirmed: true,
            }),
            ..bare
        },
        "iesg" => Rule {
            support_min: Some(1),
            objections: Some(ObjectionsPart::at_most(0)),
            approval: Some(Approval {
                of: Base::Eligible,
                ..TWO_THIRDS
            }),
            ..bare
        },
        "supermajority" => Rule {
            quorum: Some(HALF),
            approval: Some(TWO_THIRDS),
            groups: Some(GroupsPart::every(None)),
            ..bare
        },
        "minus-n" => Rule {
            quorum: Some(HALF),
            objections: Some(ObjectionsPart::at_most(MINUS_N)),
            ..bare
        },
        "consent" => Rule {
            objections: Some(ObjectionsPart::at_most(0)),
            ..bare
        },
        "unanimity" => Rule {
            approval: Some(Approval {
                of: Base::Cast,
                ..Approval::of_expressed(1, 1)
            }),
            groups: Some(GroupsPart::every(None)),
            ..bare
        },
        "lazy" => Rule {
            silence: Silence::Assent,
            ..bare
        },
        _ => return None,
    })
}

/// All presets, for this voting unit.
pub fn all(unit: VotingUnit) -> Vec<Rule> {
    NAMES.iter().filter_map(|name| preset(name, unit)).collect()
}

/// All presets as they are read beside an adopted rule: with its voting unit and, where it is a
/// preset with a number of its own, with that number.
pub fn beside(adopted: &Rule) -> Vec<Rule> {
    let mut presets = all(adopted.unit);
    for preset in presets.iter_mut().filter(|it| it.name == adopted.name) {
        match (preset.name.as_str(), adopted.objections) {
            ("w3c", _) => preset.support_min = adopted.support_min.or(preset.support_min),
            ("minus-n", Some(part)) if part.standing_max.is_some() => {
                preset.objections = Some(ObjectionsPart {
                    standing_max: part.standing_max,
                    ..ObjectionsPart::default()
                });
            }
            _ => {}
        }
    }
    presets
}

/// One line for people on what a preset stands for.
pub fn meaning(name: &str) -> Option<&'static str> {
    Some(match name {
        "iso" => {
            "General agreement without sustained opposition by any important part of the \
             concerned interests (ISO/IEC Guide 2, 1.7)."
        }
        "iso-ballot" => "How ISO counts the ballot on a draft international standard.",
        "w3c" => "Enough support and no objection; silence is abstention.",
        "rough" => "Every objection has been answered, and the answer confirmed (RFC 7282).",
        "iesg" => "Somebody supports it, nobody objects, most of those eligible agree.",
        "supermajority" => "A two-thirds majority with a quorum and every group heard.",
        "minus-n" => "All agree but a few, who are never a whole group.",
        "consent" => "Nobody objects, after a round of questions.",
        "unanimity" => "All who take a position can live with it, and every group is heard.",
        "lazy" => "Silence is assent, where it was announced.",
        _ => return None,
    })
}
