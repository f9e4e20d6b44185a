//! `parlance user add`: an account made by whoever runs the site.

use std::io::Read;

use anyhow::{Context, Result};
use clap::{Args, Subcommand};
use domain::{
    Title,
    account::{Email, Password},
};
use registry::accounts::{self, NewAccount};

use crate::{settings::Given, site::Clock};

#[derive(Debug, Subcommand)]
pub enum User {
    /// Make an account and print its id
    Add(Add),
}

#[derive(Debug, Args)]
pub struct Add {
    #[command(flatten)]
    given: Given,
    #[arg(long)]
    email: String,
    #[arg(long)]
    name: String,
    /// May found processes and run the site
    #[arg(long)]
    admin: bool,
    /// May found processes
    #[arg(long)]
    may_convene: bool,
    /// Read the password from standard input
    #[arg(long, required = true)]
    password_stdin: bool,
}

impl User {
    pub async fn run(self) -> Result<()> {
        let Self::Add(add) = self;
        let mut password = String::new();
        std::io::stdin()
            .read_to_string(&mut password)
            .context("cannot read the password")?;
        let new = NewAccount {
            email: Email::parse(&add.email)?,
            name: Title::parse(&add.name)?,
            password: Password::parse(password.trim_end_matches(['\n', '\r']))?,
            admin: add.admin,
            may_convene: add.may_convene,
        };
        let registry = super::open_or_make(add.given).await?;
        let account = accounts::add(&registry, Clock::system().now(), new).await?;
        println!("{}", account.id);
        Ok(())
    }
}
