//! Checks a record and says how fast: `cargo run --release --example recount -- FILE`.

use std::time::Instant;

use domain::recount::recount;

fn main() -> std::io::Result<()> {
    for file in std::env::args().skip(1) {
        let text = std::fs::read(&file)?;
        let started = Instant::now();
        let report = recount(text, None);
        let took = started.elapsed();
        let speed = report.lines as f64 / took.as_secs_f64();
        let (closed, agree) = report.closed();
        println!(
            "{file}: {} lines in {took:.1?}, {speed:.0} a second; {agree} of {closed} closed calls agree",
            report.lines
        );
        for fault in &report.faults {
            println!("  {fault}");
        }
        for remark in &report.remarks {
            println!("  line {}: remark: {}", remark.seq, remark.says);
        }
    }
    Ok(())
}
