//! Letters: by SMTP, or into a folder where there is no mail server.

use std::{path::PathBuf, time::Duration};

use anyhow::{Context, Result};
use lettre::{
    AsyncSmtpTransport, AsyncTransport, Message, Tokio1Executor,
    message::{
        Attachment, Mailbox, MultiPart, SinglePart,
        header::{ContentType, HeaderName, HeaderValue},
    },
};
use registry::{Letter, notices::Notice};

use crate::settings::Settings;

const TRIES: u32 = 4;
const PATIENCE: Duration = Duration::from_secs(20);

/// The way letters go.
#[derive(Debug)]
pub struct Post {
    from: Mailbox,
    way: Way,
}

/// What became of a letter that can be tried again later.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Handed {
    Over,
    NotNow,
    /// No mail server will take it, however often it is asked.
    Never,
}

#[derive(Debug)]
enum Way {
    Smtp(AsyncSmtpTransport<Tokio1Executor>),
    Outbox(PathBuf),
}

impl Post {
    pub fn new(settings: &Settings, base_url: &str) -> Result<Self> {
        let from = match &settings.mail_from {
            Some(from) => from.clone(),
            None => format!("Parlance <parlance@{}>", host(base_url)),
        };
        let way = match &settings.smtp_url {
            Some(url) => Way::Smtp(
                AsyncSmtpTransport::<Tokio1Executor>::from_url(url)
                    .context("cannot use PARLANCE_SMTP_URL")?
                    .timeout(Some(PATIENCE))
                    .build(),
            ),
            None => {
                let outbox = settings.data.join("outbox");
                std::fs::create_dir_all(&outbox).context("cannot make the outbox")?;
                Way::Outbox(outbox)
            }
        };
        Ok(Self {
            from: from
                .parse()
                .with_context(|| format!("cannot send mail from `{from}`"))?,
            way,
        })
    }

    /// Sends a letter. What cannot be sent is written down without its words, which hold links that
    /// only its reader may use.
    pub async fn send(&self, letter: Letter) {
        let (to, subject) = (letter.to.clone(), letter.subject.clone());
        match self.try_send(letter).await {
            Ok(()) => tracing::info!(?to, ?subject, "a letter was sent"),
            Err(error) => tracing::error!(?to, ?subject, "a letter was not sent: {error:#}"),
        }
    }

    /// Sends what somebody is told of a process, once; whoever asked tries again later. Mail programs
    /// show a button that ends it, by RFC 8058.
    pub async fn notify(&self, notice: &Notice) -> Handed {
        let Letter { to, subject, .. } = &notice.letter;
        let mut message = match self.message(notice.letter.clone(), &notice.attachments) {
            Ok(message) => message,
            Err(error) => {
                tracing::error!(?to, ?subject, "a notice cannot be sent: {error:#}");
                return Handed::Never;
            }
        };
        // Nothing answers by itself what was written by itself (RFC 3834).
        for (name, value) in [
            ("List-Unsubscribe", format!("<{}>", notice.unsubscribe)),
            ("List-Unsubscribe-Post", "List-Unsubscribe=One-Click".into()),
            ("Auto-Submitted", "auto-generated".into()),
        ] {
            let name = HeaderName::new_from_ascii_str(name);
            message
                .headers_mut()
                .insert_raw(HeaderValue::new(name, value));
        }
        let (handed, error) = match &self.way {
            Way::Smtp(smtp) => match smtp.send(message).await {
                Ok(_) => (Handed::Over, None),
                Err(error) if error.is_permanent() => (Handed::Never, Some(error.into())),
                Err(error) => (Handed::NotNow, Some(error.into())),
            },
            Way::Outbox(folder) => match write(folder, &message.formatted()).await {
                Ok(()) => (Handed::Over, None),
                Err(error) => (Handed::NotNow, Some(error)),
            },
        };
        match error {
            None => tracing::info!(?to, ?subject, "a notice was sent"),
            Some(error) => tracing::error!(?to, ?subject, "a notice was not sent: {error:#}"),
        }
        handed
    }

    async fn try_send(&self, letter: Letter) -> Result<()> {
        let message = self.message(letter, &[])?;
        match &self.way {
            Way::Smtp(smtp) => deliver(smtp, message).await,
            Way::Outbox(folder) => write(folder, &message.formatted()).await,
        }
    }

    fn message(&self, letter: Letter, files: &[registry::Attachment]) -> Result<Message> {
        // The builder encodes and folds: nothing in a name or a subject can become a header.
        let builder = Message::builder()
            .from(self.from.clone())
            .to(Mailbox::new(
                None,
                letter.to.parse().context("no such address")?,
            ))
            .subject(letter.subject);
        if files.is_empty() {
            return Ok(builder.header(ContentType::TEXT_PLAIN).body(letter.body)?);
        }
        let mut parts = MultiPart::mixed().singlepart(SinglePart::plain(letter.body));
        for file in files {
            let kind = ContentType::parse(file.media_type).context("no media type")?;
            let file = Attachment::new(file.name.clone()).body(file.bytes.clone(), kind);
            parts = parts.singlepart(file);
        }
        Ok(builder.multipart(parts)?)
    }
}

