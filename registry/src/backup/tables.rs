//! Which tables a backup holds.

/// Hands the names of the tables that are kept to another macro, in an order in which every row
/// finds those it refers to.
macro_rules! kept {
    ($then:ident) => {
        $then! {
            users, api_tokens, site_keys,
            processes, record, organisations, members, interests, invitations,
            entries, wordings, relations, mentions, redlines, comments,
            calls, positions, standing_positions, answers, confirmations, contests, minorities,
            notices, notice_links, reminders,
            releases, artefacts, published_terms, reviews, commenters,
            meetings, attendances, meeting_actions,
        }
    };
}

/// The same with those that are left out, because what is in them only matters where it was made.
macro_rules! left_out {
    ($then:ident) => {
        $then! {
            links, sessions, submissions, imports, answered_requests,
            hands, poll_choices, meeting_drafts,
        }
    };
}

/// What is made anew from the rest: the search index, and which migrations the tables are of.
pub(super) const DERIVED: [&str; 2] = ["entry_texts", "seaql_migrations"];

pub(super) use {kept, left_out};
