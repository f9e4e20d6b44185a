//! The file of the private key that releases are signed with. Only its owner may read it.

use std::{
    fs::{self, File, OpenOptions},
    io::{ErrorKind, Write},
    os::unix::fs::{OpenOptionsExt, PermissionsExt},
    path::{Path, PathBuf},
};

use anyhow::{Context, Result, bail};
use domain::Moment;
use registry::{
    Registry,
    keys::{self, SigningKey, Standing},
};

/// The registry with the key of this site. At the first start the key is made; where the database
/// knows a key already, a missing file is not replaced: what it signed would be taken for forged.
pub async fn prepare(registry: Registry, path: &Path, now: Moment) -> Result<Registry> {
    let key = match read(path)? {
        Some(key) => Some(key),
        None if keys::current(&registry).await?.is_some() => None,
        None => Some(make(path)?),
    };
    let registry = match key {
        Some(key) => registry.with_key(key),
        None => registry,
    };
    match keys::announce(&registry, now).await? {
        Standing::InUse => {}
        Standing::Foreign => tracing::warn!(
            "the key in {} is not the one this site is known by: no release is published until the right file is back, or `parlance key rotate` takes this key into use",
            path.display()
        ),
        Standing::Missing => tracing::warn!(
            "{} is missing: no release is published until it is back, or `parlance key rotate` makes another key",
            path.display()
        ),
    }
    Ok(registry)
}

/// The key in a file; none where there is no file.
pub fn read(path: &Path) -> Result<Option<SigningKey>> {
    let text = match fs::read_to_string(path) {
        Ok(text) => text,
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(error).with_context(|| format!("cannot read {}", path.display())),
    };
    let mode = fs::metadata(path)?.permissions().mode();
    if mode & 0o077 != 0 {
        bail!(
            "others than its owner may read {}: change that with `chmod 600` first",
            path.display()
        );
    }
    let key = SigningKey::parse(&text)
        .with_context(|| format!("{} holds no private key without password", path.display()))?;
    Ok(Some(key))
}

/// Makes a key and its file, which must not be there yet.
pub fn make(path: &Path) -> Result<SigningKey> {
    let key = SigningKey::generate()?;
    let text = key.to_text()?;
    let write = || -> std::io::Result<()> {
        let mut file = OpenOptions::new()
            .write(true)
            .create_new(true)
            .mode(0o600)
            .open(path)?;
        file.write_all(text.as_bytes())?;
        file.sync_all()?;
        // The name is safe only once the folder is.
        let folder = path.parent().filter(|it| !it.as_os_str().is_empty());
        File::open(folder.unwrap_or(Path::new(".")))?.sync_all()
    };
    write().with_context(|| format!("cannot write {}", path.display()))?;
    Ok(key)
}

/// Moves the file of a key aside, to a name with the key's number.
pub fn set_aside(path: &Path, key: &SigningKey) -> Result<PathBuf> {
    let mut name = path.as_os_str().to_owned();
    name.push(format!(".{}", key.id()));
    let aside = PathBuf::from(name);
    fs::rename(path, &aside).with_context(|| format!("cannot move {}", path.display()))?;
    Ok(aside)
}