async fn deliver(smtp: &AsyncSmtpTransport<Tokio1Executor>, message: Message) -> Result<()> {
    let mut tried = 1;
    loop {
        match smtp.send(message.clone()).await {
            Ok(_) => return Ok(()),
            Err(error) if tried < TRIES && !error.is_permanent() => {
                tracing::warn!(%error, "the mail server did not take a letter; trying again");
                tokio::time::sleep(Duration::from_secs(2_u64.pow(tried))).await;
                tried += 1;
            }
            Err(error) => return Err(error.into()),
        }
    }
}

/// Writes a letter whole or not at all; names sort by time.
async fn write(folder: &std::path::Path, bytes: &[u8]) -> Result<()> {
    let now = std::time::SystemTime::now()
        .duration_since(std::time::UNIX_EPOCH)
        .unwrap_or_default();
    let name = format!("{:020}-{}", now.as_nanos(), std::process::id());
    let part = folder.join(format!("{name}.part"));
    tokio::fs::write(&part, bytes).await?;
    Ok(tokio::fs::rename(part, folder.join(format!("{name}.eml"))).await?)
}

/// The host of an address, without its port. Mail does not come from a bare number.
fn host(base_url: &str) -> &str {
    let authority = base_url
        .split_once("://")
        .map_or(base_url, |(_, rest)| rest);
    let host = match authority.rsplit_once(':') {
        Some((host, port)) if port.bytes().all(|byte| byte.is_ascii_digit()) => host,
        _ => authority,
    };
    let is_number = host.starts_with('[') || host.parse::<std::net::Ipv4Addr>().is_ok();
    if is_number { "localhost" } else { host }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn mail_comes_from_a_name() {
        assert_eq!(host("https://terms.example.org"), "terms.example.org");
        assert_eq!(host("http://localhost:3000"), "localhost");
        assert_eq!(host("http://127.0.0.1:3000"), "localhost");
        assert_eq!(host("http://[::1]:3000"), "localhost");
    }

    #[test]
    fn a_file_goes_along_with_a_letter() {
        let post = Post {
            from: "Parlance <parlance@example.org>".parse().unwrap(),
            way: Way::Outbox(PathBuf::new()),
        };
        let letter = Letter {
            to: "ada@example.org".into(),
            subject: "Second meeting".into(),
            body: "Grüß dich.\n".into(),
        };
        let file = registry::Attachment {
            name: "words-meeting-2.ics".into(),
            media_type: formats::calendar::MEDIA_TYPE,
            bytes: b"BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n".to_vec(),
        };
        let message = post.message(letter, &[file]).unwrap().formatted();
        let text = String::from_utf8(message).unwrap();
        for part in [
            "Content-Type: multipart/mixed",
            "Content-Type: text/plain; charset=utf-8",
            "Content-Disposition: attachment; filename=\"words-meeting-2.ics\"",
            "Content-Type: text/calendar; charset=utf-8",
        ] {
            assert!(text.contains(part), "{part} is not in {text}");
        }
        // As it is, or in Base64.
        let carried = ["BEGIN:VCALENDAR", "QkVHSU46VkNBTEVOREFS"];
        assert!(carried.iter().any(|it| text.contains(it)), "{text}");
    }

    #[tokio::test]
    async fn a_letter_is_one_letter_to_one_reader() {
        let folder = std::env::temp_dir().join(format!("parlance-mail-{}", std::process::id()));
        std::fs::create_dir_all(&folder).unwrap();
        let post = Post {
            from: "Parlance <parlance@example.org>".parse().unwrap(),
            way: Way::Outbox(folder.clone()),
        };
        let subject = "Welcome\r\nBcc: eve@example.org".to_owned();
        post.send(Letter {
            to: "ada@example.org".into(),
            subject,
            body: "Hello Ada, grüß dich.\n".into(),
        })
        .await;
        post.send(Letter {
            to: "ada@example.org\r\nBcc: eve@example.org".into(),
            subject: "x".into(),
            body: "x".into(),
        })
        .await;
        let files: Vec<_> = std::fs::read_dir(&folder)
            .unwrap()
            .map(|file| file.unwrap().path())
            .collect();
        assert_eq!(files.len(), 1, "what is no address gets no letter");
        let text = std::fs::read_to_string(&files[0]).unwrap();
        std::fs::remove_dir_all(folder).unwrap();
        let (head, _) = text.split_once("\r\n\r\n").unwrap();
        assert!(
            !head
                .lines()
                .any(|line| line.to_lowercase().starts_with("bcc")),
            "{head}"
        );
        assert!(
            files[0]
                .extension()
                .is_some_and(|extension| extension == "eml")
        );
    }
}
