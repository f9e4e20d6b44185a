use super::*;

#[test]
fn a_good_definition_has_nothing_doubtful() {
    check(
        "return of a [[device]] to the state before, e.g. the one it was sold in",
        &[],
    );
    check("", &[]);
    check("…", &[]);
}

#[test]
fn how_it_begins_is_looked_at() {
    check("a return to an earlier state", &[("article", "a")]);
    check("A-frame of a kind", &[]);
    check(
        "the *rollback* of a thing",
        &[("own_term", "rollback"), ("article", "the")],
    );
    check("state after a rollback", &[("own_term", "rollback")]);
    check("set of Rollbacks", &[("own_term", "Rollbacks")]);
    check("what rollback's about", &[("own_term", "rollback's")]);
    check("this is when it goes back", &[("is_when", "is when")]);
    check("when it goes back", &[("is_when", "when")]);
    check("not a step ahead", &[("negative", "not")]);
    check("non-volatile store", &[]);
    check("step that is back and not ahead", &[]);
}

#[test]
fn a_sentence_ends_where_a_capital_follows() {
    check(
        "step back. It is long. Really.",
        &[("sentences", "It is long. Really.")],
    );
    check("step back.", &[]);
    check("step back e.g. Linux, cf. Windows, J. Doe, no. Seven", &[]);
    check(
        "step [back](https://example.org). *It* is",
        &[("sentences", "It* is")],
    );
    check_in("de", "Schritt bzw. Rückschritt, z. B. Stand 7", &[]);
    check_in("zh", "回退。它很长", &[("sentences", "它很长")]);
}

#[test]
fn languages_have_their_own_words() {
    check_in("de", "ein Schritt zurück", &[("article", "ein")]);
    check_in("de", "kein Schritt", &[("negative", "kein")]);
    check_in(
        "de",
        "das liegt vor, wenn es fällt",
        &[("is_when", "liegt vor, wenn"), ("article", "das")],
    );
    check_in(
        "fr",
        "l'appareil d'avant",
        &[("article", "l"), ("unlinked", "appareil")],
    );
    check_in("fr", "lorsque tout va", &[("is_when", "lorsque")]);
    check_in("it", "un passo indietro", &[]);
}

#[test]
fn words_of_other_entries_are_found_whole_and_the_longest_first() {
    check(
        "return before a Security-update",
        &[("unlinked", "Security-update")],
    );
    check(
        "return before a **security** update",
        &[("unlinked", "security** update")],
    );
    check(
        "return by security. Update",
        &[("sentences", "Update"), ("unlinked", "Update")],
    );
    check("return by the trustor in self-update", &[]);
    check(
        "return of devices for the device's sake",
        &[("unlinked", "devices")],
    );
    check(
        "return at End-Of-Life or EOL",
        &[("unlinked", "End-Of-Life")],
    );
    check("return of the [device](https://example.org)", &[]);
    check("return [[update|it]] by update", &[]);
    check("return `update`", &[("unlinked", "update")]);
    check("回到更新之前", &[("unlinked", "更新")]);
}

#[test]
fn a_circle_is_shown_all_the_way() {
    let cycles = |definition: &str| -> Vec<String> {
        lint(&draft(definition), &lexicon("en"))
            .into_iter()
            .filter_map(|finding| match finding.lint {
                Lint::Circular { cycle } => Some(cycle.join(" > ")),
                _ => None,
            })
            .collect()
    };
    let round = ["rollback > patch > fix > rollback"];
    assert_eq!(cycles("return by [[patch]]"), round);
    assert_eq!(cycles("return by [[4|it]]"), round, "a link by number");
    assert_eq!(cycles("return by patches"), round, "without a link");
    assert_eq!(cycles("return by [[fix]]"), ["rollback > fix > rollback"]);
    assert_eq!(cycles("return by [[device]]"), [""; 0]);
    assert_eq!(cycles("return by [[rollback|it]]"), ["rollback > rollback"]);
    check("return by [[fix]]", &[("circular", "fix")]);
}

#[test]
fn a_circle_that_does_not_lead_home_ends() {
    let turning = ["a", "b"].into_iter().zip(1..).map(|(slug, number)| Known {
        number,
        slug: slug.to_owned(),
        names: vec![Name::used(slug)],
        leads: Some(if slug == "a" { "b" } else { "a" }.to_owned()),
    });
    let lexicon = Lexicon::new(en(), turning.collect());
    let found = lint(&draft("return by [[a]]"), &lexicon);
    let Lint::Circular { cycle } = &found[0].lint else {
        panic!("{found:?}")
    };
    assert_eq!(cycle, &["rollback", "a", "b", "rollback"]);
}

#[test]
fn deprecated_words_are_named_with_the_preferred_one() {
    let found = lint(&draft("return to a hotfix"), &lexicon("en"));
    assert_eq!(
        found[0].reason(),
        "“hotfix” is deprecated; the preferred word is “security update”."
    );
    assert_eq!(
        found[0].lint.instead(),
        Some("[[security-update|security update]]")
    );
    check(
        "return by downgrade",
        &[("own_term", "downgrade"), ("deprecated", "downgrade")],
    );
}

#[test]
fn plurals_are_what_is_read_as_one() {
    let check_in = |lang: &str, word: &str, expected: &[&str]| {
        let lang = crate::Lang::parse(lang).unwrap();
        let found: Vec<_> = crate::lint::plurals(word, &lang).collect();
        assert_eq!(found, expected, "{word}");
    };
    check_in("en", "device", &["devices"]);
    check_in("en-GB", "Hot-fix", &["Hot-fixes"]);
    check_in("en", "bus", &["buses"]);
    check_in(
        "en",
        "security vulnerability",
        &["security vulnerabilitys", "security vulnerabilities"],
    );
    check_in("en", "SBOM", &["SBOMs"]);
    check_in("en", "SU", &[]);
    check_in("en", "C++", &[]);
    check_in("de", "Update", &[]);
}
