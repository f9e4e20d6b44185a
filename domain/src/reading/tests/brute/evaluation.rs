//! CONSENSUS, read sentence by sentence. Stances are numbers: 0 support, 1 accept, 2 concern,
//! 3 object, 4 abstain, 5 recuse.

use super::{
    Part,
    cases::{Case, Share},
};

/// What comes out, and by which counts: eligible, cast, support, accept, concern, object, abstain,
/// recused.
#[derive(Debug, Default)]
pub(super) struct Expected {
    /// The parts that do not hold, in the order in which readings tell them.
    pub unmet: Vec<Part>,
    pub all: [u32; 8],
    pub groups: [[u32; 8]; 3],
    pub left_out: usize,
    pub assented: usize,
    pub confirmed_one: bool,
}

/// One voice.
#[derive(Debug, Clone)]
struct Speaker {
    members: Vec<u32>,
    organisation: u32,
    group: usize,
    /// Its positions, oldest first: number and stance.
    said: Vec<(u32, usize)>,
    holds: Option<usize>,
    counts: bool,
}

pub(super) fn evaluate(case: &Case) -> Expected {
    let mut speakers = speakers(case);
    let mut expected = Expected::default();
    let asked = &case.asked;
    let nothing_else = asked.quorum.is_none()
        && asked.support.is_none()
        && asked.approval.is_none()
        && asked.negatives.is_none()
        && asked.groups.is_none()
        && asked.objections.is_none();
    let mut silence_unmet = false;
    if asked.assent && case.announced {
        let spoken_against = speakers
            .iter()
            .flat_map(|it| &it.said)
            .any(|(_, stance)| *stance > 1);
        if case.commented || spoken_against {
            silence_unmet = true;
        } else {
            for silent in speakers.iter_mut().filter(|it| it.said.is_empty()) {
                silent.holds = Some(1);
                expected.assented += 1;
            }
        }
    } else if asked.assent && nothing_else {
        silence_unmet = true;
    }
    if let Some(cap) = asked.cap {
        expected.left_out = leave_out(cap, &mut speakers);
    }
    expected.all = count(&speakers, None);
    for (index, counts) in expected.groups.iter_mut().enumerate() {
        *counts = count(&speakers, Some(index));
    }
    // An approval of all or of the groups may say that concern is a no; it holds for both.
    let own = asked.groups.as_ref().and_then(|(.., own)| *own);
    let concern = [asked.approval, own]
        .into_iter()
        .flatten()
        .any(|it| it.concern);
    let [n, c, s, ..] = expected.all;
    let mut unmet = |part: Part, holds: bool| {
        if !holds && expected.unmet.last() != Some(&part) {
            expected.unmet.push(part);
        }
    };
    unmet(Part::NothingCast, c > 0);
    unmet(Part::Silence, !silence_unmet);
    if let Some((num, den)) = asked.quorum {
        unmet(Part::Quorum, times(c, den) >= times(num, n));
    }
    if let Some(least) = asked.support {
        unmet(Part::SupportMin, s >= least);
    }
    if let Some(share) = asked.approval {
        unmet(Part::Approval, approves(share, &expected.all, concern));
    }
    if let Some((num, den)) = asked.negatives {
        unmet(
            Part::NegativesMax,
            times(no(&expected.all, concern), den) <= times(num, c),
        );
    }
    if let Some((only, heard, own)) = &asked.groups {
        for (index, counts) in expected.groups.iter().enumerate() {
            if only.is_some_and(|only| only != index) {
                continue;
            }
            let cast = counts[1];
            let heard = cast > 0 && cast >= *heard;
            unmet(
                Part::Groups,
                heard && own.is_none_or(|it| approves(it, counts, concern)),
            );
        }
    }
    let standing: Vec<_> = speakers.iter().filter(|it| it.holds == Some(3)).collect();
    if let Some((most, answered, confirmed)) = asked.objections {
        unmet(
            Part::Objections,
            most.is_none_or(|most| standing.len() as u64 <= u64::from(most)),
        );
        if most.is_some_and(|most| most > 0) {
            for (index, counts) in expected.groups.iter().enumerate() {
                let objecting = standing.iter().filter(|it| it.group == index).count();
                unmet(
                    Part::Objections,
                    counts[0] == 0 || objecting != counts[0] as usize,
                );
            }
        }
        for objector in &standing {
            let answers = answers_to(case, objector);
            let good = answers
                .iter()
                .any(|spoken| is_confirmed(spoken, objector, &speakers));
            expected.confirmed_one |= good;
            unmet(Part::Objections, !answered || !answers.is_empty());
            unmet(Part::Objections, !confirmed || good);
        }
    }
    expected
}

