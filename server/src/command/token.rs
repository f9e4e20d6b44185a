//! `parlance token add`: a bearer token, printed once, alone.

use anyhow::{Context, Result};
use clap::{Args, Subcommand};
use domain::{Title, account::Email};
use registry::{accounts, tokens};

use crate::{settings::Given, site::Clock};

#[derive(Debug, Subcommand)]
pub enum Token {
    /// Make a token for somebody and print it
    Add(Add),
}

#[derive(Debug, Args)]
pub struct Add {
    #[command(flatten)]
    given: Given,
    #[arg(long)]
    email: String,
    /// What it is for
    #[arg(long)]
    label: String,
}

impl Token {
    pub async fn run(self) -> Result<()> {
        let Self::Add(add) = self;
        let email = Email::parse(&add.email)?;
        let label = Title::parse(&add.label)?;
        let registry = super::open(add.given).await?;
        let caller = accounts::caller(&registry, &email)
            .await
            .with_context(|| format!("is there an account for {email}?"))?;
        let (secret, _) = tokens::create(&registry, &caller, Clock::system().now(), label).await?;
        println!("{}", secret.reveal());
        Ok(())
    }
}
