//! What programs find without reading pages: links in headers, the description of a release, what
//! its forms carry, and what its pages say to search engines.

use std::process::Command;

use axum::http::{Method, StatusCode};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

use crate::common::{Answer, BASE, Stage, cast::Cast, request, stages};

/// A process with two releases: one term, then two.
async fn released(stage: Stage) -> Cast {
    let cast = Cast::new(stage).await;
    for (number, term) in [(1, "Patch </script><b>"), (2, "Update")] {
        cast.entry(term).await;
        let call = json!({
            "subject": {"kind": "wording", "entry": number, "wording": 1},
            "closes_at": "2016-11-19T15:00:00Z",
        });
        let stage = &cast.stage;
        stage
            .post("/processes/words/calls", &cast.carla, call)
            .await;
        for token in [&cast.ada, &cast.ben] {
            let position = format!("/processes/words/calls/{number}/position");
            stage
                .put(&position, token, json!({"stance": "support"}))
                .await;
        }
        let closure = format!("/processes/words/calls/{number}/closure");
        stage.post(&closure, &cast.carla, json!({})).await;
        stage
            .post(
                "/processes/words/releases",
                &cast.carla,
                json!({"notes": "So far."}),
            )
            .await;
    }
    cast
}

async fn get(stage: &Stage, path: &str) -> Answer {
    let answer = stage
        .send(request(Method::GET, path, "", &Value::Null))
        .await;
    assert_eq!(answer.status, StatusCode::OK, "{path}: {}", answer.text());
    answer
}

#[track_caller]
fn check_link(answer: &Answer, rel: &str, address: &str) {
    let links = answer.header("link");
    let expected = format!("<{address}>; rel=\"{rel}\"");
    assert!(links.contains(&expected), "{expected} is not in {links}");
}

#[tokio::test]
async fn files_and_pages_name_what_belongs_to_them() {
    for stage in stages().await {
        let cast = released(stage).await;
        let stage = &cast.stage;
        let home = format!("{BASE}/g/words");
        let file = get(stage, "/g/words/1.1.0.ttl").await;
        check_link(&file, "canonical", &format!("{home}/1.1.0.ttl"));
        check_link(&file, "describedby", &format!("{home}/1.1.0/dcat.jsonld"));
        check_link(&file, "predecessor-version", &format!("{home}/1.0.0.ttl"));
        check_link(&file, "latest-version", &format!("{home}/latest.ttl"));
        check_link(&file, "license", "https://spdx.org/licenses/CC-BY-4.0");
        assert!(
            !get(stage, "/g/words/1.0.0.ttl")
                .await
                .header("link")
                .contains("predecessor")
        );
        let schema = format!("{BASE}/schema/glossary-1.json");
        check_link(
            &get(stage, "/g/words/1.1.0.json").await,
            "describedby",
            &schema,
        );

        // The HTML form says of itself that it is the page's.
        let page = format!("{home}/1.1.0/");
        check_link(&get(stage, "/g/words/1.1.0.html").await, "canonical", &page);

        let page = get(stage, "/g/words/1.1.0/").await;
        check_link(&page, "canonical", &format!("{home}/1.1.0/"));
        let form = format!("href=\"{home}/1.1.0.rdf\"");
        assert!(page.text().contains(&form), "{}", page.text());
        // Nginx, as most set it up, takes 4 KiB as the head of an answer.
        for answer in [&file, &page] {
            let lines = answer.headers.iter();
            let head: usize = lines
                .map(|(name, value)| name.as_str().len() + value.len() + 4)
                .sum();
            assert!(head < 3_000, "{head} bytes: {:?}", answer.headers);
        }
        check_link(&page, "predecessor-version", &format!("{home}/1.0.0/"));
        check_link(&page, "latest-version", &format!("{home}/latest"));
        let terms = get(stage, "/g/words/1.1.0.json").await.json();
        let slugs: Vec<_> = terms["terms"]
            .as_array()
            .unwrap()
            .iter()
            .map(|term| term["slug"].as_str().unwrap())
            .collect();
        let old = get(stage, &format!("/g/words/1.1.0/{}", slugs[0])).await;
        check_link(&old, "latest-version", &format!("{home}/c/1"));
        check_link(
            &old,
            "predecessor-version",
            &format!("{home}/1.0.0/{}", slugs[0]),
        );
        let new = get(stage, "/g/words/1.1.0/update").await;
        assert!(!new.header("link").contains("predecessor"));
    }
}

