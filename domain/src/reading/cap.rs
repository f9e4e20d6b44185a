use std::{cmp::Reverse, collections::BTreeMap};

use super::voices::{Voice, Voices};
use crate::rule::Fraction;

/// Sets aside, newest first, the positions by which an organisation weighs more than `cap` of all
/// counted positions, until none does; one position of each is always kept.
///
/// Leaving one position out makes the others weigh more, hence the repetition. The result does not
/// depend on which organisation comes first: it is the greatest count that satisfies the cap.
pub(super) fn apply(cap: Fraction, voices: &mut Voices) {
    loop {
        let counted = voices.all.iter().filter(|it| it.counted().is_some());
        let cast = u32::try_from(counted.count()).unwrap_or(u32::MAX);
        let limit = cap.most_of(cast).max(1) as usize;

        let mut by_organisation: BTreeMap<_, Vec<&mut Voice>> = BTreeMap::new();
        for voice in &mut voices.all {
            if let (Some(number), Some(_)) = (voice.organisation, voice.counted()) {
                by_organisation.entry(number).or_default().push(voice);
            }
        }
        let mut holds = true;
        for mut same in by_organisation.into_values() {
            let surplus = same.len().saturating_sub(limit);
            same.sort_by_key(|voice| Reverse(voice.newest()));
            for voice in same.into_iter().take(surplus) {
                voice.set_aside = true;
                holds = false;
            }
        }
        if holds {
            return;
        }
    }
}
