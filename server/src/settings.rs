//! Settings: a flag, else the environment, else `parlance.toml`, else the default.

use std::{
    fs::DirBuilder,
    net::SocketAddr,
    os::unix::fs::DirBuilderExt,
    path::{Path, PathBuf},
};

use anyhow::{Context, Result, bail};
use clap::Args;
use ipnet::IpNet;
use registry::{Registry, notices::LEADS};
use rustix::{fs::Mode, process::umask};
use serde::Deserialize;

use crate::security::limits::Rates;

/// Where settings are read from when nobody says where.
const FILE: &str = "parlance.toml";

/// What flags and the environment say. What they leave out is looked up in the file.
#[derive(Debug, Clone, Default, Args)]
pub struct Given {
    /// The database: `postgres://…`, or `sqlite://PATH` [default: a file in the data folder]
    #[arg(
        long,
        env = "PARLANCE_DATABASE_URL",
        value_name = "URL",
        hide_env_values = true
    )]
    pub database: Option<String>,
    /// What permanent addresses begin with [default: the address listened on]
    #[arg(long, env = "PARLANCE_BASE_URL", value_name = "URL")]
    pub base_url: Option<String>,
    /// The folder of everything that is kept [default: ./data]
    #[arg(long, env = "PARLANCE_DATA", value_name = "DIR")]
    pub data: Option<PathBuf>,
    /// The private key that releases are signed with [default: site.key in the data folder]
    #[arg(long, env = "PARLANCE_KEY_FILE", value_name = "FILE")]
    pub key_file: Option<PathBuf>,
    /// The file of settings [default: ./parlance.toml, if there is one]
    #[arg(long, env = "PARLANCE_CONFIG", value_name = "FILE")]
    pub config: Option<PathBuf>,
}

/// What only the running site needs.
#[derive(Debug, Clone, Default, Args)]
pub struct GivenForServing {
    /// Where to listen; port 0 takes a free one [default: 127.0.0.1:3000]
    #[arg(long, env = "PARLANCE_LISTEN", value_name = "ADDRESS")]
    pub listen: Option<SocketAddr>,
    /// The mail server, `smtps://user:password@host` or `smtp://…?tls=required` [default: none; mail
    /// is written to DATA/outbox]
    #[arg(
        long,
        env = "PARLANCE_SMTP_URL",
        value_name = "URL",
        hide_env_values = true
    )]
    pub smtp_url: Option<String>,
    /// Whom mail comes from [default: Parlance <parlance@HOST>]
    #[arg(long, env = "PARLANCE_MAIL_FROM", value_name = "ADDRESS")]
    pub mail_from: Option<String>,
    /// How many hours before a call closes the silent are reminded; 0 for never [default: 48,12]
    #[arg(
        long,
        env = "PARLANCE_REMINDERS",
        value_name = "HOURS",
        value_delimiter = ','
    )]
    pub reminders: Option<Vec<u32>>,
    /// Sign-ins a minute, per address and per account; 0 is no limit [default: 20]
    #[arg(long, env = "PARLANCE_RATE_SIGN_IN", value_name = "N")]
    pub rate_sign_in: Option<u32>,
    /// Requests a minute that send mail, per address and per addressee; 0 is no limit [default: 10]
    #[arg(long, env = "PARLANCE_RATE_MAIL", value_name = "N")]
    pub rate_mail: Option<u32>,
    /// Requests a minute that write, per address and per account; 0 is no limit [default: 600]
    #[arg(long, env = "PARLANCE_RATE_WRITE", value_name = "N")]
    pub rate_write: Option<u32>,
    /// Proxies whose `X-Forwarded-For` is believed, such as `127.0.0.1` or `10.0.0.0/8`
    #[arg(
        long,
        env = "PARLANCE_TRUSTED_PROXY",
        value_name = "ADDRESS",
        value_delimiter = ','
    )]
    pub trusted_proxy: Vec<String>,
}

/// Every setting, with its value.
#[derive(Debug, Clone)]
pub struct Settings {
    pub listen: SocketAddr,
    pub database: String,
    /// Absent where it follows from the address listened on.
    pub base_url: Option<String>,
    pub data: PathBuf,
    pub key_file: PathBuf,
    pub smtp_url: Option<String>,
    pub mail_from: Option<String>,
    /// In hours before the close.
    pub reminders: Vec<u32>,
    pub rates: Rates,
    pub trusted_proxies: Vec<IpNet>,
}

/// The file of settings.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    listen: Option<SocketAddr>,
    database: Option<String>,
    base_url: Option<String>,
    data: Option<PathBuf>,
    key_file: Option<PathBuf>,
    smtp_url: Option<String>,
    mail_from: Option<String>,
    reminders: Option<Vec<u32>>,
    rate_sign_in: Option<u32>,
    rate_mail: Option<u32>,
    rate_write: Option<u32>,
    #[serde(default)]
    trusted_proxy: Vec<String>,
}