#[tokio::test]
async fn a_release_is_described_by_what_its_files_are() {
    for stage in stages().await {
        let cast = released(stage).await;
        let stage = &cast.stage;
        let answer = get(stage, "/g/words/1.1.0/dcat.jsonld").await;
        assert_eq!(answer.header("content-type"), "application/ld+json");
        assert_eq!(answer.header("access-control-allow-origin"), "*");
        let described = answer.json();
        assert_eq!(described["@id"], format!("{BASE}/g/words/1.1.0/"));
        assert_eq!(described["dcat:version"], "1.1.0");
        assert_eq!(
            described["dcat:previousVersion"]["@id"],
            format!("{BASE}/g/words/1.0.0/")
        );
        let distributions = described["dcat:distribution"].as_array().unwrap();
        assert!(distributions.len() >= 10);
        for distribution in distributions {
            let url = distribution["dcat:downloadURL"]["@id"].as_str().unwrap();
            let file = get(stage, url.strip_prefix(BASE).unwrap()).await;
            let size = file.body.len().to_string();
            assert_eq!(distribution["dcat:byteSize"]["@value"], size, "{url}");
            let digest: String = Sha256::digest(&file.body)
                .iter()
                .map(|byte| format!("{byte:02x}"))
                .collect();
            assert_eq!(
                distribution["spdx:checksum"]["spdx:checksumValue"]["@value"], digest,
                "{url}"
            );
        }
        assert_eq!(
            described["adms:status"]["@id"],
            "http://purl.org/adms/status/Completed"
        );
        let yank = "/processes/words/releases/1.1.0/yank";
        stage
            .post(yank, &cast.carla, json!({"reason": "A slip."}))
            .await;
        let yanked = get(stage, "/g/words/1.1.0/dcat.jsonld").await.json();
        assert_eq!(
            yanked["adms:status"]["@id"],
            "http://purl.org/adms/status/Withdrawn"
        );
        check_other_reader(&yanked);
        // Whoever asks for the newest is led to the newest that may be used.
        for (path, leads) in [
            ("/g/words", "/g/words/1.0.0/"),
            ("/g/words/latest", "/g/words/1.0.0/"),
            ("/g/words/latest.json", "/g/words/1.0.0.json"),
            ("/g/words/latest/", "/g/words/1.0.0/"),
            ("/g/words/latest/patch", "/g/words/1.0.0/patch"),
        ] {
            let asked = request(Method::GET, path, "", &Value::Null);
            let answer = stage.send(asked).await;
            assert_eq!(answer.header("location"), leads, "{path}");
            // It says nothing of a form that was taken: no draft is given up for it.
            assert_eq!(answer.header("set-cookie"), "", "{path}");
        }
        let page = get(stage, "/g/words/1.1.0/").await.text();
        assert!(page.contains("is the newest that may be used"), "{page}");
        let yank = "/processes/words/releases/1.0.0/yank";
        let reason = json!({"reason": "A slip too."});
        stage.post(yank, &cast.carla, reason).await;
        let asked = request(Method::GET, "/g/words/latest.json", "", &Value::Null);
        let newest = stage.send(asked).await;
        assert_eq!(newest.header("location"), "/g/words/1.1.0.json");
        let none = stage
            .send(request(
                Method::GET,
                "/g/words/9.0.0/dcat.jsonld",
                "",
                &Value::Null,
            ))
            .await;
        assert_eq!(none.status, StatusCode::NOT_FOUND);
    }
}

