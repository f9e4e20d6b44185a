//! The key that releases are signed with. Its private half lies in a file beside the database and
//! never in it, so that a backup cannot give it away; the database knows the public halves of all
//! keys that ever signed, so that old releases can be checked for ever.

use std::{fmt, io::Cursor};

use domain::{Moment, Refusal};
use minisign::{KeyPair, PublicKey, SecretKey, SecretKeyBox};
use schemars::JsonSchema;
use sea_orm::{
    ActiveValue::Set,
    ColumnTrait, EntityTrait, QueryFilter, QueryOrder,
    sea_query::{Expr, OnConflict},
};
use serde::Serialize;

use crate::{Error, Registry, Result, rows::moment, tables::site_keys};

/// The private key, and the public one that goes with it.
#[derive(Clone)]
pub struct SigningKey {
    secret: SecretKey,
    public: PublicKey,
}

/// A public key of this site.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct KnownKey {
    /// As minisign prints it: sixteen hexadecimal digits.
    pub id: String,
    /// The line that minisign and `parlance verify --key` take.
    pub public: String,
    pub since: Moment,
    /// When another one took its place; what it signed until then stays good.
    pub until: Option<Moment>,
}

/// How the database knows the key this server holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// It is the one in use: what it signs is believed.
    InUse,
    /// It is none of those that are known, or one that another took the place of.
    Foreign,
    /// This server has no key.
    Missing,
}

impl fmt::Debug for SigningKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "SigningKey({})", self.id())
    }
}

impl SigningKey {
    pub fn generate() -> Result<Self> {
        let pair = KeyPair::generate_unencrypted_keypair().map_err(failed)?;
        Ok(Self {
            secret: pair.sk,
            public: pair.pk,
        })
    }

    /// Reads what [`Self::to_text`] or `minisign -G -W` wrote.
    pub fn parse(text: &str) -> Result<Self> {
        let boxed = SecretKeyBox::from_string(text).map_err(failed)?;
        let secret = boxed.into_unencrypted_secret_key().map_err(failed)?;
        let public = PublicKey::from_secret_key(&secret).map_err(failed)?;
        Ok(Self { secret, public })
    }

    /// The private key, for its file.
    pub fn to_text(&self) -> Result<String> {
        let comment = format!("the private key {} of a Parlance site", self.id());
        let boxed = self.secret.to_box(Some(&comment)).map_err(failed)?;
        Ok(boxed.into_string())
    }

    /// As minisign prints it: the eight bytes of the number as one hexadecimal number.
    pub fn id(&self) -> String {
        let bytes = self.public.keynum().iter().rev();
        bytes.map(|byte| format!("{byte:02X}")).collect()
    }

    /// The line that checks signatures.
    pub fn public(&self) -> String {
        self.public.to_base64()
    }

    /// A detached signature, another one each time. The comment is signed too and shown by whoever
    /// checks it.
    pub(crate) fn sign(&self, bytes: &[u8], comment: &str) -> Result<String> {
        let unsigned = format!("signature by the key {}", self.id());
        let signed = minisign::sign(
            Some(&self.public),
            &self.secret,
            Cursor::new(bytes),
            Some(comment),
            Some(&unsigned),
        );
        Ok(signed.map_err(failed)?.into_string())
    }
}

impl KnownKey {
    /// The key as a file that minisign reads.
    pub fn file(&self) -> String {
        format!(
            "untrusted comment: minisign public key {}\n{}\n",
            self.id, self.public
        )
    }
}

/// Makes the key of this server known where the database knows none, and says how it stands.
pub async fn announce(registry: &Registry, now: Moment) -> Result<Standing> {
    let Some(key) = registry.signing_key() else {
        return Ok(Standing::Missing);
    };
    let writing = registry.write().await?;
    let known = site_keys::Entity::find().one(&writing.tx).await?;
    if known.is_none() {
        // Another server that starts at the same moment may have been first; then this key is foreign.
        site_keys::Entity::insert(row(key, now))
            .on_conflict(OnConflict::new().do_nothing().to_owned())
            .exec_without_returning(&writing.tx)
            .await?;
    }
    writing.commit().await?;
    standing(registry).await
}