impl Settings {
    pub fn read(given: Given, serving: GivenForServing) -> Result<Self> {
        let file = File::read(given.config.as_deref())?;
        let data = given.data.or(file.data).unwrap_or_else(|| "data".into());
        let usual = Rates::default();
        let proxies = if serving.trusted_proxy.is_empty() {
            file.trusted_proxy
        } else {
            serving.trusted_proxy
        };
        Ok(Self {
            listen: serving
                .listen
                .or(file.listen)
                .unwrap_or_else(|| ([127, 0, 0, 1], 3000).into()),
            database: given
                .database
                .or(file.database)
                .unwrap_or_else(|| Registry::embedded(&data)),
            base_url: given
                .base_url
                .or(file.base_url)
                .map(|url| base_url(&url))
                .transpose()?,
            key_file: given
                .key_file
                .or(file.key_file)
                .unwrap_or_else(|| data.join("site.key")),
            data,
            smtp_url: serving
                .smtp_url
                .or(file.smtp_url)
                .filter(|url| !url.is_empty()),
            mail_from: serving.mail_from.or(file.mail_from),
            reminders: serving
                .reminders
                .or(file.reminders)
                .unwrap_or_else(|| LEADS.to_vec())
                .into_iter()
                .filter(|hours| *hours > 0)
                .collect(),
            rates: Rates {
                sign_in: serving
                    .rate_sign_in
                    .or(file.rate_sign_in)
                    .unwrap_or(usual.sign_in),
                mail: serving.rate_mail.or(file.rate_mail).unwrap_or(usual.mail),
                write: serving
                    .rate_write
                    .or(file.rate_write)
                    .unwrap_or(usual.write),
            },
            trusted_proxies: proxies
                .iter()
                .map(|net| network(net))
                .collect::<Result<_>>()?,
        })
    }

    /// Makes the data folder where there is none. What is made from now on, in it or in one of old, is nobody else's to
    /// read: the database holds addresses, the outbox links that let in.
    pub fn make_folder(&self) -> Result<()> {
        umask(Mode::RWXG | Mode::RWXO);
        DirBuilder::new()
            .recursive(true)
            .mode(0o700)
            .create(&self.data)
            .with_context(|| format!("cannot make the folder {}", self.data.display()))
    }

    /// Refuses to go on where no site was ever set up: a folder that was mistyped must not look like an empty site.
    pub fn check_there(&self) -> Result<()> {
        let file = self.database.strip_prefix("sqlite:");
        let file = file.map(|file| file.strip_prefix("//").unwrap_or(file));
        let file = file.and_then(|file| file.split('?').next());
        match file {
            Some(file) if !Path::new(file).exists() => bail!(
                "there is no database at {file}: name the data folder of the site with --data, or its database with --database"
            ),
            _ => Ok(()),
        }
    }

    /// What permanent addresses begin with, for a site that listens there.
    pub fn base_url_at(&self, listening: SocketAddr) -> String {
        self.base_url
            .clone()
            .unwrap_or_else(|| format!("http://{listening}"))
    }
}

impl File {
    fn read(named: Option<&Path>) -> Result<Self> {
        let path = named.unwrap_or(Path::new(FILE));
        // A file that was named must be there; the usual one need not.
        if named.is_none() && !path.exists() {
            return Ok(Self::default());
        }
        let text = std::fs::read_to_string(path)
            .with_context(|| format!("cannot read {}", path.display()))?;
        toml::from_str(&text).with_context(|| format!("cannot use {}", path.display()))
    }
}

/// An address that others can be told: a scheme and a host, and nothing after them.
fn base_url(text: &str) -> Result<String> {
    let text = text.trim_end_matches('/');
    let host = text
        .strip_prefix("https://")
        .or_else(|| text.strip_prefix("http://"));
    match host {
        Some(host) if !host.is_empty() && !host.contains(['/', '?', '#', '@', ' ']) => {
            Ok(text.to_ascii_lowercase())
        }
        _ => bail!("the base URL `{text}` is not like https://terms.example.org"),
    }
}

fn network(text: &str) -> Result<IpNet> {
    let text = text.trim();
    let net = text
        .parse::<IpNet>()
        .or_else(|_| text.parse().map(|address: std::net::IpAddr| address.into()));
    net.with_context(|| format!("the trusted proxy `{text}` is neither an address nor a network"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_base_url_is_a_scheme_and_a_host() {
        assert_eq!(
            base_url("https://Terms.example.org/").unwrap(),
            "https://terms.example.org"
        );
        assert_eq!(
            base_url("http://127.0.0.1:3000").unwrap(),
            "http://127.0.0.1:3000"
        );
        for bad in [
            "",
            "terms.example.org",
            "ftp://a",
            "https://",
            "https://a/b",
            "https://u@a",
            "https://a?b",
        ] {
            assert!(base_url(bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn flags_go_before_the_file() {
        let folder = std::env::temp_dir().join(format!("parlance-settings-{}", std::process::id()));
        std::fs::create_dir_all(&folder).unwrap();
        let config = folder.join("parlance.toml");
        std::fs::write(
            &config,
            "listen = \"127.0.0.1:1\"\nrate_write = 7\ntrusted_proxy = [\"10.0.0.0/8\", \"::1\"]\n",
        )
        .unwrap();
        let given = Given {
            config: Some(config.clone()),
            data: Some(folder.clone()),
            ..Given::default()
        };
        let serving = GivenForServing {
            listen: Some(([127, 0, 0, 1], 2).into()),
            ..GivenForServing::default()
        };
        let settings = Settings::read(given.clone(), serving).unwrap();
        assert_eq!(settings.listen.port(), 2);
        assert_eq!(
            settings.rates,
            Rates {
                write: 7,
                ..Rates::default()
            }
        );
        assert_eq!(settings.reminders, [48, 12]);
        assert_eq!(settings.trusted_proxies.len(), 2);
        assert_eq!(settings.base_url_at(settings.listen), "http://127.0.0.1:2");

        std::fs::write(&config, "lissten = 1\n").unwrap();
        assert!(
            Settings::read(given, GivenForServing::default()).is_err(),
            "a slip is not passed over"
        );
        std::fs::remove_dir_all(folder).unwrap();
    }
}
