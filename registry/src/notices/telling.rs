//! From what may concern somebody to what does: looked up at the moment of writing, so that nobody is
//! told to do what is done already.

use std::collections::{BTreeSet, HashMap};

use domain::{Moment, Slug, comment::Disposition};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};

use super::{
    called,
    concerns::Concerns,
    letter::{Item, quoted},
    roll::Recipient,
};
use crate::{
    Registry, Result, calls,
    needs::{self, Needs},
    rows::{from_word, number},
    tables::{comments, entries, positions, redlines},
};

/// Whom it is told, and what waits for them in this process.
struct Reader<'a> {
    registry: &'a Registry,
    who: &'a Recipient,
    process: Slug,
    home: String,
    needs: Needs,
    /// The address and the term of every entry it may be about.
    entries: HashMap<i64, (String, String)>,
}

/// Everything that is to be told.
pub(super) async fn tell(
    registry: &Registry,
    now: Moment,
    who: &Recipient,
    concerns: &Concerns,
) -> Result<Vec<Item>> {
    let process = who.process()?;
    let all = entries::Entity::find()
        .filter(entries::Column::ProcessId.eq(who.process_id))
        .all(&registry.db)
        .await?;
    let reader = Reader {
        registry,
        who,
        home: format!("/p/{process}"),
        needs: needs::needs(registry, &who.caller(), now).await?,
        entries: all
            .into_iter()
            .map(|row| (row.number, (row.slug, row.term)))
            .collect(),
        process,
    };
    let mut items = reader.calls(concerns, now).await?;
    items.extend(reader.answers(concerns));
    items.extend(reader.moved(concerns));
    items.extend(reader.settled(concerns).await?);
    items.extend(reader.pens(concerns));
    items.extend(reader.disposed(concerns).await?);
    items.extend(reader.interests(concerns));
    Ok(items)
}

