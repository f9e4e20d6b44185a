//! Where the browser starts.

use wasm_bindgen::prelude::wasm_bindgen;

/// Called by the page once the islands have been loaded.
#[wasm_bindgen]
pub fn hydrate() {
    leptos::mount::hydrate_islands();
}
