mod examples;
mod properties;
mod words;

use super::*;
use crate::Lang;

fn en() -> Lang {
    Lang::parse("en").unwrap()
}

/// The words of a process about updates, as the entry "rollback" sees them: a patch is defined by
/// a fix, and a fix by a rollback.
fn lexicon(lang: &str) -> Lexicon {
    let entries = [
        ("device", vec![Name::used("device")], None),
        ("update", vec![Name::used("update")], None),
        (
            "security-update",
            vec![Name::used("security update"), Name::deprecated("hotfix")],
            None,
        ),
        ("patch", vec![Name::used("patch")], Some("fix")),
        ("fix", vec![Name::used("fix")], Some("rollback")),
        (
            "end-of-life",
            vec![Name::used("end-of-life"), Name::used("EOL")],
            None,
        ),
        ("trust", vec![Name::used("trust")], None),
        ("gengxin", vec![Name::used("更新")], None),
        ("appareil", vec![Name::used("appareil")], None),
        ("rollback", Vec::new(), Some("rollback")),
    ];
    let known = entries
        .into_iter()
        .zip(1..)
        .map(|((slug, names, leads), number)| Known {
            number,
            slug: slug.to_owned(),
            names,
            leads: leads.map(str::to_owned),
        });
    Lexicon::new(Lang::parse(lang).unwrap(), known.collect())
}

fn draft(definition: &str) -> Draft {
    Draft {
        names: vec![Name::used("rollback"), Name::deprecated("downgrade")],
        definition: definition.to_owned(),
        examples: Vec::new(),
    }
}

/// What is found in a definition, each with the words of the source it speaks of.
#[track_caller]
fn check_in(lang: &str, definition: &str, expected: &[(&str, &str)]) {
    let found = lint(&draft(definition), &lexicon(lang));
    let found: Vec<_> = found
        .iter()
        .map(|finding| {
            let span = finding.span.clone().unwrap();
            (finding.lint.kind(), &definition[span])
        })
        .collect();
    assert_eq!(found, expected, "{definition}");
}

#[track_caller]
fn check(definition: &str, expected: &[(&str, &str)]) {
    check_in("en", definition, expected);
}
