//! `parlance serve --demo`: the demonstration process in an empty database.

use anyhow::{Result, bail};
use domain::{Moment, account::Password};
use registry::{Registry, demo};

/// Everybody in the demonstration signs in with it; it is printed, so it protects nothing.
const PASSWORD: &str = "parlance-demo";

pub async fn fill(registry: &Registry, now: Moment) -> Result<()> {
    if !demo::is_possible(registry).await? {
        return Ok(());
    }
    let Ok(password) = Password::parse(PASSWORD) else {
        bail!("the demonstration's password is too short")
    };
    let told = |done: usize, all: usize| {
        if done == all || done.is_multiple_of(50) {
            eprintln!("Filling the demonstration: {done} of {all}");
        }
    };
    let people = demo::fill(registry, now, &password, told).await?;
    println!("Sign in with the password {PASSWORD} as");
    for person in people {
        let part = if person.convenes { " (convener)" } else { "" };
        println!("  {}  {}{part}", person.email, person.name);
    }
    Ok(())
}
