//! The files of a release: in which form, for whom, how large, and how to know that it is the one.

use domain::Slug;
use leptos::prelude::*;
use registry::releases::{self, File, Release};

pub(super) fn downloads(release: &Release, slug: &Slug) -> AnyView {
    let rows = release.files.iter().map(row).collect_view();
    let command = release.files.first().map(|file| {
        let name = format!("{}.{}", release.version, file.extension);
        let command = format!(
            "curl -LO {}\necho \"{}  {name}\" | sha256sum --check",
            file.url, file.sha256
        );
        view! { <h3>"Take it by command"</h3> <pre class="code"><code>{command}</code></pre> }
    });
    let lossy = format!("/g/{slug}/{}/forms", release.version);
    view! {
        <section class="part" id="downloads">
            <div class="part-head"><h2>"Downloads"</h2> <a href=lossy>"What each form can carry"</a></div>
            <table class="table table-stack downloads">
                <caption class="unseen">"Files of this release"</caption>
                <thead>
                    <tr>
                        <th scope="col">"Form"</th>
                        <th scope="col">"For"</th>
                        <th scope="col" class="number">"Size"</th>
                        <th scope="col">"File"</th>
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
            {command}
        </section>
    }
    .into_any()
}

fn row(file: &File) -> AnyView {
    let form = releases::form(&file.extension);
    let name = form.map_or_else(|| file.extension.clone(), |form| form.name.to_owned());
    let audience = form.map(|form| form.audience);
    let label = file
        .url
        .rsplit('/')
        .next()
        .unwrap_or(&file.extension)
        .to_owned();
    // On this site the file is at its path, whatever its permanent address begins with.
    let path = file
        .url
        .find("/g/")
        .map_or_else(|| file.url.clone(), |at| file.url[at..].to_owned());
    view! {
        <tr>
            <th scope="row"><span class="form-name">{name}</span></th>
            <td data-label="For">{audience}</td>
            <td class="number" data-label="Size">{size(file.size)}</td>
            <td data-label="File">
                <div>
                    <a href=path download="">{label}</a>
                    <code class="digest">{format!("sha-256 {}", file.sha256)}</code>
                </div>
            </td>
        </tr>
    }
    .into_any()
}

/// "18 kB", in steps of 1,000 as file managers count.
fn size(bytes: u64) -> String {
    match bytes {
        0..1_000 => format!("{bytes} B"),
        1_000..1_000_000 => format!("{} kB", bytes.div_ceil(1_000)),
        _ => format!("{:.1} MB", bytes as f64 / 1_000_000.0),
    }
}
