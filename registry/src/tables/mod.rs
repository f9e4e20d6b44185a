//! The tables as rows. Numbers are 64-bit, times are milliseconds since 1970, values of the domain
//! are JSON; [`super::rows`] turns them into domain types.

pub mod answered_requests;
pub mod answers;
pub mod api_tokens;
pub mod artefacts;
pub mod calls;
pub mod commenters;
pub mod comments;
pub mod confirmations;
pub mod contests;
pub mod entries;
pub mod imports;
pub mod interests;
pub mod invitations;
pub mod links;
pub mod members;
pub mod mentions;
pub mod minorities;
pub mod notice_links;
pub mod notices;
pub mod organisations;
pub mod positions;
pub mod processes;
pub mod published_terms;
pub mod record;
pub mod redlines;
pub mod relations;
pub mod releases;
pub mod reminders;
pub mod reviews;
pub mod sessions;
pub mod site_keys;
pub mod standing_positions;
pub mod submissions;
pub mod users;
pub mod wordings;
