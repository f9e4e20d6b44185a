//! Calls.
use domain::Decided;
use crate::{Result, door::Act};
pub(crate) async fn due(_act: &Act) -> Result<Vec<Decided>> { Ok(Vec::new()) }
