// Starts the islands of a page: loads the program once, then brings each island to life.
import start, * as program from "./app.js";

await start({ module_or_path: new URL("./app.wasm", import.meta.url) });
program.hydrate();
for (const island of document.querySelectorAll("leptos-island")) {
  program[island.dataset.component]?.(island);
}
