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

pub(super) use kept;
