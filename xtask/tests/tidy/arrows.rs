//! Dependencies point one way only.

use super::{none, root};
use toml::{Table, Value};

const OURS: [&str; 7] = [
    "domain",
    "formats",
    "migrations",
    "registry",
    "app",
    "server",
    "xtask",
];

/// What each crate may use of ours.
const ARROWS: [(&str, &[&str]); 7] = [
    ("domain", &[]),
    ("formats", &["domain"]),
    ("migrations", &[]),
    ("registry", &["domain", "formats", "migrations"]),
    ("app", &["domain", "registry"]),
    (
        "server",
        &["domain", "formats", "registry", "migrations", "app"],
    ),
    ("xtask", &[]),
];

/// What would tie the pure crates to a database, a network or a page.
const IMPURE: [&str; 10] = [
    "sea-orm",
    "sea-orm-migration",
    "sqlx",
    "axum",
    "leptos",
    "tokio",
    "hyper",
    "reqwest",
    "tower",
    "wasm-bindgen",
];

#[test]
fn dependencies_point_one_way() {
    let mut found = Vec::new();
    for (package, may_use) in ARROWS {
        for used in dependencies(&manifest(package)) {
            let forbidden = OURS.contains(&used.as_str()) && !may_use.contains(&used.as_str());
            if forbidden {
                found.push(format!("{package} uses {used}"));
            }
        }
    }
    none("arrows against the design", found);
}

#[test]
fn the_pure_crates_are_pure() {
    let mut found = Vec::new();
    for package in ["domain", "formats"] {
        let impure = dependencies(&manifest(package))
            .into_iter()
            .filter(|used| IMPURE.contains(&used.as_str()));
        found.extend(impure.map(|used| format!("{package} uses {used}")));
    }
    none("impure dependencies", found);
}

#[test]
fn the_browser_sees_only_the_domain() {
    let app = manifest("app");
    let optional = |name: &str| {
        let dependency = app.get("dependencies").and_then(|all| all.get(name));
        dependency.is_none_or(|one| one.get("optional").and_then(Value::as_bool) == Some(true))
    };
    assert!(
        optional("registry"),
        "app must use registry only where it renders on the server"
    );
    for (feature, turns_on) in app
        .get("features")
        .and_then(Value::as_table)
        .into_iter()
        .flatten()
    {
        let server_side = turns_on
            .as_array()
            .into_iter()
            .flatten()
            .any(|one| one.as_str() == Some("dep:registry"));
        assert!(
            !server_side || feature == "ssr",
            "the feature {feature} of app turns registry on"
        );
    }
}

#[test]
fn every_member_has_its_arrows() {
    let workspace: Table = read("Cargo.toml");
    let members = workspace["workspace"]["members"]
        .as_array()
        .cloned()
        .unwrap_or_default();
    let members: Vec<&str> = members.iter().filter_map(Value::as_str).collect();
    assert_eq!(members, OURS);
}

fn manifest(package: &str) -> Table {
    read(&format!("{package}/Cargo.toml"))
}

fn read(path: &str) -> Table {
    let text = std::fs::read_to_string(root().join(path)).expect("every member has a manifest");
    text.parse().expect("cargo reads it, so it is TOML")
}

/// The names under `dependencies` and `build-dependencies`, for every target. What only tests use is
/// free, except of what would turn an arrow around.
fn dependencies(manifest: &Table) -> Vec<String> {
    let mut found = Vec::new();
    let targets = manifest.get("target").and_then(Value::as_table);
    let tables = targets
        .into_iter()
        .flat_map(Table::values)
        .filter_map(Value::as_table);
    for table in tables.chain([manifest]) {
        for kind in ["dependencies", "build-dependencies"] {
            let names = table
                .get(kind)
                .and_then(Value::as_table)
                .into_iter()
                .flat_map(Table::keys);
            found.extend(names.cloned());
        }
    }
    found
}

#[test]
fn dependencies_are_found_wherever_they_stand() {
    let text = "[dependencies]\na = '1'\n[build-dependencies]\nb = '1'\n[target.'cfg(unix)'.dependencies]\nc = '1'\n[dev-dependencies]\nd = '1'";
    let mut found = dependencies(&text.parse().expect("TOML"));
    found.sort();
    assert_eq!(found, ["a", "b", "c"]);
}
