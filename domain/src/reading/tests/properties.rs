//! What holds for every rule and every ballot.

use proptest::{collection::vec, option, prelude::*, sample::select};

use super::{Stance::*, *};
use crate::rule::{
    Approval, Base, Every, Fraction, GroupsPart, ObjectionsPart, Required, Silence, VotingUnit,
};

const GROUPS: [&str; 3] = ["makers", "consumers", "academia"];

fn ballots() -> impl Strategy<Value = Ballot> {
    // Who belongs to an organisation is in its group; organisation 0 stands for none.
    let seats = vec((0..5_u32, select(GROUPS.to_vec())), 0..12);
    let positions = vec((1..14_u32, select(Stance::ALL.to_vec())), 0..30);
    let answers = vec((1..30_u32, vec((1..14_u32, any::<bool>()), 0..6)), 0..6);
    (seats, positions, answers, any::<bool>(), any::<bool>()).prop_map(
        |(seats, positions, answers, assent_announced, commented)| {
            let seats = seats
                .into_iter()
                .zip(1..)
                .map(|((own, slug), member)| Seat {
                    member,
                    organisation: (own > 0).then_some(own),
                    group: group(if own > 0 {
                        GROUPS[own as usize % 3]
                    } else {
                        slug
                    }),
                });
            let empty = Ballot {
                groups: GROUPS.map(group).to_vec(),
                seats: seats.collect(),
                assent_announced,
                commented,
                ..Ballot::default()
            };
            let said = positions
                .into_iter()
                .fold(empty, |ballot, (member, stance)| {
                    ballot.says(member, stance)
                });
            answers
                .into_iter()
                .fold(said, |ballot, (number, who)| ballot.answered(number, &who))
        },
    )
}

fn shares() -> impl Strategy<Value = Fraction> {
    let small = (1..7_u32).prop_flat_map(|den| (0..=den, Just(den)));
    let large = (0..=u32::MAX, Just(u32::MAX));
    prop_oneof![3 => small, 1 => large].prop_map(|(num, den)| Fraction { num, den })
}

fn approvals() -> impl Strategy<Value = Approval> {
    let of = select(vec![Base::Expressed, Base::Cast, Base::Eligible]);
    (shares(), of, any::<bool>(), any::<bool>()).prop_map(|(share, of, strict, concern)| Approval {
        num: share.num,
        den: share.den,
        of,
        strict: strict && share.num < share.den,
        concern_counts_as_no: concern,
    })
}

fn rules() -> impl Strategy<Value = Rule> {
    let required = prop_oneof![
        Just(Required::Every(Every::All)),
        select(GROUPS.to_vec()).prop_map(|slug| Required::Listed(vec![group(slug)])),
    ];
    let groups = (required, 0..3_u32, option::of(approvals())).prop_map(
        |(required, heard_min, approval)| GroupsPart {
            required,
            heard_min,
            approval,
        },
    );
    let objections = option::of(
        option::of(0..4_u32).prop_map(|standing_max| ObjectionsPart {
            standing_max,
            ..ObjectionsPart::default()
        }),
    );
    let counts = (
        option::of(shares()),
        option::of(0..5_u32),
        option::of(approvals()),
        option::of(shares()),
    );
    let rest = (option::of(groups), objections, option::of(shares()));
    (any::<bool>(), counts, rest, any::<bool>()).prop_map(|(persons, counts, rest, assent)| Rule {
        quorum: counts.0,
        support_min: counts.1,
        approval: counts.2,
        negatives_max: counts.3,
        groups: rest.0,
        objections: rest.1,
        organisation_cap: rest.2.filter(|cap| persons && cap.num > 0),
        silence: if assent {
            Silence::Assent
        } else {
            Silence::Abstain
        },
        ..Rule::named(
            "any",
            if persons {
                VotingUnit::Person
            } else {
                VotingUnit::Organisation
            },
        )
    })
}

/// A rule of one part rarely drowns what is looked for in other parts that fail.
fn approval_rules() -> impl Strategy<Value = Rule> {
    (approvals(), any::<bool>()).prop_map(|(approval, persons)| Rule {
        approval: Some(approval),
        ..Rule::named(
            "approval",
            if persons {
                VotingUnit::Person
            } else {
                VotingUnit::Organisation
            },
        )
    })
}

