//! Says what is being done and how far it is.

use anyhow::Result;
use std::time::Instant;

/// A counted run of steps, each printed when it starts and when it is done.
pub struct Steps {
    total: usize,
    done: usize,
    start: Instant,
}

impl Steps {
    pub fn of(total: usize) -> Self {
        Self {
            total,
            done: 0,
            start: Instant::now(),
        }
    }

    /// Runs one step and prints the seconds it took.
    pub fn run<T>(&mut self, name: &str, work: impl FnOnce() -> Result<T>) -> Result<T> {
        self.done += 1;
        eprintln!("[{}/{}] {name} …", self.done, self.total);
        let start = Instant::now();
        let outcome = work();
        let word = if outcome.is_ok() { "done" } else { "failed" };
        eprintln!(
            "      {word} in {:.1} s ({} since the start)",
            start.elapsed().as_secs_f32(),
            in_words(self.start.elapsed().as_secs())
        );
        outcome
    }
}

fn in_words(seconds: u64) -> String {
    match seconds {
        0..60 => format!("{seconds} s"),
        _ => format!("{} min {:02} s", seconds / 60, seconds % 60),
    }
}
