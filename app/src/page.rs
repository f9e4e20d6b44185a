//! A page and how it becomes a document.

use std::{fmt, sync::Arc};

use hydration_context::SsrSharedContext;
use leptos::{
    nonce::{Nonce, provide_nonce, use_nonce},
    prelude::*,
};
use registry::processes::Process;

use crate::{Visit, shell::Shell};

/// A page before it is rendered.
pub struct Page {
    pub title: String,
    /// The process it belongs to and the place in it, for the bar of places.
    pub place: Option<(Process, &'static str)>,
    /// Whether it follows what others do: regions marked `data-live` are swapped when the record
    /// of the process grows.
    pub live: bool,
    /// Where it is read, where it may also be the answer to one of its forms.
    pub home: Option<String>,
    /// Whether it has islands, and so needs WebAssembly.
    pub islands: bool,
    /// Whether it is for a projector: nothing stands around it.
    pub screen: bool,
    /// A script of its own among the site's files.
    pub script: Option<&'static str>,
    /// What feeds, machine-readable forms and permanent addresses it names in its head.
    pub links: Vec<HeadLink>,
    body: Box<dyn FnOnce() -> AnyView + Send>,
}

/// A `link` element of a page's head.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HeadLink {
    pub rel: &'static str,
    pub href: String,
    pub media_type: Option<&'static str>,
    /// Whether it is named in the head of the page only, because it is one of many: a reverse proxy takes only so much
    /// as the head of an answer.
    pub one_of_many: bool,
}

/// A rendered page, and the nonce its scripts carry.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Document {
    pub html: String,
    pub nonce: String,
}

impl Document {
    /// The same page for another answer: a nonce is good for one.
    pub fn renewed(&self) -> Self {
        let nonce = Nonce::new().to_string();
        Self {
            html: self.html.replace(&self.nonce, &nonce),
            nonce,
        }
    }
}

impl Page {
    pub fn new<V: IntoView + 'static>(
        title: impl Into<String>,
        body: impl FnOnce() -> V + Send + 'static,
    ) -> Self {
        Self {
            title: title.into(),
            place: None,
            live: false,
            home: None,
            islands: false,
            screen: false,
            script: None,
            links: Vec::new(),
            body: Box::new(move || body().into_any()),
        }
    }

    /// Puts the page into a process, at one of its places.
    pub fn at(mut self, process: Process, place: &'static str) -> Self {
        self.place = Some((process, place));
        self
    }

    /// Lets the page follow what others do.
    pub fn live(mut self) -> Self {
        self.live = true;
        self
    }

    /// Lets a page with forms follow what others do, also while it answers one of them.
    pub fn live_at(mut self, path: String) -> Self {
        self.home = Some(path);
        self.live()
    }

    /// Gives the page its islands.
    pub fn with_islands(mut self) -> Self {
        self.islands = true;
        self
    }

    /// Shows the page alone, as large as a projector needs it.
    pub fn on_screen(mut self) -> Self {
        self.screen = true;
        self
    }

    /// Gives the page a script that no other one needs.
    pub fn with_script(mut self, name: &'static str) -> Self {
        self.script = Some(name);
        self
    }

    pub fn link(
        mut self,
        rel: &'static str,
        href: impl Into<String>,
        media_type: Option<&'static str>,
    ) -> Self {
        self.links.push(HeadLink {
            rel,
            href: href.into(),
            media_type,
            one_of_many: false,
        });
        self
    }

    /// Names another form of what the page shows, one of many.
    pub fn form(mut self, href: impl Into<String>, media_type: &'static str) -> Self {
        self = self.link("alternate", href, Some(media_type));
        if let Some(link) = self.links.last_mut() {
            link.one_of_many = true;
        }
        self
    }
}

impl fmt::Debug for Page {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Page")
            .field("title", &self.title)
            .finish_non_exhaustive()
    }
}

/// Renders a page for a visit.
pub fn render(visit: &Visit, page: Page) -> Document {
    let owner = Owner::new_root(Some(Arc::new(SsrSharedContext::new_islands())));
    owner.with(|| {
        provide_nonce();
        let nonce = use_nonce().unwrap_or_default();
        let Page {
            title,
            place,
            live,
            home,
            islands,
            screen,
            script,
            links,
            body,
        } = page;
        let body = body();
        let visit = visit.clone();
        let shell =
            view! { <Shell visit title place live home islands screen script links>{body}</Shell> };
        Document {
            html: format!("<!DOCTYPE html>{}", shell.to_html()),
            nonce: nonce.to_string(),
        }
    })
}

/// Renders parts of a page by themselves, to be put in place while it is read.
pub fn render_pieces(
    pieces: impl FnOnce() -> Vec<(&'static str, AnyView)>,
) -> Vec<(&'static str, String)> {
    let owner = Owner::new_root(Some(Arc::new(SsrSharedContext::new_islands())));
    owner.with(|| {
        let pieces = pieces().into_iter();
        pieces.map(|(id, view)| (id, view.to_html())).collect()
    })
}