fn speakers(case: &Case) -> Vec<Speaker> {
    let mut speakers: Vec<Speaker> = Vec::new();
    for ((organisation, group), member) in case.seats.iter().zip(1..) {
        let together = !case.persons && *organisation > 0;
        let same = speakers
            .iter_mut()
            .find(|it| together && it.organisation == *organisation);
        match same {
            Some(speaker) => speaker.members.push(member),
            None => speakers.push(Speaker {
                members: vec![member],
                organisation: *organisation,
                group: *group,
                said: Vec::new(),
                holds: None,
                counts: true,
            }),
        }
    }
    for ((member, stance), number) in case.said.iter().zip(1..) {
        for speaker in &mut speakers {
            if speaker.members.contains(member) {
                speaker.said.push((number, *stance));
                speaker.holds = Some(*stance);
            }
        }
    }
    speakers
}

/// Tries every way of keeping the oldest positions of each organisation, at least one of each, and
/// takes the one that keeps most and leaves none heavier than the cap. How many were left out.
fn leave_out((num, den): (u32, u32), speakers: &mut [Speaker]) -> usize {
    // The voices of each organisation, oldest position first; an acceptance by silence is newest.
    let mut own: Vec<Vec<usize>> = vec![Vec::new(); 5];
    let mut free = 0;
    for (index, speaker) in speakers.iter().enumerate() {
        match (speaker.holds, speaker.organisation) {
            (None | Some(5), _) => {}
            (Some(_), 0) => free += 1,
            (Some(_), organisation) => own[organisation as usize].push(index),
        }
    }
    for voices in &mut own {
        voices.sort_by_key(|index| {
            let newest = speakers[*index].said.last().map_or(u32::MAX, |it| it.0);
            (newest, speakers[*index].members[0])
        });
    }
    let sizes: Vec<usize> = own.iter().map(Vec::len).collect();
    let mut best: Option<Vec<usize>> = None;
    let mut kept = vec![0; sizes.len()];
    try_out(&sizes, 0, &mut kept, &mut |kept| {
        let total = free + kept.iter().sum::<usize>();
        let light = |n: &usize| *n <= 1 || times(*n as u32, den) <= times(num, total as u32);
        let more = best
            .as_ref()
            .is_none_or(|it| it.iter().sum::<usize>() + free < total);
        if kept.iter().all(light) && more {
            best = Some(kept.to_vec());
        }
    });
    let best = best.unwrap();
    let mut left_out = 0;
    for (voices, keep) in own.iter().zip(best) {
        for index in &voices[keep..] {
            speakers[*index].counts = false;
            left_out += 1;
        }
    }
    left_out
}

fn try_out(sizes: &[usize], at: usize, kept: &mut Vec<usize>, test: &mut impl FnMut(&[usize])) {
    let Some(size) = sizes.get(at) else {
        return test(kept);
    };
    for keep in (*size).min(1)..=*size {
        kept[at] = keep;
        try_out(sizes, at + 1, kept, test);
    }
}

fn count(speakers: &[Speaker], group: Option<usize>) -> [u32; 8] {
    let mut counts = [0; 8];
    for speaker in speakers
        .iter()
        .filter(|it| group.is_none_or(|group| it.group == group))
    {
        match speaker.holds {
            Some(5) => counts[7] += 1,
            holds => {
                counts[0] += 1;
                if let Some(stance) = holds.filter(|_| speaker.counts) {
                    counts[1] += 1;
                    counts[2 + stance] += 1;
                }
            }
        }
    }
    counts
}

fn no(counts: &[u32; 8], concern: bool) -> u32 {
    counts[5] + if concern { counts[4] } else { 0 }
}

fn approves(share: Share, counts: &[u32; 8], concern: bool) -> bool {
    let yes = counts[2] + counts[3];
    let base = match share.of {
        0 => yes + no(counts, concern),
        1 => counts[1],
        _ => counts[0],
    };
    let (have, want) = (times(yes, share.den), times(share.num, base));
    base > 0 && (have > want || (have == want && !share.strict))
}

/// What was confirmed and contested of each answer to an objection: to any position that states it,
/// since the stance of its speaker changed last.
fn answers_to<'a>(case: &'a Case, objector: &Speaker) -> Vec<&'a Vec<(u32, bool)>> {
    let mut stated = Vec::new();
    for (number, stance) in &objector.said {
        match stance {
            3 => stated.push(*number),
            _ => stated.clear(),
        }
    }
    let answers = case
        .answers
        .iter()
        .filter(|(objection, _)| stated.contains(objection));
    answers.map(|(_, spoken)| spoken).collect()
}

/// More confirm than contest, the objector left out; of each speaker the newest word counts.
fn is_confirmed(spoken: &[(u32, bool)], objector: &Speaker, speakers: &[Speaker]) -> bool {
    let mut balance = 0;
    for speaker in speakers {
        let recused = speaker.holds == Some(5);
        if recused || speaker.members == objector.members {
            continue;
        }
        match spoken
            .iter()
            .rfind(|(member, _)| speaker.members.contains(member))
        {
            Some((_, true)) => balance += 1,
            Some((_, false)) => balance -= 1,
            None => {}
        }
    }
    balance > 0
}

fn times(a: u32, b: u32) -> u128 {
    u128::from(a) * u128::from(b)
}