/// Puts the key of this server into use in place of the one before it: what was refused because the
/// database did not know the key is possible from now on.
pub async fn adopt(registry: &Registry, now: Moment) -> Result<KnownKey> {
    let key = registry.signing_key().ok_or(Refusal::SigningKeyMissing)?;
    let writing = registry.write().await?;
    site_keys::Entity::update_many()
        .col_expr(site_keys::Column::Until, Expr::value(now.millis()))
        .filter(site_keys::Column::Until.is_null())
        .filter(site_keys::Column::Id.ne(key.id()))
        .exec(&writing.tx)
        .await?;
    let known = site_keys::Entity::find_by_id(key.id())
        .one(&writing.tx)
        .await?;
    match known {
        None => {
            site_keys::Entity::insert(row(key, now))
                .exec_without_returning(&writing.tx)
                .await?;
        }
        Some(known) => {
            site_keys::Entity::update_many()
                .col_expr(site_keys::Column::Until, Expr::value(None::<i64>))
                .filter(site_keys::Column::Id.eq(known.id))
                .exec(&writing.tx)
                .await?;
        }
    }
    writing.commit().await?;
    current(registry).await?.ok_or(Error::NotFound)
}

/// Every key that ever signed, the newest first.
pub async fn list(registry: &Registry) -> Result<Vec<KnownKey>> {
    let rows = site_keys::Entity::find()
        .order_by_desc(site_keys::Column::Since)
        .all(&registry.db)
        .await?;
    Ok(rows.into_iter().map(KnownKey::from).collect())
}

/// The key in use.
pub async fn current(registry: &Registry) -> Result<Option<KnownKey>> {
    let row = site_keys::Entity::find()
        .filter(site_keys::Column::Until.is_null())
        .one(&registry.db)
        .await?;
    Ok(row.map(KnownKey::from))
}

/// How the database knows the key of this server.
pub async fn standing(registry: &Registry) -> Result<Standing> {
    let Some(key) = registry.signing_key() else {
        return Ok(Standing::Missing);
    };
    let current = current(registry).await?;
    let in_use = current.is_some_and(|known| known.public == key.public());
    Ok(match in_use {
        true => Standing::InUse,
        false => Standing::Foreign,
    })
}

/// The key to sign a release with. A key that nobody could find with this site's own is not used:
/// whoever checks the release would take it for a forgery.
pub(crate) async fn signing(registry: &Registry) -> Result<&SigningKey> {
    let key = registry.signing_key().ok_or(Refusal::SigningKeyMissing)?;
    match standing(registry).await? {
        Standing::InUse => Ok(key),
        Standing::Missing | Standing::Foreign => Err(Refusal::SigningKeyForeign.into()),
    }
}

fn row(key: &SigningKey, now: Moment) -> site_keys::ActiveModel {
    site_keys::ActiveModel {
        id: Set(key.id()),
        public: Set(key.public()),
        since: Set(now.millis()),
        until: Set(None),
    }
}

impl From<site_keys::Model> for KnownKey {
    fn from(row: site_keys::Model) -> Self {
        Self {
            id: row.id,
            public: row.public,
            since: moment(row.since),
            until: row.until.map(moment),
        }
    }
}

fn failed(error: minisign::PError) -> Error {
    Error::Storage(format!("signing: {error}"))
}

#[cfg(test)]
mod tests {
    use minisign::SignatureBox;

    use super::*;

    #[test]
    fn a_key_survives_its_file() {
        let key = SigningKey::generate().unwrap();
        let again = SigningKey::parse(&key.to_text().unwrap()).unwrap();
        assert_eq!((again.id(), again.public()), (key.id(), key.public()));
        let signed = SignatureBox::from_string(&again.sign(b"sums", "words 1.0.0").unwrap());
        let signed = signed.unwrap();
        let check = |bytes: &[u8]| {
            let bytes = Cursor::new(bytes);
            minisign::verify(&key.public, &signed, bytes, true, false, false)
        };
        assert!(check(b"sums").is_ok());
        assert!(check(b"other sums").is_err());
        assert!(SigningKey::parse("nothing\nof the kind").is_err());
    }

    #[test]
    fn it_is_not_shown() {
        let key = SigningKey::generate().unwrap();
        assert_eq!(format!("{key:?}"), format!("SigningKey({})", key.id()));
    }
}
