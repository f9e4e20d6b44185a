// Redlines one text against another with jsdiff as often as asked: the baseline of `cargo xtask bench redline`.
// Usage: node redline.js JSDIFF OLD NEW ROUNDS

const { readFileSync } = require("node:fs");

const [, , library, before, after, rounds] = process.argv;
const { diffWordsWithSpace } = require(library);
const [old, changed] = [readFileSync(before, "utf8"), readFileSync(after, "utf8")];
let changes = 0;
for (let round = 0; round < Number(rounds); round++) changes += diffWordsWithSpace(old, changed).length;
console.log(changes);
