//! The rules once more, from their description alone: on plain numbers, by counting and trying out,
//! with nothing of the evaluation but its input and its answer. A hundred thousand random rosters
//! and rules must come out the same.

mod cases;
mod evaluation;

use std::thread;

use cases::Case;

use super::*;

const CASES: u64 = 100_000;
/// Each thread counts on from its own beginning, so that a case is found again by its number.
const THREADS: u64 = 4;

/// How often each thing came about that can decide a case.
#[derive(Debug, Default)]
struct Seen {
    reached: u64,
    answered: u64,
    capped: u64,
    assented: u64,
    unmet: [u64; 8],
}

impl Seen {
    fn add(&mut self, other: &Self) {
        self.reached += other.reached;
        self.answered += other.answered;
        self.capped += other.capped;
        self.assented += other.assented;
        for (mine, theirs) in self.unmet.iter_mut().zip(other.unmet) {
            *mine += theirs;
        }
    }
}

#[test]
fn a_hundred_thousand_cases_come_out_as_by_brute_force() {
    let mut seen = Seen::default();
    thread::scope(|scope| {
        let share = CASES / THREADS;
        let parts: Vec<_> = (0..THREADS)
            .map(|part| scope.spawn(move || compare(part * share..(part + 1) * share)))
            .collect();
        for part in parts {
            seen.add(&part.join().unwrap());
        }
    });
    // What never happens is not compared.
    assert!(
        seen.reached > CASES / 20 && seen.reached < CASES * 19 / 20,
        "{seen:?}"
    );
    assert!(
        seen.answered > 500 && seen.capped > 500 && seen.assented > 500,
        "{seen:?}"
    );
    assert!(seen.unmet.iter().all(|times| *times > 500), "{seen:?}");
}

fn compare(numbers: std::ops::Range<u64>) -> Seen {
    let mut seen = Seen::default();
    for number in numbers {
        let case = Case::of(number);
        let (rule, ballot) = (case.rule(), case.ballot());
        let expected = evaluation::evaluate(&case);
        let reading = read(&rule, &ballot);
        let told = || format!("case {number}: {case:#?}\n{expected:#?}\n{reading:#?}");
        assert_eq!(rule.check(&ballot.groups), Ok(()), "{}", told());
        assert_eq!(reading.met, expected.unmet.is_empty(), "{}", told());
        assert_eq!(
            outcome(&rule, &ballot).is_reached(),
            expected.unmet.is_empty()
        );
        let mut parts: Vec<_> = reading.missing().map(|it| it.part).collect();
        parts.dedup();
        assert_eq!(parts, expected.unmet, "{}", told());
        let counts = |it: &Counts| {
            [
                it.eligible,
                it.cast,
                it.support,
                it.accept,
                it.concern,
                it.object,
                it.abstain,
                it.recused,
            ]
        };
        assert_eq!(counts(&reading.tally.all), expected.all, "{}", told());
        for (slug, own) in cases::GROUPS.iter().zip(expected.groups) {
            assert_eq!(
                counts(&reading.tally.group(&group(slug))),
                own,
                "{}",
                told()
            );
        }
        seen.reached += u64::from(expected.unmet.is_empty());
        seen.answered += u64::from(expected.confirmed_one);
        seen.capped += u64::from(expected.left_out > 0);
        seen.assented += u64::from(expected.assented > 0);
        assert_eq!(reading.set_aside.len(), expected.left_out, "{}", told());
        for part in expected.unmet {
            seen.unmet[part as usize] += 1;
        }
    }
    seen
}
