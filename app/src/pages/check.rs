//! Check it yourself: what a check of the record looks at, and the place to do it.

use domain::{Slug, process::Visibility};
use leptos::prelude::*;
use registry::{Registry, Result, processes, record};

use crate::{Form, Page, Visit, parts::Field};

/// What is checked, in the order in which it is.
const CHECKED: [(&str, &str); 4] = [
    (
        "Each line is what was written.",
        "Its SHA-256 is computed from its content and compared with the one it carries.",
    ),
    (
        "No line is missing, added, doubled or moved.",
        "Each carries the hash of the one before, and a number and a time that never run backwards. What was done to a \
         line is named.",
    ),
    (
        "Every act was allowed when it was done.",
        "The rules are applied again, act by act: who was on the roster, whose pen it was, which rule governed, whether \
         the call was open. A sealed position must open to what was sealed.",
    ),
    (
        "Every call counts to what it says.",
        "Positions, outcomes, contests and finality are computed again, and from them which wording was agreed and what \
         each release had to hold.",
    ),
];

pub async fn check(registry: &Registry, visit: &Visit, slug: &Slug) -> Result<Page> {
    let (caller, now) = (&visit.caller, visit.now);
    let process = processes::find(registry, caller, now, slug).await?;
    let head = record::head(registry, caller, now, slug).await?;
    let home = format!("/p/{slug}");
    let record = format!("/api/v1/processes/{slug}/record");
    let address = format!("{}{record}", visit.base_url);
    let file = format!("{slug}.ndjson");
    // Members alone may have the record, and show a token that they are.
    let token = match process.visibility {
        Visibility::Public => "",
        Visibility::Members => "-H \"Authorization: Bearer $TOKEN\" ",
    };
    let page = Page::new("Check it yourself", move || {
        let commands = format!("curl {token}-o {file} {address}\nparlance verify {file}");
        let noted = format!("{}:{}", head.seq, head.hash);
        let with_head = format!("parlance verify --head {noted} {file}");
        view! {
            <div class="page-head"><h1>"Check it yourself"</h1></div>
            <p class="page-lead">
                "Nobody has to believe this site. The record holds every act of this process, and from it alone anyone "
                "arrives at every tally, outcome and release again. The check is done where you are: the record is "
                "downloaded, and nothing of it or about you goes anywhere."
            </p>
            {here(&home, &record)}
            <section class="part">
                <div class="part-head"><h2>"What is checked"</h2></div>
                <ol class="prose">{checked()}</ol>
            </section>
            <section class="part check-words" id="program">
                <div class="part-head"><h2>"With the program"</h2></div>
                <p>"The same check, by the same code, without a browser and without this site:"</p>
                <pre class="code"><code>{commands}</code></pre>
                <p>
                    "It prints a line for each check and fails naming the first that does. " <a href=record.clone() download=file>"Download the record"</a> "."
                </p>
            </section>
            <section class="part check-words" id="head">
                <div class="part-head"><h2>"What a check cannot show, and what helps"</h2></div>
                <p>
                    "Whoever holds all of a record could write another one and hash it anew. If that one keeps all the "
                    "rules, only somebody who knows how the record ended can tell. So note its head now and then, print it "
                    "in minutes, send it to a colleague. Now it ends at"
                </p>
                <pre class="code"><code>{noted}</code></pre>
                <p>"and a later check tells whether everything up to there is still the same:"</p>
                <pre class="code"><code>{with_head}</code></pre>
                <p>"Programs find the head at " <a href=format!("{record}/head")><code>{format!("{record}/head")}</code></a> "."</p>
            </section>
        }
        .into_any()
    })
    .at(process, "Record")
    .with_script("check.js");
    Ok(page)
}

fn checked() -> AnyView {
    CHECKED
        .iter()
        .map(|(what, how)| view! { <li><b>{*what}</b> " " {*how}</li> })
        .collect_view()
        .into_any()
}

/// Where it is done. Without a script the form stays hidden, because nothing would answer it.
fn here(home: &str, record: &str) -> AnyView {
    let form = Form::begin("check", []);
    let file = Field::new("file", "A record you saved earlier")
        .optional()
        .hint("Without one the record is downloaded as it is now. A file can be dropped here, too.")
        .typed(&form, "file");
    let noted = Field::new("head", "A head you noted earlier")
        .optional()
        .hint("The number of a line and its hash, such as 713:0a1b…")
        .autocomplete("off")
        .line(&form);
    view! {
        <section class="part check-place" id="check" data-record=record.to_owned() data-home=home.to_owned()>
            <div class="part-head"><h2>"Check here"</h2></div>
            // The script takes this away; so it also stands where the script could not be loaded.
            <div class="notice" data-kind="warning" id="check-asleep">
                <h3>"This needs JavaScript"</h3>
                <p>"The check runs in your browser. The program below does the same without."</p>
            </div>
            <form class="form" hidden="">
                <button class="button">"Check the record"</button>
                <details class="disclosure" id="check-more">
                    <summary>"Check a file, or against a head you noted"</summary>
                    {file}
                    {noted}
                </details>
            </form>
            <p role="status" id="check-status"></p>
            <progress max="1000" hidden="" aria-label="How far the check is"></progress>
            <div id="check-result"></div>
        </section>
    }
    .into_any()
}
