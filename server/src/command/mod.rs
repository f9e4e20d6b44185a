//! What can be done at the command line, one file per command.

mod backup;
mod check;
mod demo;
mod export;
mod import;
mod key;
mod restore;
mod say;
mod serve;
mod token;
mod user;
mod verify;

use std::process::ExitCode;

use anyhow::Result;
use clap::{Parser, Subcommand};
use registry::Registry;

use crate::settings::{Given, GivenForServing, Settings};

#[derive(Debug, Parser)]
#[command(
    name = "parlance",
    version,
    about = "Where stakeholders agree on what words mean"
)]
struct Line {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Run the site
    Serve(serve::Serve),
    /// People who sign in
    #[command(subcommand)]
    User(user::User),
    /// Tokens for programs that use the API
    #[command(subcommand)]
    Token(token::Token),
    /// The key that releases are signed with
    #[command(subcommand)]
    Key(key::Key),
    /// Write one published file, byte for byte what the site serves
    Export(export::Export),
    /// Propose the entries of a file in somebody's name
    Import(import::Import),
    /// Copy everything into one file, while the site runs
    Backup(backup::Backup),
    /// Fill an empty database from a backup
    Restore(restore::Restore),
    /// Check a record or the bundle of a release, and count every call again
    Verify(verify::Verify),
    /// Tell where documents do not agree with a release of a glossary
    Check(check::Check),
}

/// Runs what the command line says.
pub fn run() -> ExitCode {
    let line = Line::parse();
    let runtime = match tokio::runtime::Runtime::new() {
        Ok(runtime) => runtime,
        Err(error) => return fail(&error.into()),
    };
    let done = runtime.block_on(async {
        let done = match line.command {
            Command::Serve(serve) => serve.run().await,
            Command::User(user) => user.run().await,
            Command::Token(token) => token.run().await,
            Command::Key(key) => key.run().await,
            Command::Export(export) => export.run().await,
            Command::Import(import) => import.run().await,
            Command::Backup(backup) => backup.run().await,
            Command::Restore(restore) => restore.run().await,
            Command::Verify(verify) => verify.run(),
            // Its answer is more than whether it went well.
            Command::Check(check) => return Ok(check.run()),
        };
        done.map(|()| ExitCode::SUCCESS)
    });
    done.unwrap_or_else(|error| fail(&error))
}

fn fail(error: &anyhow::Error) -> ExitCode {
    eprintln!("parlance: {error:#}");
    ExitCode::FAILURE
}

/// Opens the registry of a site that is there, for one command. Letters it would send are sent by the running site
/// only, so these commands do nothing that sends any.
async fn open(given: Given) -> Result<Registry> {
    let settings = Settings::read(given, GivenForServing::default())?;
    settings.check_there()?;
    connect(&settings).await
}

/// The same, for what may come before everything else: the database is made where there is none.
async fn open_or_make(given: Given) -> Result<Registry> {
    let settings = Settings::read(given, GivenForServing::default())?;
    settings.make_folder()?;
    connect(&settings).await
}

async fn connect(settings: &Settings) -> Result<Registry> {
    let base_url = settings.base_url_at(settings.listen);
    let (registry, _letters) = Registry::open(&settings.database, &base_url).await?;
    Ok(registry)
}
