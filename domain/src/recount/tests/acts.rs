//! What is done to acts with every hash made anew.

use serde_json::json;

use super::*;

#[test]
fn who_may_not_act_is_named() {
    for (act, actor, says) in [
        ("entry.proposed", json!(1), "neutral"),
        ("redline.proposed", json!(9), "members"),
        ("redline.folded", json!(3), "pen holder"),
        ("comment.disposed", json!(4), "pen holder"),
        ("call.scheduled", json!(2), "convener"),
        ("release.published", json!(2), "convener"),
        ("call.scheduled", json!(9), "members"),
        ("process.updated", json!("public"), "members"),
        ("entry.proposed", json!("clock"), "nothing was due"),
    ] {
        let mut tampered = Tampered::story();
        let seq = tampered.first(act);
        tampered.line(seq)["actor"] = actor;
        check_hashed_anew(tampered, seq, seq, FaultKind::NotAllowed, says);
    }
}

#[test]
fn numbers_come_one_after_the_other() {
    for (act, field, says) in [
        ("entry.proposed", "entry", "entry 7"),
        ("redline.proposed", "redline", "redline 7"),
        ("comment.added", "comment", "comment 7"),
        ("call.scheduled", "call", "call 7"),
        ("position.taken", "position", "position 7"),
        ("organisation.added", "organisation", "organisation 7"),
        ("interest.expressed", "interest", "interest 7"),
        ("member.invited", "invitation", "invitation 7"),
    ] {
        let mut tampered = Tampered::story();
        let seq = tampered.first(act);
        tampered.line(seq)["data"][field] = 7.into();
        check_hashed_anew(tampered, seq, seq, FaultKind::NotAllowed, says);
    }
}

#[test]
fn other_words_than_were_folded_are_named() {
    let mut tampered = Tampered::story();
    let seq = tampered.first("redline.folded");
    tampered.line(seq)["data"]["content"] = story::content("A piece of code that harms a program.");
    check_hashed_anew(tampered, seq, seq, FaultKind::Miscounted, "harms a program");

    let mut tampered = Tampered::story();
    let seq = tampered.first("entry.proposed");
    tampered.line(seq)["data"]["slug"] = "trap".into();
    check_hashed_anew(
        tampered,
        seq,
        seq,
        FaultKind::Miscounted,
        "should be “patch”",
    );
}

#[test]
fn releases_hold_what_was_agreed() {
    for (change, kind, says) in [
        (
            json!({"version": "0.9.0"}),
            FaultKind::NotAllowed,
            "at least version 1.0.0",
        ),
        (
            json!({"previous": "0.1.0"}),
            FaultKind::Miscounted,
            "previous",
        ),
        (
            json!({"terms": [{"entry": 1, "wording": 1, "call": 1, "retired": false}]}),
            FaultKind::Miscounted,
            "`terms.0.wording` should be 2",
        ),
        (json!({"terms": []}), FaultKind::Miscounted, "terms"),
    ] {
        let mut tampered = Tampered::story();
        let seq = tampered.first("release.published");
        for (name, value) in change.as_object().unwrap() {
            tampered.line(seq)["data"][name] = value.clone();
        }
        check_hashed_anew(tampered, seq, seq, kind, says);
    }
}

#[test]
fn what_follows_from_an_act_cannot_be_left_out_or_stand_alone() {
    let mut tampered = Tampered::story();
    let seq = tampered.first("rule.adopted");
    tampered.0.remove(seq - 1);
    check_hashed_anew(tampered, seq, seq, FaultKind::Skipped, "rule.adopted");

    let mut tampered = Tampered::story();
    let length = tampered.0.len();
    let mut line = tampered.line(seq).clone();
    line["actor"] = 1.into();
    line["at"] = tampered.line(length)["at"].clone();
    tampered.0.push(line);
    check_hashed_anew(
        tampered,
        length + 1,
        length + 1,
        FaultKind::NotAllowed,
        "by themselves",
    );

    // The record ends in the middle of an act.
    let mut tampered = Tampered::story();
    tampered.0.truncate(seq - 1);
    check_hashed_anew(
        tampered,
        seq - 1,
        seq - 1,
        FaultKind::Skipped,
        "rule.adopted",
    );

    let mut tampered = Tampered::story();
    let admitted = tampered.first("interest.admitted");
    tampered.0.drain(admitted..admitted + 2);
    check_hashed_anew(
        tampered,
        admitted,
        admitted + 1,
        FaultKind::Skipped,
        "member.joined",
    );
}

#[test]
fn who_comes_from_outside_needs_an_invitation() {
    let mut tampered = Tampered::story();
    let seq = tampered.first("member.invited");
    tampered.0.remove(seq - 1);
    check_hashed_anew(
        tampered,
        seq,
        seq,
        FaultKind::NotAllowed,
        "no invitation was open",
    );
}

#[test]
fn what_no_act_has_is_named() {
    let mut tampered = Tampered::story();
    let seq = tampered.first("comment.added");
    tampered.line(seq)["data"]["secretly"] = "true".into();
    check_hashed_anew(tampered, seq, seq, FaultKind::Foreign, "data.secretly");

    let mut tampered = Tampered::story();
    tampered.line(seq)["act"] = "comment.forged".into();
    check_hashed_anew(tampered, seq, seq, FaultKind::Foreign, "comment.forged");

    let mut tampered = Tampered::story();
    tampered.line(seq)["data"]["body"] = " Good.".into();
    check_hashed_anew(tampered, seq, seq, FaultKind::Foreign, "data.body");
}

#[test]
fn a_process_is_created_once_and_first() {
    let mut tampered = Tampered::story();
    let again = tampered.line(1).clone();
    let at = tampered.line(4)["at"].clone();
    tampered.0.insert(4, again);
    tampered.line(5)["at"] = at;
    check_hashed_anew(tampered, 5, 5, FaultKind::NotAllowed, "created before");

    let mut tampered = Tampered::story();
    tampered.0.remove(0);
    let report = tampered.hash_from(1).report();
    check(&report, 1, FaultKind::NotAllowed);
}
