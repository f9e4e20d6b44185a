//! What stands around every page: head, site header, places of the process, footer.

use domain::process::{Role, Visibility};
use leptos::prelude::*;
use registry::processes::Process;

use crate::{Visit, page::HeadLink};

/// The places of a process, with where they are below it.
const PLACES: [(&str, &str); 8] = [
    ("Overview", ""),
    ("Entries", "/entries"),
    ("Calls", "/calls"),
    ("Meetings", "/meetings"),
    REVIEWS,
    ("Releases", "/releases"),
    ("People", "/members"),
    ("Record", "/record"),
];
const DESK: (&str, &str) = ("Desk", "/desk");
/// What only members read has no public reviews.
const REVIEWS: (&str, &str) = ("Reviews", "/reviews");

#[component]
pub fn Shell(
    visit: Visit,
    title: String,
    place: Option<(Process, &'static str)>,
    live: bool,
    home: Option<String>,
    islands: bool,
    screen: bool,
    script: Option<&'static str>,
    links: Vec<HeadLink>,
    children: Children,
) -> impl IntoView {
    let nonce = leptos::nonce::use_nonce();
    let asset = {
        let root = visit.assets.clone();
        move |name: &str| format!("{root}/{name}")
    };
    let heading = match &place {
        Some((process, _)) if process.title != title => {
            format!("{title} · {} · Parlance", process.title)
        }
        _ if title == "Parlance" => title,
        _ => format!("{title} · Parlance"),
    };
    let follow = live.then_some(place.as_ref()).flatten().map(|(process, _)| {
        let source = format!("/api/v1/processes/{}/events", process.slug);
        // The answer to a form stands at the form's address, where nothing can be read again.
        let home = home.filter(|home| visit.path.split('?').next() != Some(home));
        view! { <parlance-live data-source=source data-seq=process.seq.to_string() data-home=home></parlance-live> }
    });
    let links = links
        .into_iter()
        .map(|link| view! { <link rel=link.rel href=link.href type=link.media_type/> })
        .collect_view();
    view! {
        <html lang="en" class=screen.then_some("screen") data-who=visit.caller.user>
            <head>
                <meta charset="utf-8"/>
                <meta name="viewport" content="width=device-width, initial-scale=1"/>
                <title>{heading}</title>
                <link rel="icon" href=asset("favicon.svg") type="image/svg+xml"/>
                <link rel="preload" href=asset("fonts/source-serif-4-latin-wght-normal.woff2") r#as="font" type="font/woff2" crossorigin=""/>
                <link rel="preload" href=asset("fonts/inter-latin-wght-normal.woff2") r#as="font" type="font/woff2" crossorigin=""/>
                <link rel="stylesheet" href=asset("app.css")/>
                {links}
                <script type="module" nonce=nonce.clone() src=asset("site.js")></script>
                {visit.name.is_some().then(|| view! { <script type="module" nonce=nonce.clone() src=asset("drafts.js")></script> })}
                {script.map(|name| view! { <script type="module" nonce=nonce.clone() src=asset(name)></script> })}
                {islands.then(|| view! { <script type="module" nonce=nonce src=asset("islands.js")></script> })}
            </head>
            <body>
                {(!screen).then(|| view! {
                    <a class="skip" href="#main">"Skip to the words"</a>
                    <SiteHead visit=visit.clone()/>
                })}
                {place.filter(|_| !screen).map(|(process, place)| view! { <Places process place/> })}
                <main class="page" id="main" tabindex="-1">{children()}</main>
                {follow}
                {(!screen).then(|| view! { <SiteFoot/> })}
            </body>
        </html>
    }
}

#[component]
fn SiteHead(visit: Visit) -> impl IntoView {
    let links = match visit.name {
        Some(name) => view! {
            <a href="/">"What needs me"</a>
            <a href="/account">{name}</a>
            <form method="post" action="/sign-out"><button>"Sign out"</button></form>
        }
        .into_any(),
        None => {
            let to = match visit.path.as_str() {
                "/" | "/sign-in" => "/sign-in".to_owned(),
                path => format!("/sign-in?to={}", crate::parts::query_value(path)),
            };
            view! { <a href=to>"Sign in"</a> }.into_any()
        }
    };
    view! {
        <header class="site-head">
            <a class="site-name" href="/">"Parlance"</a>
            <nav class="site-links" aria-label="You">{links}</nav>
        </header>
    }
}

#[component]
fn Places(process: Process, place: &'static str) -> impl IntoView {
    let home = format!("/p/{}", process.slug);
    let convenes = process
        .me
        .as_ref()
        .is_some_and(|me| me.role == Role::Convener);
    let public = process.visibility == Visibility::Public;
    let places = PLACES
        .into_iter()
        .filter(|place| public || *place != REVIEWS)
        .chain(convenes.then_some(DESK));
    let items = places
        .map(|(name, path)| {
            let current = (name == place).then_some("true");
            view! { <li><a href=format!("{home}{path}") aria-current=current>{name}</a></li> }
        })
        .collect_view();
    view! {
        <nav class="places" aria-label=format!("Places of {}", process.title)>
            <a class="places-title" href=home.clone()>{process.title.clone()}</a>
            <ul>{items}</ul>
        </nav>
    }
}

#[component]
fn SiteFoot() -> impl IntoView {
    view! {
        <footer class="site-foot">
            <nav aria-label="Site">
                <a href="/">"Processes"</a>
                <a href="/api">"API"</a>
            </nav>
            <p>"Parlance: definitions that carry the proof of their agreement."</p>
        </footer>
    }
}
