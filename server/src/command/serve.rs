//! `parlance serve`: the site itself.

use std::io::IsTerminal;

use anyhow::{Context, Result};
use clap::Args;
use registry::{Registry, setup};
use tokio::{
    net::TcpListener,
    signal::unix::{SignalKind, signal},
};
use tracing_subscriber::EnvFilter;

use crate::{
    background,
    front::Front,
    key_file, listen,
    mail::Post,
    security::Security,
    settings::{Given, GivenForServing, Settings},
    site::{Clock, Site},
};

#[derive(Debug, Args)]
pub struct Serve {
    #[command(flatten)]
    given: Given,
    #[command(flatten)]
    serving: GivenForServing,
    /// Fill an empty database with the demonstration process
    #[arg(long)]
    demo: bool,
}

impl Serve {
    pub async fn run(self) -> Result<()> {
        let filter = EnvFilter::try_from_default_env()
            .unwrap_or_else(|_| EnvFilter::new("info,sea_orm_migration=warn"));
        let colours = std::io::stderr().is_terminal();
        tracing_subscriber::fmt()
            .with_env_filter(filter)
            .with_ansi(colours)
            .with_writer(std::io::stderr)
            .init();
        let settings = Settings::read(self.given, self.serving)?;
        settings.make_folder()?;
        let listener = TcpListener::bind(settings.listen)
            .await
            .with_context(|| format!("cannot listen on {}", settings.listen))?;
        let listening = listener.local_addr()?;
        let base_url = settings.base_url_at(listening);
        let (registry, letters) = Registry::open(&settings.database, &base_url).await?;
        let post = Post::new(&settings, &base_url)?;
        let clock = Clock::system();
        let registry = key_file::prepare(registry, &settings.key_file, clock.now()).await?;
        if self.demo {
            super::demo::fill(&registry, clock.now()).await?;
        }
        let security = Security::new(settings.rates, settings.trusted_proxies.clone());
        let site = Site::new(registry, security, clock);
        let front = Front::new(&site);

        println!("Parlance listens on http://{listening}");
        if let Some(link) = setup::link(&site.registry, site.now()).await? {
            println!("Set up this site: {link}");
        }
        let tasks = background::start(&site, post, letters, settings.reminders);
        listen::serve(listener, front, stopped(site.clone())?).await;
        tasks.finish().await;
        Ok(())
    }
}

/// Waits until somebody wants the site to stop, and closes it.
fn stopped(site: Site) -> Result<impl Future<Output = ()>> {
    let mut terminate = signal(SignalKind::terminate())?;
    let mut interrupt = signal(SignalKind::interrupt())?;
    Ok(async move {
        tokio::select! {
            _ = terminate.recv() => {}
            _ = interrupt.recv() => {}
        }
        site.close();
    })
}
