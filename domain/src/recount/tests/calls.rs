//! What is done to calls with every hash made anew: the chain is whole, the count is not.

use serde_json::json;

use super::{story::*, *};
use crate::reading::Verdict;

#[test]
fn every_call_is_counted_again() {
    let report = Tampered::story().report();
    let (outcome, tally) = counted(&first_ballot());
    let [first, second] = &report.calls[..] else {
        panic!("{:?}", report.calls)
    };
    assert_eq!(first.tally.as_ref(), Some(&tally));
    assert_eq!(first.stated, Some(outcome.result));
    assert_eq!(first.agrees, Some(true));
    assert_eq!(first.outcome.as_ref().unwrap().result, Verdict::Reached);
    assert_eq!(first.state, Some(crate::call::CallState::Final));
    assert!(first.readings.as_ref().unwrap().rule.met);
    assert!(second.readings.is_some(), "sealed positions were revealed");
    assert_eq!(report.closed(), (2, 2));
    let [entry] = &report.entries[..] else {
        panic!("{:?}", report.entries)
    };
    assert_eq!((entry.agreed, entry.call), (Some(2), Some(1)));
    let [release] = &report.releases[..] else {
        panic!("{:?}", report.releases)
    };
    assert!(release.agrees && release.terms == 1);
}

#[test]
fn a_position_that_was_altered_shows_in_the_outcome() {
    for (n, stance) in [(3, "object"), (0, "recuse"), (3, "abstain")] {
        let mut tampered = Tampered::story();
        let seq = tampered.nth("position.taken", n);
        let closed = tampered.first("call.closed");
        let data = &mut tampered.line(seq)["data"];
        data["stance"] = stance.into();
        data["reason"] = "Because.".into();
        data["would_resolve"] = "Nothing.".into();
        let says = format!("line {closed}");
        check_hashed_anew(tampered, seq, closed, FaultKind::Miscounted, &says);
    }
}

#[test]
fn another_outcome_than_was_counted_is_named() {
    let mut tampered = Tampered::story();
    let seq = tampered.first("call.closed");
    tampered.line(seq)["data"]["outcome"]["result"] = "not_reached".into();
    let says = "did not reach agreement. Counted again it reached agreement";
    check_hashed_anew(tampered.clone(), seq, seq, FaultKind::Miscounted, says);
    let report = tampered.hash_from(seq).report();
    assert_eq!(report.calls[0].agrees, Some(false));
    assert_eq!(report.calls[0].stated, Some(Verdict::NotReached));
    assert_eq!(report.closed(), (2, 1));
    // What follows is as it was counted: nothing else is wrong.
    assert_eq!(report.faults.len(), 1, "{:#?}", report.faults);

    let mut tampered = Tampered::story();
    tampered.line(seq)["data"]["tally"]["all"]["support"] = 9.into();
    let says = "`tally.all.support` is 9. `tally.all.support` should be 2";
    check_hashed_anew(tampered, seq, seq, FaultKind::Miscounted, says);

    let mut tampered = Tampered::story();
    tampered.line(seq)["data"]["left"] = json!(["users"]);
    check_hashed_anew(tampered, seq, seq, FaultKind::Miscounted, "left");
}

#[test]
fn positions_count_before_the_closing_by_whom_has_a_seat() {
    let sound = Tampered::story();
    let (closed, taken) = (
        sound.clone().first("call.closed"),
        sound.first("position.taken"),
    );

    // After the closing line.
    let mut tampered = sound.clone();
    let mut late = tampered.line(taken).clone();
    late["at"] = tampered.line(closed)["at"].clone();
    late["data"]["position"] = 5.into();
    tampered.0.insert(closed, late.clone());
    let says = format!("closed by line {closed}");
    check_hashed_anew(
        tampered,
        closed + 1,
        closed + 1,
        FaultKind::NotAllowed,
        &says,
    );

    // Before the closing line, and after it was due.
    let mut tampered = sound.clone();
    tampered.0.insert(closed - 1, late);
    let report = tampered.hash_from(closed).report();
    check(&report, closed, FaultKind::Skipped);
    assert!(report.faults[0].says.contains("the clock owed call 1"));

    for (member, says) in [(1, "convenes"), (9, "members"), (3, "in the name of")] {
        let mut tampered = sound.clone();
        if member != 3 {
            tampered.line(taken)["data"]["member"] = member.into();
        }
        tampered.line(taken)["actor"] = member.into();
        check_hashed_anew(tampered, taken, taken, FaultKind::NotAllowed, says);
    }

    // Somebody who joined after the opening.
    let mut tampered = sound.clone();
    let seat = tampered.first("call.opened");
    tampered.line(seat)["data"]["roster"]
        .as_array_mut()
        .unwrap()
        .pop();
    let report = tampered.hash_from(seat).report();
    check(&report, seat, FaultKind::Miscounted);
    assert!(report.faults[0].says.contains("roster"));
}

