//! How Parlance is reached: routes, sessions, API, published files, live events, mail, commands.
//!
//! A request passes the layers of [`security`], then the gate of its row in the table of
//! [`routes`], then its handler, which asks `registry` and answers with JSON or a page of `app`.
//! What goes wrong on the way is a [`trouble::Trouble`], which gets its face in one place.

pub mod answer;
pub mod api;
pub mod ask;
pub mod assets;
pub mod at;
pub mod background;
pub mod calendar;
pub mod command;
pub mod file;
mod forms;
pub mod front;
mod gate;
pub mod health;
pub mod importing;
pub mod incoming;
mod kept;
mod key_file;
pub mod linked;
pub mod listen;
pub mod live;
pub mod mail;
mod pages;
mod problem;
pub mod published;
pub mod repeat;
mod room;
pub mod routes;
pub mod security;
pub mod sent;
pub mod settings;
pub mod shared;
pub mod show;
pub mod site;
pub mod table;
pub mod taking;
pub mod trouble;
mod trouble_page;
pub mod typed;
pub mod wire;
