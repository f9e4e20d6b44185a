//! Writes a published document in one form as often as asked and says what that took: what
//! `cargo xtask bench export` measures. `export DOCUMENT FORM ROUNDS [FILE]`; a FILE gets the bytes
//! piece by piece, as they come.

use std::{env, error::Error, fs, io::BufWriter};

use domain::release::Document;
use formats::{form, write_graph};

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let (document, extension, rounds, file) = match arguments.as_slice() {
        [document, extension, rounds] => (document, extension, rounds, None),
        [document, extension, rounds, file] => (document, extension, rounds, Some(file)),
        _ => return Err("export DOCUMENT FORM ROUNDS [FILE]".into()),
    };
    let document: Document = serde_json::from_slice(&fs::read(document)?)?;
    let rounds: usize = rounds.parse()?;
    // What was the most until now does not count: Linux begins to count again.
    let counts = fs::write("/proc/self/clear_refs", "5").is_ok();
    let before = kilobytes("VmRSS:")?;
    for _ in 0..rounds {
        match file {
            None => {
                let form = form(extension).ok_or("no such form")?;
                std::hint::black_box(form.write(&document)?);
            }
            Some(file) => {
                let mut to = BufWriter::new(fs::File::create(file)?);
                write_graph(extension, &document, &mut to).ok_or("no such graph")??;
            }
        }
    }
    let most = kilobytes("VmHWM:")?;
    let more = most.saturating_sub(before);
    println!("{}", if counts { more } else { 0 });
    Ok(())
}

/// A figure of this process's memory.
fn kilobytes(name: &str) -> Result<u64, Box<dyn Error>> {
    let status = fs::read_to_string("/proc/self/status")?;
    let line = status.lines().find_map(|line| line.strip_prefix(name));
    let figure = line.and_then(|line| line.split_whitespace().next());
    Ok(figure.ok_or("the system does not tell")?.parse()?)
}