/// What rdflib finds: a data set, and of every distribution the checksum and the size.
fn check_other_reader(described: &Value) {
    let Ok(python) = std::env::var("PARLANCE_TEST_PYTHON") else {
        return;
    };
    let read = "
import sys
from rdflib import Graph, Namespace
from rdflib.namespace import DCAT, RDF, XSD
spdx = Namespace('http://spdx.org/rdf/terms#')
graph = Graph().parse(data=sys.argv[1], format='json-ld')
[dataset] = graph.subjects(RDF.type, DCAT.Dataset)
found = list(graph.objects(dataset, DCAT.distribution))
assert len(found) >= 10, found
for one in found:
    assert graph.value(one, DCAT.byteSize).datatype == XSD.nonNegativeInteger
    value = graph.value(graph.value(one, spdx.checksum), spdx.checksumValue)
    assert len(str(value)) == 64 and value.datatype == XSD.hexBinary, value
";
    let mut command = Command::new(python);
    let output = command.args(["-c", read, &described.to_string()]).output();
    let output = output.unwrap();
    let told = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{told}");
}

#[tokio::test]
async fn the_receipts_of_a_release_are_read_and_shown() {
    let stage = stages().await.remove(0);
    let cast = released(stage).await;
    let stage = &cast.stage;
    let receipts = stage.get("/processes/words/releases/1.1.0/forms", "").await;
    let items = receipts["items"].as_array().unwrap();
    let page = get(stage, "/g/words/1.1.0/forms").await.text();
    for item in items {
        let count =
            ["carries", "weakens", "drops"].map(|list| item[list].as_array().unwrap().len());
        assert_eq!(count.iter().sum::<usize>(), 15, "{item}");
        let extension = item["extension"].as_str().unwrap();
        assert!(
            page.contains(&format!("/g/words/1.1.0.{extension}\"")),
            "{extension}"
        );
    }
    assert_eq!(items[0]["extension"], "json");
    assert_eq!(items[0]["drops"], json!([]));
}

#[tokio::test]
async fn pages_say_to_search_engines_what_they_define() {
    let stage = stages().await.remove(0);
    let cast = released(stage).await;
    let set = embedded(&get(&cast.stage, "/g/words/1.1.0/").await.text());
    assert_eq!(set["@type"], "DefinedTermSet");
    assert_eq!(set["license"], "https://spdx.org/licenses/CC-BY-4.0");
    assert_eq!(set["hasDefinedTerm"][0]["name"], "Patch </script><b>");
    let address = set["hasDefinedTerm"][0]["url"].as_str().unwrap();
    let page = get(&cast.stage, address.strip_prefix(BASE).unwrap()).await;
    let policy = page.header("content-security-policy").to_owned();
    let text = page.text();
    let term = embedded(&text);
    assert_eq!(term["@type"], "DefinedTerm");
    assert_eq!(term["name"], "Patch </script><b>");
    assert_eq!(term["inDefinedTermSet"]["@id"], set["@id"]);
    // The element carries the nonce that the policy asks for.
    let element = text
        .split("<script")
        .find(|it| it.starts_with(" type=\"application/ld+json\""))
        .unwrap();
    let nonce = element
        .split("nonce=\"")
        .nth(1)
        .unwrap()
        .split('"')
        .next()
        .unwrap();
    assert!(policy.contains(&format!("'nonce-{nonce}'")), "{policy}");
}

fn embedded(page: &str) -> Value {
    let found: Vec<_> = page.split("application/ld+json\"").skip(1).collect();
    assert!(!found.is_empty(), "{page}");
    let element = found
        .iter()
        .find(|it| {
            it.split('<')
                .next()
                .is_some_and(|head| head.contains("schema.org"))
        })
        .unwrap();
    let text = element.split_once('>').unwrap().1;
    serde_json::from_str(text.split("</script>").next().unwrap()).unwrap()
}
