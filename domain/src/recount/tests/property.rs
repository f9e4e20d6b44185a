//! Whatever is done to a record at random, it is found, and nothing panics.

use proptest::prelude::*;

use super::*;

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]

    #[test]
    fn a_changed_byte_is_found_on_its_line(at in any::<prop::sample::Index>(), to in any::<u8>()) {
        let mut text = Tampered::story().text().into_bytes();
        let at = at.index(text.len());
        prop_assume!(text[at] != b'\n' && to != b'\n' && text[at] != to);
        let line = 1 + text[..at].iter().filter(|byte| **byte == b'\n').count();
        text[at] = to;
        let report = recount(text, None);
        let first = report.first().expect("it is found");
        prop_assert_eq!(first.seq, line as u64, "{:#?}", &report.faults);
        prop_assert!(matches!(first.kind, FaultKind::Changed | FaultKind::Unreadable));
    }

    #[test]
    fn lines_in_any_order_are_put_back(order in Just((0..story().len()).collect::<Vec<_>>()).prop_shuffle()) {
        let sound = Tampered::story();
        let shuffled = Tampered(order.iter().map(|index| sound.0[*index].clone()).collect());
        let report = shuffled.report();
        // Hashes tell where each belongs, so nothing is missing, added or miscounted.
        let moved = |it: &Fault| matches!(it.kind, FaultKind::Moved | FaultKind::Swapped);
        prop_assert!(report.faults.iter().all(moved), "{:#?}", report.faults);
        prop_assert_eq!(report.faults.is_empty(), order.is_sorted());
        prop_assert_eq!(report.calls, sound.report().calls);
    }

    #[test]
    fn any_text_is_read_without_harm(text in prop::collection::vec(any::<u8>(), 0..400), from in any::<prop::sample::Index>()) {
        let mut record = Tampered::story().text().into_bytes();
        let from = from.index(record.len());
        record.splice(from..from, text);
        let report = recount(record, None);
        prop_assert!(report.lines > 0);
    }

    #[test]
    fn any_value_in_any_field_is_read_without_harm(
        seq in 1..=40_usize,
        field in any::<prop::sample::Index>(),
        number in prop_oneof![Just(0_u64), Just(u64::MAX), Just(u64::from(u32::MAX)), 0..9_u64],
    ) {
        let mut tampered = Tampered::story();
        prop_assume!(seq <= tampered.0.len());
        let data = tampered.line(seq)["data"].as_object_mut().unwrap();
        let name = data.keys().nth(field.index(data.len())).unwrap().clone();
        data.insert(name, number.into());
        let report = tampered.hash_from(seq).report();
        prop_assert!(report.faults.iter().all(|it| !it.kind.is_of_the_chain()));
    }
}
