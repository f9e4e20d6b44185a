use proptest::prelude::*;

use super::at;
use crate::{
    Moment, Slug,
    ids::MemberNo,
    meeting::floor::{Hand, queue, spoken},
};

fn groups() -> Vec<Slug> {
    ["makers", "researchers", "consumers"]
        .map(|slug| Slug::parse(slug).unwrap())
        .to_vec()
}

fn hand(member: MemberNo, group: usize, raised: i64) -> Hand {
    Hand {
        member,
        group: groups()[group].clone(),
        raised_at: start() + raised,
        floor_at: None,
        done_at: None,
    }
}

fn start() -> Moment {
    at("2017-01-31T16:00:00Z")
}

fn order(hands: &[Hand]) -> Vec<MemberNo> {
    let now = start() + 600_000;
    let queue = queue(hands, &groups(), now);
    queue.iter().map(|hand| hand.member).collect()
}

#[test]
fn groups_take_turns_however_many_of_one_wait() {
    let hands = [
        hand(2, 0, 0),
        hand(3, 0, 1),
        hand(4, 0, 2),
        hand(5, 1, 3),
        hand(6, 2, 4),
    ];
    assert_eq!(order(&hands), [2, 5, 6, 3, 4]);
}

#[test]
fn the_group_that_spoke_comes_after_those_that_did_not() {
    let mut spoke = hand(2, 0, 0);
    spoke.floor_at = Some(start() + 10);
    spoke.done_at = Some(start() + 60_010);
    let hands = [spoke.clone(), hand(3, 0, 1), hand(5, 1, 100)];
    assert_eq!(order(&hands), [5, 3]);
    let told = spoken(&hands, &groups(), start() + 600_000);
    assert_eq!((told[0].milliseconds, told[0].turns), (60_000, 1));
    assert_eq!((told[1].milliseconds, told[1].turns), (0, 0));
}

#[test]
fn who_speaks_still_counts_until_now() {
    let mut speaks = hand(2, 0, 0);
    speaks.floor_at = Some(start() + 1_000);
    let told = spoken(&[speaks], &groups(), start() + 31_000);
    assert_eq!(told[0].milliseconds, 30_000);
}

proptest! {
    /// Nobody is lost, and within a group nobody overtakes.
    #[test]
    fn every_waiting_hand_gets_one_turn(raised in prop::collection::vec((0_usize..3, 0_i64..50), 0..30)) {
        let hands: Vec<Hand> = (1..).zip(&raised)
            .map(|(member, (group, raised))| hand(member, *group, *raised))
            .collect();
        let order = order(&hands);
        let mut sorted = order.clone();
        sorted.sort_unstable();
        prop_assert_eq!(sorted, (1..=u32::try_from(hands.len()).unwrap()).collect::<Vec<_>>());
        for group in groups() {
            let of = |member: &MemberNo| hands.iter().find(|it| it.member == *member).unwrap();
            let theirs: Vec<_> = order.iter().map(of).filter(|it| it.group == group).collect();
            prop_assert!(theirs.windows(2).all(|two| two[0].raised_at <= two[1].raised_at));
        }
        // While more than one group waits, no group speaks twice in a row.
        for (index, two) in order.windows(2).enumerate() {
            let of = |member: MemberNo| &hands.iter().find(|it| it.member == member).unwrap().group;
            let others = order[index + 1..].iter().any(|member| of(*member) != of(two[0]));
            prop_assert!(!others || of(two[0]) != of(two[1]) || turns_are_even(&order[..=index], &hands));
        }
    }
}

/// Whether the group that spoke last had not more turns than others that wait.
fn turns_are_even(spoke: &[MemberNo], hands: &[Hand]) -> bool {
    let count = |group: &Slug| {
        let theirs = spoke.iter().filter(|member| {
            hands
                .iter()
                .any(|hand| hand.member == **member && hand.group == *group)
        });
        theirs.count()
    };
    let last = spoke
        .last()
        .and_then(|member| hands.iter().find(|hand| hand.member == *member));
    let waiting = hands.iter().filter(|hand| !spoke.contains(&hand.member));
    last.is_none_or(|last| waiting.map(|hand| count(&hand.group)).min() >= Some(count(&last.group)))
}
