//! A plan as it is typed: when and where, what people know before, and the agenda row by row.

use app::{
    Form, Page, Visit,
    pages::meeting::rows::{self, field},
};
use axum::response::Response;
use domain::{
    Moment, Title,
    meeting::{AgendaItem, MeetingPatch, NewItem, NewMeeting, PlanPart},
};
use registry::{Error, entries::EntryLink, meetings::Meeting};

use super::super::{
    reading,
    settle::{self as read, settle_at},
};
use crate::trouble::Trouble;

pub const MINUTES: &str = "Write how many minutes, such as 20.";

/// Where a refusal of the domain is shown.
const PLACES: [(&str, &str); 4] = [
    ("starts_at", "starts_at"),
    ("suggestions_until", "suggestions_until"),
    ("link", "link"),
    ("agenda", "item-1-title"),
];

/// Whether the form is only to be shown again, with another row.
pub fn wants_rows(form: &Form) -> bool {
    !form.value("more").is_empty()
}

/// On to where the plan leads, or the form again.
pub async fn settle<F, P>(
    visit: &Visit,
    done: Result<String, Error>,
    form: Form,
    page: F,
) -> Result<Response, Trouble>
where
    F: FnOnce(Form) -> P,
    P: Future<Output = registry::Result<Page>>,
{
    settle_at(visit, done, form, &PLACES, page).await
}

/// What is planned; nothing where the form does not say it well enough, with the reasons in the form.
pub fn new_meeting(form: &mut Form, terms: &[EntryLink]) -> Option<NewMeeting> {
    let title = read::line(form, "title", "Write a title.");
    let starts_at = read::time(form, "starts_at", "Say when the meeting begins.");
    let place = reading::line_if_any(form, "place");
    let link = reading::line_if_any(form, "link");
    let introduction = reading::text_if_any(form, "introduction");
    let suggestions_until = read::time_if_any(form, "suggestions_until");
    let agenda = agenda(form, terms);
    let new = NewMeeting {
        title: title?,
        starts_at: starts_at?,
        place,
        link,
        introduction,
        agenda,
        announced: form.has("announced", "yes"),
        suggestions_until,
    };
    form.errors.is_empty().then_some(new)
}

/// What changes of a plan: only that stands on the record.
pub fn patch(form: &mut Form, terms: &[EntryLink], now: &Meeting) -> Option<MeetingPatch> {
    let new = new_meeting(form, terms)?;
    let summary = &now.summary;
    let known = |text: &Option<String>| text.clone().unwrap_or_default();
    let typed = |text: Option<&Title>| text.map(ToString::to_string).unwrap_or_default();
    let introduction = new.introduction.as_ref();
    let introduction = introduction.map(ToString::to_string).unwrap_or_default();
    let place = typed(new.place.as_ref()) != known(&summary.place);
    let link = typed(new.link.as_ref()) != known(&now.link);
    let introduced = introduction != known(&now.introduction);
    let until = !same(new.suggestions_until, now.suggestions_until);
    let mut patch = MeetingPatch {
        title: Some(new.title).filter(|title| title.to_string() != summary.title),
        starts_at: Some(new.starts_at).filter(|at| !same(Some(*at), Some(summary.starts_at))),
        place: new.place.filter(|_| place),
        link: new.link.filter(|_| link),
        introduction: new.introduction.filter(|_| introduced),
        agenda: Some(new.agenda).filter(|agenda| !reads(agenda, now)),
        announced: Some(new.announced).filter(|announced| *announced != summary.announced),
        suggestions_until: new.suggestions_until.filter(|_| until),
        without: [].into(),
    };
    for (part, changed, gone) in [
        (PlanPart::Place, place, patch.place.is_none()),
        (PlanPart::Link, link, patch.link.is_none()),
        (
            PlanPart::Introduction,
            introduced,
            patch.introduction.is_none(),
        ),
        (
            PlanPart::Suggestions,
            until,
            patch.suggestions_until.is_none(),
        ),
    ] {
        if changed && gone {
            patch.without.insert(part);
        }
    }
    Some(patch)
}

/// Whether two times are the same as far as a form tells them: to the minute.
fn same(one: Option<Moment>, other: Option<Moment>) -> bool {
    let minute = |at: Option<Moment>| at.map(|at| at.millis().div_euclid(60_000));
    minute(one) == minute(other)
}