fn part_met(rule: &Rule, ballot: &Ballot, part: Part) -> bool {
    let findings = read(rule, ballot).findings;
    findings
        .iter()
        .filter(|it| it.part == part)
        .all(|it| it.met)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(512))]

    #[test]
    fn the_evaluation_agrees_with_the_oracle(rule in rules(), ballot in ballots()) {
        prop_assert_eq!(rule.check(&ballot.groups), Ok(()));
        let announced = !rule.is_only_assent() || ballot.assent_announced;
        let expected = announced && oracle::is_met(&rule, &ballot);
        prop_assert_eq!(read(&rule, &ballot).met, expected);
    }

    #[test]
    fn so_does_it_where_little_is_asked(rule in approval_rules(), ballot in ballots()) {
        prop_assert_eq!(read(&rule, &ballot).met, oracle::is_met(&rule, &ballot));
    }

    #[test]
    fn comparisons_are_exact_at_any_size(num: u32, den: u32, part: u32, whole: u32, strict: bool) {
        let share = Fraction { num, den };
        let (have, want) = (u128::from(part) * u128::from(den), u128::from(num) * u128::from(whole));
        prop_assert_eq!(share.is_met_by(part, whole), have >= want);
        prop_assert_eq!(share.is_exceeded_by(part, whole), have > want);
        if den > 0 && num <= den {
            let most = share.most_of(whole);
            prop_assert!(!share.is_exceeded_by(most, whole));
            prop_assert!(most == u32::MAX || share.is_exceeded_by(most + 1, whole));
            let enough = |count| match strict {
                true => share.is_exceeded_by(count, whole),
                false => share.is_met_by(count, whole),
            };
            let least = share.least_of(whole, strict);
            prop_assert!(least == u32::MAX || enough(least));
            prop_assert!(least == 0 || !enough(least - 1));
        }
    }

    #[test]
    fn one_more_in_support_never_breaks_approval(
        rule in approval_rules(), ballot in ballots(), member in 1..12_u32,
    ) {
        // Who was recused or spoke through a colleague changes more than one count, so that only
        // somebody who was silent till then is looked at.
        let silent = !ballot.positions.iter().any(|it| {
            let own = |member| {
                let seat = ballot.seats.iter().find(|seat| seat.member == member);
                seat.map(|seat| (seat.organisation, seat.organisation.is_none().then_some(member)))
            };
            it.member == member || own(it.member) == own(member)
        });
        if silent && part_met(&rule, &ballot, Part::Approval) {
            prop_assert!(part_met(&rule, &ballot.says(member, Support), Part::Approval));
        }
    }

    #[test]
    fn a_silent_group_is_never_a_pass(mut rule in rules(), mut ballot in ballots()) {
        rule.groups = Some(GroupsPart::every(None));
        ballot.assent_announced = false;
        let silenced: Vec<_> = ballot.seats.iter()
            .filter(|seat| seat.group.as_str() == "academia")
            .map(|seat| seat.member)
            .collect();
        ballot.positions.retain(|it| !silenced.contains(&it.member));
        prop_assert!(!read(&rule, &ballot).met);
    }

    #[test]
    fn recusal_is_as_if_one_had_no_seat(mut rule in rules(), ballot in ballots(), member in 1..12_u32) {
        rule.unit = VotingUnit::Person;
        rule.silence = Silence::Abstain;
        let mut without = ballot.clone();
        without.seats.retain(|seat| seat.member != member);
        let (recused, without) = (read(&rule, &ballot.says(member, Recuse)), read(&rule, &without));
        prop_assert_eq!(recused.met, without.met);
        prop_assert_eq!(recused.tally.all.eligible, without.tally.all.eligible);
        prop_assert_eq!(recused.findings, without.findings);
    }

    #[test]
    fn the_cap_holds_and_applying_it_again_changes_nothing(ballot in ballots(), cap in shares()) {
        prop_assume!(cap.num > 0);
        let rule = Rule {
            organisation_cap: Some(cap),
            ..Rule::named("capped", VotingUnit::Person)
        };
        let reading = read(&rule, &ballot);
        let left_out: Vec<_> = reading.set_aside.iter().map(|it| it.unit).collect();
        let mut again = ballot.clone();
        again.positions.retain(|it| !left_out.contains(&Unit::Member(it.member)));
        let again = read(&rule, &again);
        prop_assert!(again.set_aside.is_empty());
        prop_assert_eq!(again.tally, reading.tally);
    }

    #[test]
    fn order_matters_only_through_the_numbers(rule in rules(), ballot in ballots()) {
        let mut turned = ballot.clone();
        turned.positions.reverse();
        turned.seats.reverse();
        turned.answers.reverse();
        prop_assert_eq!(read(&rule, &ballot), read(&rule, &turned));
    }

    #[test]
    fn only_the_newest_position_of_a_unit_counts(mut rule in rules(), ballot in ballots()) {
        rule.unit = VotingUnit::Person;
        // In a silence period whatever was said counts, replaced or not.
        rule.silence = Silence::Abstain;
        let mut newest = ballot.clone();
        newest.positions.retain(|it| {
            !ballot.positions.iter().any(|other| other.member == it.member && other.number > it.number)
        });
        prop_assert_eq!(read(&rule, &ballot).met, read(&rule, &newest).met);
        prop_assert_eq!(read(&rule, &ballot).tally, read(&rule, &newest).tally);
    }

    #[test]
    fn nothing_is_reached_by_nobody(rule in rules(), mut ballot in ballots(), seats: bool) {
        ballot.positions.clear();
        ballot.assent_announced &= seats;
        if !ballot.assent_announced || ballot.seats.is_empty() {
            prop_assert!(!read(&rule, &ballot).met);
        }
        ballot.seats.clear();
        prop_assert!(!read(&rule, &ballot).met);
    }

    #[test]
    fn a_tally_adds_up(rule in rules(), ballot in ballots()) {
        let tally = read(&rule, &ballot).tally;
        let sum = |field: fn(&Counts) -> u32| tally.groups.values().map(field).sum::<u32>();
        let all = tally.all;
        prop_assert_eq!(
            all.cast,
            all.support + all.accept + all.concern + all.object + all.abstain
        );
        prop_assert!(all.cast <= all.eligible);
        prop_assert_eq!(all.cast, sum(|it| it.cast));
        prop_assert_eq!(all.eligible, sum(|it| it.eligible));
        prop_assert_eq!(all.recused, sum(|it| it.recused));
    }

    #[test]
    fn the_indicator_stays_between_its_ends(ballot in ballots(), rule in rules()) {
        let gic = readings(&rule, &ballot).gic.unwrap();
        prop_assert!(gic > 0.0 && gic < 1.0);
    }

    #[test]
    fn a_reading_is_met_or_says_what_is_missing(rule in rules(), ballot in ballots()) {
        let read = readings(&rule, &ballot);
        let told = read.tell(&Numbers);
        prop_assert_eq!(told.rule.met, told.rule.missing.is_empty());
        for preset in &told.presets {
            prop_assert_eq!(preset.reading.met, preset.reading.missing.is_empty());
            prop_assert!(preset.reading.missing.iter().all(|it| !it.text.is_empty()));
        }
    }
}
