//! A rule applied to a ballot.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{
    ApprovalFigures, Ballot, Counts, Figures, Finding, Objection, Part, Stance, Tally, Unit, Who,
    cap, objections,
    voices::{Voice, Voices},
};
use crate::{
    Slug,
    ids::{OrganisationNo, PositionNo},
    rule::{Approval, GroupsPart, ObjectionsPart, Rule, Silence},
};

/// What a rule makes of a ballot.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Reading {
    /// Whether everything that the rule asks for holds.
    pub met: bool,
    /// What was found on every part asked for, met and unmet, in the order of [`Part`].
    pub findings: Vec<Finding>,
    /// The counts that the rule was applied to.
    pub tally: Tally,
    /// What the organisation cap left out of the count.
    pub set_aside: Vec<SetAside>,
}

/// A unit that the organisation cap left out of the count. It stays eligible, and where it
/// objects, the objection stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct SetAside {
    pub unit: Unit,
    pub organisation: OrganisationNo,
    /// None where the unit accepts by silence.
    pub position: Option<PositionNo>,
}

/// Applies a checked rule to a ballot.
pub fn read(rule: &Rule, ballot: &Ballot) -> Reading {
    read_voices(rule, ballot, Voices::of(ballot, rule.unit))
}

/// The same for voices made beforehand, under the rule's voting unit.
pub(super) fn read_voices(rule: &Rule, ballot: &Ballot, mut voices: Voices) -> Reading {
    let mut findings = Vec::new();
    findings.extend(silence(rule, ballot, &mut voices));
    if let Some(share) = rule.organisation_cap {
        cap::apply(share, &mut voices);
    }
    let tally = Tally::of(&ballot.groups, &voices);
    let at = Evaluation {
        concern_is_no: rule.concern_is_no(),
        standing: objections::standing(ballot, &voices),
        rule,
        ballot,
        voices: &voices,
        tally: &tally,
    };
    findings.splice(0..0, at.nothing_cast());
    findings.extend(at.quorum());
    findings.extend(at.support_min());
    findings.extend(at.approval());
    findings.extend(at.negatives_max());
    if let Some(part) = &rule.groups {
        findings.extend(at.groups(part));
    }
    if let Some(part) = &rule.objections {
        findings.extend(at.objections(part));
    }
    Reading {
        met: findings.iter().all(|finding| finding.met),
        findings,
        set_aside: set_aside(&voices),
        tally,
    }
}

impl Reading {
    /// What stands between the ballot and agreement: the shortest path.
    pub fn missing(&self) -> impl Iterator<Item = &Finding> {
        self.findings.iter().filter(|finding| !finding.met)
    }
}

/// Turns silence into acceptance where that was announced and nothing was said against it.
fn silence(rule: &Rule, ballot: &Ballot, voices: &mut Voices) -> Option<Finding> {
    if rule.silence == Silence::Abstain {
        return None;
    }
    if !ballot.assent_announced {
        // Its other parts hold a rule up by themselves; without any there would be nothing left
        // that could fail.
        return rule
            .is_only_assent()
            .then(|| Finding::new(Part::Silence, false, Figures::AssentNotAnnounced, []));
    }
    let broke = |voice: &Voice| voice.said.iter().any(|cast| !cast.stance.is_yes());
    let commented = ballot.commented;
    if commented || voices.all.iter().any(broke) {
        let figures = Figures::SilenceBroken { commented };
        let who: Vec<_> = voices.units(broke).map(Who::from).collect();
        return Some(Finding::new(Part::Silence, false, figures, who));
    }
    let mut units = 0;
    for voice in voices.all.iter_mut().filter(|it| it.said.is_empty()) {
        voice.assented = true;
        units += 1;
    }
    Some(Finding::new(
        Part::Silence,
        true,
        Figures::Assented { units },
        [],
    ))
}

fn set_aside(voices: &Voices) -> Vec<SetAside> {
    let left_out = voices.all.iter().filter(|voice| voice.set_aside);
    left_out
        .filter_map(|voice| {
            Some(SetAside {
                unit: voice.unit,
                organisation: voice.organisation?,
                position: voice.said.last().map(|cast| cast.number),
            })
        })
        .collect()
}

struct Evaluation<'a> {
    rule: &'a Rule,
    ballot: &'a Ballot,
    voices: &'a Voices,
    tally: &'a Tally,
    standing: Vec<Objection>,
    concern_is_no: bool,
}

