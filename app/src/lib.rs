//! What people see.

#[cfg(feature = "hydrate")]
mod hydrate;
