//! One style sheet out of many.

use anyhow::{Result, anyhow};
use lightningcss::bundler::{Bundler, FileProvider};
use lightningcss::stylesheet::{MinifyOptions, ParserOptions, PrinterOptions};
use lightningcss::targets::{Browsers, Targets};
use std::path::Path;

/// Follows the imports of a style sheet and returns all of it, minified.
///
/// Addresses in `url(…)` stay as they are written: they count from the place of `app.css`.
pub fn bundle(entry: &Path) -> Result<String> {
    let files = FileProvider::new();
    let targets = targets();
    // The errors borrow from the file provider, hence their text.
    let mut sheet = Bundler::new(&files, None, ParserOptions::default())
        .bundle(entry)
        .map_err(|error| anyhow!("{}: {error}", entry.display()))?;
    sheet
        .minify(MinifyOptions {
            targets,
            ..MinifyOptions::default()
        })
        .map_err(|error| anyhow!("{error}"))?;
    let printed = sheet
        .to_css(PrinterOptions {
            minify: true,
            targets,
            ..PrinterOptions::default()
        })
        .map_err(|error| anyhow!("{error}"))?;
    Ok(printed.code)
}

/// The oldest browsers that know nesting, layers and `light-dark()`: nothing is rewritten for
/// them, they only get the prefixes they still ask for.
fn targets() -> Targets {
    let version = |major: u32, minor: u32| Some(major << 16 | minor << 8);
    Targets::from(Browsers {
        chrome: version(123, 0),
        edge: version(123, 0),
        firefox: version(128, 0),
        safari: version(17, 5),
        ios_saf: version(17, 5),
        ..Browsers::default()
    })
}

#[cfg(test)]
mod tests {
    use super::bundle;

    #[test]
    fn imports_are_followed_and_addresses_kept() {
        let folder = std::env::temp_dir().join(format!("parlance-style-{}", std::process::id()));
        std::fs::create_dir_all(folder.join("parts")).unwrap();
        std::fs::write(
            folder.join("main.css"),
            "@layer base, parts;\n@import './parts/card.css' layer(parts);\n",
        )
        .unwrap();
        std::fs::write(
            folder.join("parts/card.css"),
            ".card { color: light-dark(#000000, white); & a { src: url(fonts/a.woff2) } }",
        )
        .unwrap();
        let css = bundle(&folder.join("main.css")).unwrap();
        std::fs::remove_dir_all(&folder).unwrap();
        assert_eq!(
            css,
            "@layer base;@layer parts{.card{color:light-dark(#000,#fff);& a{src:url(fonts/a.woff2)}}}"
        );
    }
}