#[test]
fn a_call_is_under_the_rule_of_its_moment_on_the_words_of_its_moment() {
    let mut tampered = Tampered::story();
    let seq = tampered.first("call.opened");
    tampered.line(seq)["data"]["rule"]["approval"]["num"] = 1.into();
    check_hashed_anew(
        tampered,
        seq,
        seq,
        FaultKind::Miscounted,
        "`rule.approval.num` should be 2",
    );

    let mut tampered = Tampered::story();
    let seq = tampered.first("call.scheduled");
    tampered.line(seq)["data"]["subject"]["wording"] = 1.into();
    check_hashed_anew(
        tampered,
        seq,
        seq,
        FaultKind::NotAllowed,
        "Only the current wording",
    );
}

#[test]
fn seals_open_to_what_was_sealed() {
    for (field, value) in [
        ("stance", json!("accept")),
        ("salt", json!("f".repeat(64))),
        ("reason", json!("So.")),
    ] {
        let mut tampered = Tampered::story();
        let seq = tampered.first("positions.revealed");
        tampered.line(seq)["data"]["positions"][1][field] = value;
        let closed = tampered.nth("call.closed", 1);
        let report = tampered.hash_from(closed).report();
        let seal = report.faults.iter().find(|it| it.kind == FaultKind::Seal);
        assert_eq!(seal.unwrap().seq, seq as u64, "{:#?}", report.faults);
    }
    let mut tampered = Tampered::story();
    let seq = tampered.first("positions.revealed");
    tampered.line(seq)["data"]["positions"]
        .as_array_mut()
        .unwrap()
        .pop();
    let closed = tampered.nth("call.closed", 1);
    check_hashed_anew(
        tampered,
        closed,
        closed,
        FaultKind::NotAllowed,
        "are revealed",
    );

    let mut tampered = Tampered::story();
    let taken = tampered.nth("position.taken", 4);
    tampered.line(taken)["data"]["sealed"] = "0".repeat(64).into();
    check_hashed_anew(
        tampered,
        taken,
        seq,
        FaultKind::Seal,
        "The seal on record is 000",
    );
}

#[test]
fn a_call_closed_early_without_a_reason_is_remarked() {
    let mut tampered = Tampered::story();
    let seq = tampered.first("call.closed");
    let early = tampered.line(seq - 1)["at"].clone();
    let final_at = crate::Moment::parse(early.as_str().unwrap())
        .unwrap()
        .plus_days(7);
    let line = tampered.line(seq);
    line["actor"] = 1.into();
    line["at"] = early;
    line["data"]["due"] = json!(null);
    line["data"]["early"] = true.into();
    line["data"]["final_at"] = json!(final_at);
    let finalised = tampered.first("call.finalised");
    tampered.line(finalised)["data"]["due"] = json!(final_at);
    let report = tampered.clone().hash_from(seq).report();
    assert_eq!(report.faults, []);
    assert_eq!(report.remarks.len(), 1);
    assert_eq!(report.remarks[0].seq, seq as u64);
    tampered.line(seq)["data"]["statement"] = "All have spoken.".into();
    assert_eq!(tampered.hash_from(seq).report().remarks, []);
}

#[test]
fn the_clock_does_what_is_due_and_nothing_else() {
    let mut tampered = Tampered::story();
    let seq = tampered.first("call.finalised");
    let before = tampered.line(seq - 1)["at"].clone();
    tampered.line(seq)["at"] = before;
    check_hashed_anew(tampered, seq, seq, FaultKind::NotAllowed, "nothing was due");

    // What became final was contested.
    let mut tampered = Tampered::story();
    let withdrawn = tampered.first("contest.withdrawn");
    tampered.0.remove(withdrawn - 1);
    check_hashed_anew(
        tampered,
        withdrawn,
        withdrawn,
        FaultKind::NotAllowed,
        "nothing was due",
    );

    // A contest after the window.
    let mut tampered = Tampered::story();
    let contested = tampered.first("call.contested");
    let late = tampered.line(tampered.clone().first("call.finalised"))["at"].clone();
    tampered.line(contested)["at"] = late.clone();
    tampered.line(contested + 1)["at"] = late;
    check_hashed_anew(
        tampered,
        contested,
        contested,
        FaultKind::Skipped,
        "the clock owed",
    );
}