/// Whether an agenda is the one there is.
fn reads(agenda: &[NewItem], now: &Meeting) -> bool {
    let now = app::pages::meeting::agenda_of(now);
    let same = |(new, known): (&NewItem, &AgendaItem)| {
        new.number == Some(known.number)
            && new.title == known.title
            && (new.entry, new.call, new.minutes) == (known.entry, known.call, known.minutes)
    };
    agenda.len() == now.len() && agenda.iter().zip(&now).all(same)
}

/// The items in the order that was asked for.
fn agenda(form: &mut Form, terms: &[EntryLink]) -> Vec<NewItem> {
    let mut items = Vec::new();
    for row in 1..=rows::sent(form) {
        let number = reading::named(form, &field(row, "number"), "This item is not known.");
        let order = reading::named(
            form,
            &field(row, "order"),
            "Write a number: 1 for what comes first.",
        );
        if number.is_some() && form.has(&field(row, "off"), "yes") {
            continue;
        }
        let entry = reading::named(form, &field(row, "entry"), "Choose the entry.");
        let call = reading::named(form, &field(row, "call"), "Choose the call.");
        let minutes = reading::named(form, &field(row, "minutes"), MINUTES);
        let title = field(row, "title");
        let about = terms.iter().find(|link| Some(link.number) == entry);
        let named = reading::line_if_any(form, &title)
            .or_else(|| about.and_then(|link| Title::parse(&link.term).ok()));
        match named {
            Some(named) => items.push((
                place(row, order),
                NewItem {
                    number,
                    title: named,
                    entry,
                    call,
                    minutes,
                },
            )),
            None if form.error(&title).is_some() => {}
            None if number.is_some() || call.is_some() || minutes.is_some() => {
                form.refuse(Some(&title), "Say what the item is about, or take it off.");
            }
            None => {}
        }
    }
    items.sort_by_key(|(place, _)| *place);
    items.into_iter().map(|(_, item)| item).collect()
}

/// What a row is sorted by. A row that is moved up goes before the one that stands there, one that is moved down
/// behind it.
fn place(row: usize, order: Option<u32>) -> (usize, std::cmp::Ordering, usize) {
    let order = order
        .and_then(|order| usize::try_from(order).ok())
        .unwrap_or(row);
    (order, order.cmp(&row), row)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn form(values: &[(&str, &str)]) -> Form {
        let values = values
            .iter()
            .map(|(name, value)| ((*name).to_owned(), (*value).to_owned()));
        Form {
            values: values.collect(),
            ..Form::default()
        }
    }

    fn titles(values: &[(&str, &str)]) -> Vec<String> {
        let items = agenda(&mut form(values), &[]);
        items.iter().map(|item| item.title.to_string()).collect()
    }

    #[test]
    fn rows_are_moved_by_their_order() {
        let moved = |orders: [&str; 3]| {
            titles(&[
                ("item-1-title", "a"),
                ("item-1-order", orders[0]),
                ("item-2-title", "b"),
                ("item-2-order", orders[1]),
                ("item-3-title", "c"),
                ("item-3-order", orders[2]),
            ])
        };
        assert_eq!(moved(["1", "2", "3"]), ["a", "b", "c"]);
        assert_eq!(moved(["1", "2", "1"]), ["c", "a", "b"]);
        assert_eq!(moved(["3", "2", "3"]), ["b", "c", "a"]);
        assert_eq!(moved(["2", "1", ""]), ["b", "a", "c"]);
    }

    #[test]
    fn a_row_without_a_title_is_no_item_unless_something_was_said_in_it() {
        let mut typed = form(&[
            ("item-1-title", " "),
            ("item-1-order", "1"),
            ("item-2-minutes", "20"),
            ("item-3-number", "4"),
            ("item-3-off", "yes"),
            ("item-4-title", "d"),
            ("item-4-minutes", "soon"),
        ]);
        let items = agenda(&mut typed, &[]);
        assert_eq!(items.len(), 1);
        let wrong: Vec<_> = typed
            .errors
            .iter()
            .filter_map(|error| error.field.as_deref())
            .collect();
        assert_eq!(wrong, ["item-2-title", "item-4-minutes"]);
    }
}