impl Evaluation<'_> {
    /// With nobody eligible or nothing cast nothing is ever reached, whatever the rule.
    fn nothing_cast(&self) -> Option<Finding> {
        let Counts { eligible, cast, .. } = self.tally.all;
        let figures = Figures::NothingCast { eligible };
        let who = self.who(Voice::is_eligible);
        (cast == 0).then(|| Finding::new(Part::NothingCast, false, figures, who))
    }

    fn quorum(&self) -> Option<Finding> {
        let share = self.rule.quorum?;
        let Counts { eligible, cast, .. } = self.tally.all;
        let figures = Figures::Quorum {
            cast,
            eligible,
            needed: share.least_of(eligible, false),
        };
        let met = share.is_met_by(cast, eligible);
        let silent = self.who(|voice| voice.stance().is_none());
        Some(Finding::new(Part::Quorum, met, figures, silent))
    }

    fn support_min(&self) -> Option<Finding> {
        let needed = self.rule.support_min?;
        let support = self.tally.all.support;
        let figures = Figures::SupportMin { support, needed };
        let others =
            self.who(|voice| voice.is_eligible() && voice.stance() != Some(Stance::Support));
        Some(Finding::new(
            Part::SupportMin,
            support >= needed,
            figures,
            others,
        ))
    }

    fn approval(&self) -> Option<Finding> {
        let approval = self.rule.approval?;
        let (met, figures) = self.approve(approval, None, self.tally.all);
        let others =
            self.who(|voice| voice.is_eligible() && !voice.stance().is_some_and(|it| it.is_yes()));
        Some(Finding::new(Part::Approval, met, figures, others))
    }

    fn negatives_max(&self) -> Option<Finding> {
        let share = self.rule.negatives_max?;
        let cast = self.tally.all.cast;
        let no = self.tally.all.no(self.concern_is_no);
        let figures = Figures::NegativesMax {
            no,
            cast,
            share,
            allowed: share.most_of(cast),
        };
        let opposed = self.who(|voice| match voice.counted() {
            Some(Stance::Object) => true,
            Some(Stance::Concern) => self.concern_is_no,
            _ => false,
        });
        let met = !share.is_exceeded_by(no, cast);
        Some(Finding::new(Part::NegativesMax, met, figures, opposed))
    }

    fn groups(&self, part: &GroupsPart) -> Vec<Finding> {
        // A silent group is unmet even where the rule asks for no number.
        let needed = part.heard_min.max(1);
        let mut findings = Vec::new();
        for group in part.required_of(&self.ballot.groups) {
            let counts = self.tally.group(group);
            let who = || [Who::Group(group.clone())];
            let figures = Figures::GroupHeard {
                group: group.clone(),
                cast: counts.cast,
                needed,
            };
            let heard = counts.cast >= needed;
            findings.push(Finding::new(Part::Groups, heard, figures, who()));
            // Of a silent group it is enough to say that it is silent.
            if let Some(approval) = part.approval.filter(|_| counts.cast > 0) {
                let (met, figures) = self.approve(approval, Some(group), counts);
                findings.push(Finding::new(Part::Groups, met, figures, who()));
            }
        }
        findings
    }

    fn objections(&self, part: &ObjectionsPart) -> Vec<Finding> {
        let mut findings = Vec::new();
        let mut find = |met, figures, who| {
            findings.push(Finding::new(Part::Objections, met, figures, who));
        };
        let allowed = part.standing_max;
        find(
            allowed.is_none_or(|most| self.standing.len() <= most as usize),
            Figures::Standing {
                allowed,
                objections: self.standing.clone(),
            },
            self.standing.iter().map(|it| it.unit.into()).collect(),
        );
        if allowed.is_some_and(|most| most > 0) {
            for (group, counts) in &self.tally.groups {
                if self.objects_whole(group, counts) {
                    let figures = Figures::WholeGroupObjects {
                        group: group.clone(),
                        units: counts.eligible,
                    };
                    find(false, figures, vec![Who::Group(group.clone())]);
                }
            }
        }
        for objection in self.standing.iter().cloned() {
            let who = vec![objection.unit.into()];
            if part.must_be_answered && !objection.is_answered() {
                find(false, Figures::Unanswered { objection }, who);
            } else if part.must_be_confirmed && !objection.is_confirmed() {
                find(false, Figures::Unconfirmed { objection }, who);
            }
        }
        findings
    }

    /// Whether every eligible unit of a group objects. Nobody is not everybody.
    fn objects_whole(&self, group: &Slug, counts: &Counts) -> bool {
        let objecting = self.standing.iter().filter(|it| it.group == *group);
        counts.eligible > 0 && objecting.count() == counts.eligible as usize
    }

    fn approve(&self, approval: Approval, group: Option<&Slug>, counts: Counts) -> (bool, Figures) {
        let share = approval.share();
        let (yes, base) = (counts.yes(), counts.base(approval.of, self.concern_is_no));
        // Of nobody no share is enough.
        let met = match approval.strict {
            _ if base == 0 => false,
            true => share.is_exceeded_by(yes, base),
            false => share.is_met_by(yes, base),
        };
        let needed = match base {
            0 => 1,
            base => share.least_of(base, approval.strict),
        };
        let figures = ApprovalFigures {
            group: group.cloned(),
            yes,
            of: approval.of,
            base,
            share,
            strict: approval.strict,
            needed,
        };
        (met, Figures::Approval(figures))
    }

    fn who(&self, test: impl Fn(&Voice) -> bool) -> Vec<Who> {
        self.voices.units(test).map(Who::from).collect()
    }
}
