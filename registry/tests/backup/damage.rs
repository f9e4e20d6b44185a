use super::*;

/// A database with somebody in it, and its backup.
async fn filled(stage: &Stage) -> Vec<u8> {
    let cleo = stage.person("cleo").await;
    stage.process("updates", &cleo).await;
    taken(&stage.registry).await
}

#[tokio::test]
async fn nothing_comes_back_of_a_damaged_backup() {
    for (from, to) in stages().await.into_iter().zip(stages().await) {
        let file = filled(&from).await;
        let whole = lines(&file);
        let check = async |name: &str, file: &[u8], expected: fn(&Fault) -> bool| {
            let fault = put_back(&to, file).await.unwrap_err();
            assert!(expected(&fault), "{name}: {fault:?}");
            assert_eq!(
                to.dump(&["users", "processes", "record"]).await,
                "",
                "{name}"
            );
        };
        for length in [file.len() / 2, file.len() - 1] {
            check("cut", &file[..length], |fault| {
                matches!(fault, Fault::Truncated)
            })
            .await;
        }
        let is_damage: fn(&Fault) -> bool = |fault| matches!(fault, Fault::Damaged { .. });
        let without_end = packed(&whole[..whole.len() - 1]);
        check("no footer", &without_end, |fault| {
            matches!(fault, Fault::Truncated)
        })
        .await;

        let mut altered = whole.clone();
        let at = altered
            .iter()
            .position(|line| line.contains("cleo@example.org"))
            .unwrap();
        altered[at] = altered[at].replace("cleo@", "carl@");
        check("altered", &packed(&altered), is_damage).await;
        let mut shorter = whole.clone();
        let at = shorter
            .iter()
            .position(|line| line.contains(r#""table":"record""#))
            .unwrap();
        shorter.remove(at);
        check("a line less", &packed(&shorter), is_damage).await;
        let mut longer = whole.clone();
        longer.push(whole[1].clone());
        check("a line more", &packed(&longer), is_damage).await;
        let mut other = whole.clone();
        other[1] = other[1].replace(r#""table":"users""#, r#""table":"seaql_migrations""#);
        check("another table", &packed(&other), is_damage).await;

        put_back(&to, &file).await.unwrap();
        assert!(matches!(put_back(&to, &file).await, Err(Fault::NotEmpty)));
    }
}

#[tokio::test]
async fn what_is_of_another_kind_is_said_to_be() {
    let from = stages().await.remove(0);
    let whole = lines(&filled(&from).await);
    let to = stages().await.remove(0);
    let header = |from: &str, to: &str| {
        let mut lines = whole.clone();
        assert!(lines[0].contains(from), "{}", lines[0]);
        lines[0] = lines[0].replace(from, to);
        packed(&lines)
    };
    let fault = put_back(
        &to,
        &header(r#""parlance_backup":1"#, r#""parlance_backup":2"#),
    )
    .await;
    assert!(
        matches!(fault, Err(Fault::OtherForm { found: 2 })),
        "{fault:?}"
    );
    let fault = put_back(&to, &header("m0001_accounts", "m0000_accounts")).await;
    assert!(matches!(fault, Err(Fault::OtherTables { .. })), "{fault:?}");
    for file in [
        &b"PK\x03\x04 something else"[..],
        &zstd::encode_all(&b"{}\n"[..], 3).unwrap(),
    ] {
        let fault = put_back(&to, file).await;
        assert!(matches!(fault, Err(Fault::NotABackup)), "{fault:?}");
    }
}

#[tokio::test]
async fn no_way_in_is_kept() {
    let mut stage = stages().await.remove(0);
    stage.person("cleo").await;
    let link = registry::setup::link(&stage.registry, minute(1))
        .await
        .unwrap();
    assert_eq!(link, None, "there is somebody already");
    let email = domain::account::Email::parse("cleo@example.org").unwrap();
    registry::passwords::forget(&stage.registry, minute(1), &email)
        .await
        .unwrap();
    assert!(!stage.post().is_empty());
    assert_ne!(stage.dump(&["links"]).await, "");
    let tables = counted(&taken(&stage.registry).await);
    assert!(
        !tables
            .iter()
            .any(|table| ["links", "sessions"].contains(&table.as_str()))
    );
    let other = stages().await.remove(0);
    registry::setup::link(&other.registry, minute(1))
        .await
        .unwrap()
        .unwrap();
    put_back(&other, &taken(&stage.registry).await)
        .await
        .unwrap();
    assert_eq!(
        other.dump(&["links"]).await,
        "",
        "a printed set-up link leads nowhere any more"
    );
}
