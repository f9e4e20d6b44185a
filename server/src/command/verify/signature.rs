//! The signature over a bundle's digests.

use std::path::Path;

use anyhow::{Context, Result};
use minisign_verify::{PublicKey, Signature};

/// A public key as it is given: the name of its file, or its one line.
pub(super) fn key(given: &str) -> Result<PublicKey> {
    let path = Path::new(given);
    let key = match path.is_file() {
        true => {
            let text =
                std::fs::read_to_string(path).with_context(|| format!("cannot read {given}"))?;
            // The line with the key stands below a comment, where there is one.
            let line = text.lines().rfind(|line| !line.trim().is_empty());
            PublicKey::from_base64(line.unwrap_or_default().trim())
        }
        false => PublicKey::from_base64(given.trim()),
    };
    key.map_err(|error| {
        anyhow::anyhow!("{given} is no minisign public key, nor a file with one: {error}")
    })
}

pub(super) fn check(key: &PublicKey, signed: &[u8], signature: &[u8]) -> Result<String> {
    let text = std::str::from_utf8(signature).context("the signature is no text")?;
    let signature = Signature::decode(text)
        .map_err(|error| anyhow::anyhow!("SHA256SUMS.minisig is no signature: {error}"))?;
    key.verify(signed, &signature, false)
        .map_err(|error| anyhow::anyhow!("SHA256SUMS was not signed with this key: {error}"))?;
    Ok(format!(
        "SHA256SUMS was signed with this key ({})",
        signature.trusted_comment()
    ))
}
