//! What a server meets in the wild: a disk that is full, clients that never finish, an end in the
//! middle of things.

#![cfg(target_os = "linux")]
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "a test that cannot go on fails"
)]

mod program;

use std::{
    io::{Read, Write},
    net::TcpStream,
    time::{Duration, Instant},
};

use domain::record::{Event, verify_chain};
use program::{Program, Site};
use serde_json::{Value, json};

/// Enough for the empty database, too little for much more.
const SMALL_DISK_KIB: u32 = 1_500;
const REMARKS_MAX: usize = 3_000;

#[test]
fn a_full_disk_loses_nothing_and_is_survived() {
    let (program, writer) = prepared("disk");
    let site = program.start_on_small_disk(SMALL_DISK_KIB);
    let acknowledged = fill(&site, &writer);
    assert!(acknowledged < REMARKS_MAX, "the disk never was full");
    assert!(
        !remark(&site, &writer, acknowledged),
        "a success for what cannot be saved"
    );
    assert_eq!(
        site.comments("words", 1, &writer),
        acknowledged,
        "reading goes on"
    );

    site.make_room();
    assert!(
        remark(&site, &writer, acknowledged),
        "writing goes on without a restart"
    );
    // No connection keeps looking at what was so before.
    for _ in 0..12 {
        let lines = site.record("words");
        verify_chain(&lines).unwrap();
        let remarks = lines
            .iter()
            .filter(|line| matches!(line.event, Event::CommentAdded(_)));
        assert_eq!(remarks.count(), acknowledged + 1);
    }
}

#[test]
fn half_sent_requests_pin_nothing() {
    let (program, _) = prepared("half");
    let site = program.start();
    let address = site.url.strip_prefix("http://").unwrap();
    let mut stalled: Vec<TcpStream> = (0..200)
        .map(|_| {
            let mut stream = TcpStream::connect(address).unwrap();
            stream
                .write_all(b"GET / HTTP/1.1\r\nHost: x\r\nX-Slow: ")
                .unwrap();
            stream
        })
        .collect();
    let begun = Instant::now();
    site.get("/healthz", None);
    // The server gives up on them by itself; nothing is sent any more from here.
    for stream in &mut stalled {
        stream
            .set_read_timeout(Some(Duration::from_secs(60)))
            .unwrap();
        let mut rest = Vec::new();
        let closed = stream.read_to_end(&mut rest);
        assert!(closed.is_ok(), "still open after {:?}", begun.elapsed());
    }
}

#[test]
fn many_connections_are_taken_where_few_files_are_usual() {
    let (program, _) = prepared("many");
    let site = program.start_with_few_files(64);
    let address = site.url.strip_prefix("http://").unwrap();
    let mut held = Vec::new();
    for _ in 0..150 {
        let mut stream = TcpStream::connect(address).unwrap();
        stream
            .set_read_timeout(Some(Duration::from_secs(10)))
            .unwrap();
        let ask = format!("GET /healthz HTTP/1.1\r\nHost: {address}\r\n\r\n");
        stream.write_all(ask.as_bytes()).unwrap();
        let mut head = [0; 12];
        stream.read_exact(&mut head).unwrap();
        assert_eq!(&head, b"HTTP/1.1 200", "connection {}", held.len());
        held.push(stream);
    }
}

#[test]
fn an_end_waits_for_nobody_for_ever() {
    let (program, writer) = prepared("end");
    let site = program.start();
    let address = site.url.strip_prefix("http://").unwrap();
    let mut events = TcpStream::connect(address).unwrap();
    let ask = format!(
        "GET /api/v1/processes/words/events HTTP/1.1\r\nHost: {address}\r\nAuthorization: Bearer {writer}\r\n\r\n"
    );
    events.write_all(ask.as_bytes()).unwrap();
    let mut head = [0; 12];
    events.read_exact(&mut head).unwrap();
    assert_eq!(&head, b"HTTP/1.1 200");
    let mut stalled = TcpStream::connect(address).unwrap();
    stalled.write_all(b"POST /sign-in HTTP/1.1\r\n").unwrap();
    assert!(
        site.ends_within(10),
        "followers and half requests keep it up"
    );
}

/// An open process with one entry, and somebody who takes part.
fn prepared(name: &str) -> (Program, String) {
    let program = Program::new(name);
    let convener = program.person("carla", true);
    let writer = program.person("wim", false);
    let site = program.start();
    site.found_process("words", &convener, "wim@example.org");
    site.post(
        "/processes/words/entries",
        &writer,
        json!({
            "designations": [{"text": "patch", "kind": "preferred", "lang": "en"}],
            "definition": "software change that corrects a fault",
        }),
    );
    assert!(site.ends_within(10));
    (program, writer)
}

/// Remarks until one is not taken; how many were.
fn fill(site: &Site, writer: &str) -> usize {
    let refused = (0..REMARKS_MAX).find(|n| !remark(site, writer, *n));
    refused.unwrap_or(REMARKS_MAX)
}

fn remark(site: &Site, writer: &str, n: usize) -> bool {
    let comment: Value =
        json!({"kind": "general", "body": format!("remark {n} {}", "x".repeat(2_000))});
    site.try_post("/processes/words/entries/1/comments", writer, &comment)
}