impl Reader<'_> {
    async fn calls(&self, concerns: &Concerns, now: Moment) -> Result<Vec<Item>> {
        let role = self.who.role()?;
        let mut items = Vec::new();
        for (call, happened) in &concerns.calls {
            let waiting = self
                .needs
                .calls
                .iter()
                .find(|need| need.process == self.process && need.call.number == *call);
            if let Some(need) = waiting {
                items.push(called::waiting(&self.home, &need.call));
                continue;
            }
            let caller = self.who.caller();
            let call = calls::find(self.registry, &caller, now, &self.process, *call).await?;
            items.extend(called::told(&self.home, &call, happened, role, now));
        }
        Ok(items)
    }

    fn answers(&self, concerns: &Concerns) -> Vec<Item> {
        let needs = self.needs.answers.iter().filter(|need| {
            let answered = (need.call, need.answered_at);
            need.process == self.process && concerns.answered.contains(&answered)
        });
        let item = |need: &needs::AnswerNeed| Item {
            waits: true,
            what: format!(
                "Your objection in {} was answered",
                match &need.term {
                    Some(term) => format!("call {} on “{term}”", need.call),
                    None => format!("call {}", need.call),
                }
            ),
            more: vec!["Look whether it meets it; only you can clear it.".to_owned()],
            path: format!("{}/calls/{}#objections", self.home, need.call),
        };
        needs.map(item).collect()
    }

    fn moved(&self, concerns: &Concerns) -> Vec<Item> {
        let needs =
            self.needs.moved.iter().filter(|need| {
                need.process == self.process && concerns.moved.contains(&need.redline)
            });
        let item = |need: &needs::MovedNeed| Item {
            waits: true,
            what: format!(
                "{} typed redline {} on “{}” in your name",
                need.typed_by, need.redline, need.term
            ),
            more: vec!["Say whether it is yours.".to_owned()],
            path: format!(
                "{}/entries/{}/redlines/{}",
                self.home, need.slug, need.redline
            ),
        };
        needs.map(item).collect()
    }

    fn pens(&self, concerns: &Concerns) -> Vec<Item> {
        let named = |entries: &BTreeSet<u32>| -> BTreeSet<&str> {
            let slugs = entries
                .iter()
                .filter_map(|it| self.entries.get(&i64::from(*it)));
            slugs.map(|(slug, _)| slug.as_str()).collect()
        };
        let (discussed, handed) = (named(&concerns.discussed), named(&concerns.pens));
        let mut items = Vec::new();
        for need in self
            .needs
            .pens
            .iter()
            .filter(|it| it.process == self.process)
        {
            if discussed.contains(need.slug.as_str()) || handed.contains(need.slug.as_str()) {
                let parts = [
                    counted(need.redlines, "redline"),
                    counted(need.comments, "comment"),
                ];
                let parts: Vec<_> = parts.into_iter().flatten().collect();
                items.push(Item {
                    waits: true,
                    what: format!(
                        "{} on “{}”, whose pen you hold, to be settled",
                        parts.join(" and "),
                        need.term
                    ),
                    more: Vec::new(),
                    path: format!("{}/entries/{}", self.home, need.slug),
                });
            }
        }
        let told: BTreeSet<String> = items.iter().map(|item| item.path.clone()).collect();
        for entry in &concerns.pens {
            if let Some((slug, term)) = self.entries.get(&i64::from(*entry)) {
                let path = format!("{}/entries/{slug}", self.home);
                if !told.contains(&path) {
                    items.push(news(format!("You hold the pen of “{term}” now"), path));
                }
            }
        }
        items
    }

    /// Redlines that say they meet an objection of the reader, and the reader's own.
    async fn settled(&self, concerns: &Concerns) -> Result<Vec<Item>> {
        if concerns.settled.is_empty() {
            return Ok(Vec::new());
        }
        let db = &self.registry.db;
        let rows = redlines::Entity::find()
            .filter(redlines::Column::ProcessId.eq(self.who.process_id))
            .filter(redlines::Column::Number.is_in(concerns.settled.iter().copied()))
            .all(db)
            .await?;
        let mut items = Vec::new();
        for row in rows {
            let Some((slug, term)) = self.entries.get(&row.entry) else {
                continue;
            };
            // What was folded in part may have been refused for the rest.
            let folded = row.wording.is_some() && row.state != "refused";
            let redline = row.number;
            let path = format!("{}/entries/{slug}/redlines/{redline}", self.home);
            let objection = match (row.answers_call, row.answers_position) {
                (Some(call), Some(position)) if folded => {
                    positions::Entity::find_by_id((row.process_id, call, position))
                        .one(db)
                        .await?
                }
                _ => None,
            };
            let mine = objection.filter(|objection| objection.member == self.who.member);
            if let Some(objection) = mine {
                items.push(Item {
                    waits: true,
                    what: format!(
                        "Redline {redline} on “{term}” was folded, which says that it meets your objection in call {}",
                        objection.call
                    ),
                    more: vec!["Look again: the words are others now.".to_owned()],
                    path: format!("{}/entries/{slug}", self.home),
                });
            } else if row.by == self.who.member {
                let fate = if folded { "folded" } else { "refused" };
                items.push(Item {
                    more: reason(row.reason.as_deref()),
                    ..news(
                        format!("Your redline {redline} on “{term}” was {fate}"),
                        path,
                    )
                });
            }
        }
        Ok(items)
    }

    async fn disposed(&self, concerns: &Concerns) -> Result<Vec<Item>> {
        if concerns.disposed.is_empty() {
            return Ok(Vec::new());
        }
        let rows = comments::Entity::find()
            .filter(comments::Column::ProcessId.eq(self.who.process_id))
            .filter(comments::Column::Number.is_in(concerns.disposed.iter().copied()))
            .filter(comments::Column::By.eq(self.who.member))
            .all(&self.registry.db)
            .await?;
        let mut items = Vec::new();
        for row in rows {
            let Some((slug, term)) = self.entries.get(&row.entry) else {
                continue;
            };
            let Some(outcome) = &row.outcome else {
                continue;
            };
            let became = became(from_word(outcome)?);
            let comment = number(row.number);
            items.push(Item {
                more: reason(row.response.as_deref()),
                ..news(
                    format!("Your comment {comment} on “{term}” {became}"),
                    format!("{}/entries/{slug}#comment-{comment}", self.home),
                )
            });
        }
        Ok(items)
    }

    fn interests(&self, concerns: &Concerns) -> Option<Item> {
        let mut needs = self.needs.interests.iter();
        let need = needs.find(|need| need.process == self.process && concerns.interests)?;
        let what = match need.count {
            1 => "1 wish to take part waits for you".to_owned(),
            count => format!("{count} wishes to take part wait for you"),
        };
        Some(Item {
            waits: true,
            ..news(what, format!("{}/desk", self.home))
        })
    }
}

fn news(what: String, path: String) -> Item {
    Item {
        waits: false,
        what,
        more: Vec::new(),
        path,
    }
}

fn reason(text: Option<&str>) -> Vec<String> {
    let said = text.filter(|text| !text.is_empty());
    said.map(|text| format!("In the words of the pen holder: {}", quoted(text)))
        .into_iter()
        .collect()
}

fn counted(count: u32, one: &str) -> Option<String> {
    match count {
        0 => None,
        1 => Some(format!("1 {one}")),
        _ => Some(format!("{count} {one}s")),
    }
}

/// What became of a comment, to its author.
const fn became(outcome: Disposition) -> &'static str {
    match outcome {
        Disposition::Accepted => "was accepted",
        Disposition::Partly => "was accepted in part",
        Disposition::NotAccepted => "was not accepted",
        Disposition::Noted => "was noted",
        Disposition::OutOfScope => "was found out of scope",
        Disposition::Duplicate => "was found a duplicate",
    }
}
