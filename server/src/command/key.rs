//! `parlance key`: the key that releases are signed with.

use anyhow::{Result, bail};
use clap::{Args, Subcommand};
use registry::{
    Registry,
    keys::{self, KnownKey, Standing},
};

use crate::{
    key_file,
    settings::{Given, GivenForServing, Settings},
    site::Clock,
};

#[derive(Debug, Subcommand)]
pub enum Key {
    /// Print the public keys of this site, the one in use first
    Show(Given),
    /// Take another key into use: the one in the key file where the site is not known by it yet,
    /// else a new one; the file of the one before is kept beside it
    Rotate(Rotate),
}

#[derive(Debug, Args)]
pub struct Rotate {
    #[command(flatten)]
    given: Given,
}

impl Key {
    pub async fn run(self) -> Result<()> {
        match self {
            Self::Show(given) => show(&super::open(given).await?).await,
            Self::Rotate(rotate) => rotate.run().await,
        }
    }
}

async fn show(registry: &Registry) -> Result<()> {
    let known = keys::list(registry).await?;
    if known.is_empty() {
        bail!("this site has no key yet: it is made when the site starts")
    }
    known.iter().for_each(print);
    Ok(())
}

impl Rotate {
    async fn run(self) -> Result<()> {
        let settings = Settings::read(self.given, GivenForServing::default())?;
        settings.check_there()?;
        let registry = super::connect(&settings).await?;
        let path = &settings.key_file;
        let registry = match key_file::read(path)? {
            None => registry.with_key(key_file::make(path)?),
            Some(key) => {
                let with = registry.with_key(key.clone());
                match keys::standing(&with).await? {
                    Standing::InUse => {
                        let aside = key_file::set_aside(path, &key)?;
                        println!("The key before it is kept in {}", aside.display());
                        with.with_key(key_file::make(path)?)
                    }
                    Standing::Foreign | Standing::Missing => with,
                }
            }
        };
        let key = keys::adopt(&registry, Clock::system().now()).await?;
        print(&key);
        println!("Restart the site: a running one still holds the key before.");
        Ok(())
    }
}

fn print(key: &KnownKey) {
    let until = match key.until {
        Some(until) => format!("until {until}"),
        None => "in use".to_owned(),
    };
    println!("{}  {}  since {}, {until}", key.id, key.public, key.since);
}
