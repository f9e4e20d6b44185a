//! Counts what test runners say about themselves.

use anyhow::{Error, Result};

#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub struct Tally {
    pub passed: usize,
    pub failed: usize,
    /// What failed, in words, beside the tests that a runner has named already.
    pub failures: Vec<String>,
}

impl Tally {
    /// Takes in a line of output: the summaries of nextest, `cargo test` and Playwright count.
    pub fn read(&mut self, line: &str) {
        // What a failed test printed is shown again with an indent, its own summary too.
        let own = line.strip_prefix("test result:");
        let line = line.trim();
        let nextest = line
            .starts_with("Summary [")
            .then(|| line.split_once("run:"))
            .flatten();
        if let Some((_, counts)) = nextest.or_else(|| own.map(|rest| ("", rest))) {
            for part in counts.split([',', ';', '.', '(']) {
                self.count(part);
            }
        } else if !line.contains(':') {
            // Playwright gives each count a line of its own: `3 passed (5.1s)`.
            self.count(line.split(" (").next().unwrap_or(line));
        }
    }

    /// Adds a ring. One that failed without a failed test, or in which nothing ran, is a failure itself.
    pub fn close(&mut self, ring: &str, outcome: Result<()>, counts: Tally) {
        self.passed += counts.passed;
        self.failed += counts.failed;
        match outcome {
            Err(error) if counts.failed == 0 => self.fail(ring, &error),
            Err(_) => self.failures.push(ring.to_owned()),
            Ok(()) if counts.passed == 0 => self.fail(ring, &anyhow::anyhow!("nothing ran")),
            Ok(()) => {}
        }
    }

    /// Counts something that could not even be tried.
    pub fn fail(&mut self, what: &str, error: &Error) {
        self.failed += 1;
        self.failures.push(format!("{what}: {error:#}"));
    }

    fn count(&mut self, part: &str) {
        let mut words = part.split_whitespace().filter(|word| *word != "ok");
        let number = words.next().and_then(|word| word.parse::<usize>().ok());
        match (number, words.next(), words.next()) {
            (Some(number), Some("passed"), None) => self.passed += number,
            (Some(number), Some("failed" | "timed" | "flaky" | "interrupted"), _) => {
                self.failed += number
            }
            (Some(number), Some("did"), Some("not")) => self.failed += number,
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Tally;
    use anyhow::anyhow;

    #[test]
    fn summaries_count() {
        check(
            "     Summary [   1.302s] 43 tests run: 40 passed (2 slow), 2 failed, 1 timed out, 4 skipped",
            40,
            3,
        );
        check(
            "test result: ok. 12 passed; 0 failed; 1 ignored; 0 measured; 0 filtered out; finished in 0.02s",
            12,
            0,
        );
        check(
            "test result: FAILED. 3 passed; 2 failed; 0 ignored; 0 measured; 0 filtered out",
            3,
            2,
        );
        check("  3 passed (5.1s)", 3, 0);
        check("  1 failed", 0, 1);
        check("  1 flaky", 0, 1);
        check("  2 did not run", 0, 2);
        check("  2 skipped", 0, 0);
        check(
            "        PASS [   0.008s] domain call::tests::two_passed",
            0,
            0,
        );
        check("5 failed attempts were counted: 9 passed", 0, 0);
    }

    #[test]
    fn a_ring_without_tests_fails() {
        let mut tally = Tally::default();
        tally.close("journeys", Ok(()), Tally::default());
        assert_eq!((tally.passed, tally.failed), (0, 1));
    }

    #[test]
    fn a_ring_that_does_not_compile_fails_once() {
        let mut tally = Tally::default();
        tally.close("rust", Err(anyhow!("cargo failed")), Tally::default());
        assert_eq!((tally.passed, tally.failed), (0, 1));
        tally.close(
            "rust",
            Err(anyhow!("cargo failed")),
            Tally {
                passed: 4,
                failed: 2,
                failures: vec![],
            },
        );
        assert_eq!((tally.passed, tally.failed), (4, 3));
    }

    fn check(line: &str, passed: usize, failed: usize) {
        let mut tally = Tally::default();
        tally.read(line);
        assert_eq!((tally.passed, tally.failed), (passed, failed), "{line}");
    }
}
