//! In which order entries are proposed: as the file has them, but what is broader than others, what
//! they are part of and what replaced them go before these. A part is related to its whole on its
//! own side alone, and a word above thousands would hold more relations than an entry may.

use domain::content::RelationKind;

use super::Work;

impl Work {
    pub(super) fn order(&self) -> Vec<usize> {
        let all = self.entries.len();
        let (mut order, mut begun) = (Vec::with_capacity(all), vec![false; all]);
        for first in 0..all {
            // A stack of its own: a file may chain as many as it has.
            let mut stack = vec![(first, false)];
            while let Some((at, is_ready)) = stack.pop() {
                if is_ready {
                    order.push(at);
                    continue;
                }
                if begun.get(at).copied().unwrap_or(true) {
                    continue;
                }
                if let Some(begun) = begun.get_mut(at) {
                    *begun = true;
                }
                stack.push((at, true));
                let before = self.pointers(at).into_iter().rev().filter(|pointer| {
                    matches!(
                        pointer.kind,
                        RelationKind::Broader | RelationKind::PartOf | RelationKind::ReplacedBy
                    )
                });
                let before = before.filter_map(|pointer| self.at_key(&pointer.to));
                stack.extend(before.map(|before| (before, false)));
            }
        }
        order
    }
}
