//! The pages, one file per noun. Each reads the registry and returns a page, or why it cannot.

pub mod problem;
