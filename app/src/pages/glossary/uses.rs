//! How a release is used by other tools: what to type, for each of them.

use domain::{
    Slug,
    markdown::escape_html,
    release::{Document, Term},
};
use leptos::prelude::*;
use registry::releases::{File, Release};

use super::super::releases::address;

/// A tool, what it takes, and what to type.
struct Use {
    tool: &'static str,
    /// What happens then, in a few words.
    gain: &'static str,
    /// The extension of the file it takes.
    extension: &'static str,
    /// `{url}` is the file's address, `{name}` what it is called, `{home}` the page of the release; `{title}` and `{lang}`
    /// are those of the glossary, as a shell takes them.
    typed: &'static str,
}

const USES: [Use; 9] = [
    Use {
        tool: "Vale",
        gain: "prose is checked for words not to be used",
        extension: "vale.zip",
        typed: "curl -Lo {name}.zip {url} && unzip -o {name}.zip\n\n# .vale.ini\nStylesPath = styles\nVocab = Parlance\n\n[*.md]\nBasedOnStyles = Parlance",
    },
    Use {
        tool: "parlance check",
        gain: "a build fails on words not to be used, and on links that lead nowhere",
        extension: "json",
        typed: "parlance check --glossary {url} docs/",
    },
    Use {
        tool: "Sphinx (intersphinx)",
        gain: ":term:`…` in other documentation links here",
        extension: "objects.inv",
        typed: "# conf.py\nextensions = [\"sphinx.ext.intersphinx\"]\nintersphinx_mapping = {\n    \"glossary\": (\"{home}\", \"{url}\"),\n}",
    },
    Use {
        tool: "Sphinx (own page)",
        gain: "the glossary as a page of your documentation",
        extension: "rst",
        typed: "curl -Lo docs/glossary.rst {url}",
    },
    Use {
        tool: "MkDocs Material",
        gain: "every mention of a term shows its definition",
        extension: "abbr.md",
        typed: "curl -Lo includes/glossary.md {url}\n\n# mkdocs.yml\nmarkdown_extensions:\n  - abbr\n  - pymdownx.snippets:\n      auto_append: [includes/glossary.md]",
    },
    Use {
        tool: "OmegaT",
        gain: "the terms stand beside the segment that is translated",
        extension: "omegat.utf8",
        typed: "curl -Lo glossary/{name}.utf8 {url}",
    },
    Use {
        tool: "Weblate",
        gain: "the terms become the glossary of a project",
        extension: "v2.tbx",
        typed: "curl -Lo {name}.tbx {url}\nwlc upload --method add --input {name}.tbx PROJECT/glossary/LANGUAGE",
    },
    Use {
        tool: "LaTeX (glossaries)",
        gain: "\\gls{…} writes the term and collects the glossary",
        extension: "tex",
        typed: "curl -Lo {name}.tex {url}\n\n% in the preamble\n\\usepackage{glossaries}\n\\makeglossaries\n\\loadglsentries{{name}}",
    },
    Use {
        tool: "pandoc",
        gain: "the glossary in whatever pandoc writes",
        extension: "md",
        typed: "curl -L {url} | pandoc --from commonmark --to epub \\\n  --metadata title={title} --metadata lang={lang} --output glossary.epub",
    },
];

/// What to type for each tool that takes a file of this release.
pub(super) fn uses(document: &Document, release: &Release) -> AnyView {
    let uses = USES.iter().filter_map(|it| {
        let file = release
            .files
            .iter()
            .find(|file| file.extension == it.extension)?;
        Some(one(it, file, document, release))
    });
    let uses = uses.collect_view();
    view! {
        <section class="part" id="use">
            <div class="part-head"><h2>"Use it in other tools"</h2></div>
            <p class="part-note">"Each address names this version and stays the same for ever. For the newest one, write latest in place of the number."</p>
            {uses}
        </section>
    }
    .into_any()
}

fn one(it: &Use, file: &File, document: &Document, release: &Release) -> AnyView {
    let name = file.url.rsplit('/').nth(1).unwrap_or("glossary").to_owned();
    let typed = it
        .typed
        .replace("{url}", &file.url)
        .replace("{home}", &release.url)
        .replace("{name}", &name)
        .replace("{lang}", document.lang().map_or("en", |lang| lang.as_str()))
        .replace("{title}", &in_shell(&document.glossary.title));
    view! {
        <details class="use">
            <summary><b>{it.tool}</b> ": " {it.gain}</summary>
            <pre class="code" tabindex="0"><code>{typed}</code></pre>
        </details>
    }
    .into_any()
}

/// A text as a shell takes it for one word.
fn in_shell(text: &str) -> String {
    format!("'{}'", text.replace('\'', "'\\''"))
}

/// How a term is shown on another site, with the release pinned to its bytes.
pub(super) fn embed(term: &Term, document: &Document, release: &Release) -> AnyView {
    let base = base(release);
    let word = escape_html(term.headword(document.lang()));
    let json = release.files.iter().find(|file| file.extension == "json");
    let Some((file, integrity)) = json.and_then(|file| Some((file, file.integrity()?))) else {
        return ().into_any();
    };
    let typed = format!(
        "<script src=\"{base}/embed.js\" async></script>\n\n<parlance-term\n  src=\"{}\"\n  integrity=\"{integrity}\"\n  term=\"{}\">{word}</parlance-term>",
        file.url, term.slug
    );
    view! {
        <section class="part" id="embed">
            <div class="part-head"><h2>"Show it on your page"</h2></div>
            <p class="part-note">
                "The word stays as it is; whoever points at it or presses it reads the definition. It shows this release, "
                "and nothing where the bytes are not the ones that were published."
            </p>
            <pre class="code" tabindex="0"><code>{typed}</code></pre>
        </section>
    }
    .into_any()
}

/// Where the addresses of the release begin: not where the site is now, should it have moved.
fn base(release: &Release) -> &str {
    release.url.split("/g/").next().unwrap_or_default()
}

/// Where the bundle is, and how to check it offline.
pub(super) fn check(release: &Release, slug: &Slug) -> AnyView {
    let base = base(release);
    let bundle = release.files.iter().find(|file| file.extension == "zip");
    let command = bundle.map(|file| {
        let name = file.url.rsplit('/').next().unwrap_or_default();
        let typed = format!(
            "curl -LO {}\ncurl -LO {base}/.well-known/parlance-key.pub\nparlance verify {name} --key parlance-key.pub",
            file.url
        );
        view! {
            <p>
                "The bundle holds every file, the record up to this release and the site's signature. Checked offline, "
                "it must come out that each definition is word for word what was agreed, and that every call is counted as it was."
            </p>
            <pre class="code" tabindex="0"><code>{typed}</code></pre>
        }
    });
    let record = format!("/p/{slug}/record");
    view! {
        <section class="part" id="check">
            <div class="part-head"><h2>"Check it yourself"</h2></div>
            <p class="part-note">
                "Every act that led to these words is a line of the record, and each line holds the digest of the one "
                "before. The line of this release holds the digest of each of its files."
            </p>
            {command}
            <p><a href=format!("{record}/check")>"Check the record in your browser"</a> " or " <a href=record>"read it"</a></p>
            <p><a href=format!("{}forms", address(slug, release.version))>"What each form can carry"</a></p>
        </section>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_tool_takes_a_form_there_is() {
        for it in &USES {
            assert!(
                registry::releases::form(it.extension).is_some(),
                "{}",
                it.tool
            );
        }
    }
}
