//! What every form comes to: on to another page, or the same page again with the reasons.

use app::{Form, Page, Visit};
use axum::response::Response;
use domain::{
    Lang, Moment, Refusal, Slug, Title,
    account::{Email, Password},
    process::Group,
};
use registry::Error;

use super::reading;
use crate::{show, trouble::Trouble};

/// Goes on to where an act leads, or shows the form's page again with why it was refused. `fields`
/// are the fields of the form that a refusal may name; what is about none of them stands above all.
pub async fn settle<F, P>(
    visit: &Visit,
    done: Result<String, Error>,
    form: Form,
    fields: &[&str],
    page: F,
) -> Result<Response, Trouble>
where
    F: FnOnce(Form) -> P,
    P: Future<Output = registry::Result<Page>>,
{
    let places: Vec<_> = fields.iter().map(|field| (*field, *field)).collect();
    settle_at(visit, done, form, &places, page).await
}

/// The same where the form calls a field otherwise than refusals do; `places` are their names, and the form's.
pub async fn settle_at<F, P>(
    visit: &Visit,
    done: Result<String, Error>,
    mut form: Form,
    places: &[(&str, &str)],
    page: F,
) -> Result<Response, Trouble>
where
    F: FnOnce(Form) -> P,
    P: Future<Output = registry::Result<Page>>,
{
    match done {
        Ok(to) => Ok(show::to(&to)),
        Err(error) => {
            let status = reading::refused(&mut form, error, places)?;
            Ok(show::with(visit, page(form).await?, status))
        }
    }
}

/// Shows a page again with a form that could not be read.
pub async fn again(
    visit: &Visit,
    page: impl Future<Output = registry::Result<Page>>,
) -> Result<Response, Trouble> {
    Ok(show::again(visit, page.await?))
}

/// A line that must be there.
pub fn line(form: &mut Form, field: &str, missing: &str) -> Option<Title> {
    let parsed = Title::parse(form.value(field));
    needed(form, field, missing, parsed)
}

pub fn email(form: &mut Form, field: &str) -> Option<Email> {
    let parsed = Email::parse(form.value(field));
    needed(form, field, "", parsed)
}

/// A password that is being chosen.
pub fn password(form: &mut Form, field: &str) -> Option<Password> {
    let parsed = Password::parse(form.value(field));
    needed(form, field, "", parsed)
}

pub fn slug(form: &mut Form, field: &str) -> Option<Slug> {
    let parsed = Slug::parse(form.value(field).trim());
    needed(form, field, "", parsed)
}

/// A time as a browser's field for date and time gives it, which names no zone: it is asked for in
/// UTC. Nothing where nothing was typed.
pub fn time_if_any(form: &mut Form, field: &str) -> Option<Moment> {
    let typed = form.value(field).trim().to_owned();
    if typed.is_empty() {
        return None;
    }
    let seconds = if typed.len() == "2016-10-19T15:00".len() {
        ":00Z"
    } else {
        "Z"
    };
    let parsed = Moment::parse(&format!("{typed}{seconds}"))
        .or_else(|_| Moment::parse(&typed))
        .ok();
    if parsed.is_none() {
        form.refuse(
            Some(field),
            "Write the date and the time, such as 2016-10-19T15:00.",
        );
    }
    parsed
}

pub fn time(form: &mut Form, field: &str, missing: &str) -> Option<Moment> {
    if form.value(field).trim().is_empty() {
        form.refuse(Some(field), missing);
        return None;
    }
    time_if_any(form, field)
}

/// A whole number of days.
pub fn days(form: &mut Form, field: &str) -> Option<u32> {
    let parsed = form.value(field).trim().parse().ok();
    if parsed.is_none() {
        form.refuse(Some(field), "Write a whole number of days, such as 7.");
    }
    parsed
}

/// Languages with commas or spaces between them, the authoritative one first.
pub fn languages(form: &mut Form, field: &str) -> Vec<Lang> {
    let typed = form.value(field).to_owned();
    let tags = typed.split([',', ' ', ';']).filter(|tag| !tag.is_empty());
    tags.filter_map(|tag| needed(form, field, "", Lang::parse(tag)))
        .collect()
}

/// Groups, one on each line: a name, or the name in addresses, a colon and the name. `known` are
/// those that have a name in addresses already, which never changes.
pub fn groups(form: &mut Form, field: &str, known: &[Group]) -> Vec<Group> {
    let typed = form.value(field).to_owned();
    let mut groups: Vec<Group> = Vec::new();
    for typed in typed.lines().map(str::trim).filter(|line| !line.is_empty()) {
        let named = typed
            .split_once(':')
            .and_then(|(slug, name)| Some((Slug::parse(slug.trim()).ok()?, name)));
        let (slug, name) = match named {
            Some((slug, name)) => (Some(slug), name),
            None => (None, typed),
        };
        let Some(name) = needed(form, field, "Give every group a name.", Title::parse(name)) else {
            continue;
        };
        let known = known
            .iter()
            .find(|group| group.name == name)
            .map(|group| group.slug.clone());
        let slug = slug.or(known).unwrap_or_else(|| {
            Slug::derive(&name, |taken| {
                groups.iter().any(|group| group.slug.as_str() == taken)
            })
        });
        groups.push(Group { slug, name });
    }
    groups
}

fn needed<T>(form: &mut Form, field: &str, missing: &str, parsed: Result<T, Refusal>) -> Option<T> {
    match parsed {
        Ok(parsed) => Some(parsed),
        Err(Refusal::TextMissing) if !missing.is_empty() => {
            form.refuse(Some(field), missing);
            None
        }
        Err(refusal) => {
            form.refuse(Some(field), refusal);
            None
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn typed(field: &'static str, value: &str) -> Form {
        Form::begin("", [(field, value.to_owned())])
    }

    #[test]
    fn groups_are_typed_a_line_each() {
        let mut form = typed(
            "groups",
            "Manufacturers\r\n\r\nops: Network operators\nManufacturers",
        );
        let groups = groups(&mut form, "groups", &[]);
        let slugs: Vec<_> = groups.iter().map(|group| group.slug.as_str()).collect();
        assert_eq!(slugs, ["manufacturers", "ops", "manufacturers-2"]);
        assert_eq!(&*groups[1].name, "Network operators");
        assert!(form.errors.is_empty());
    }

    #[test]
    fn a_group_keeps_its_name_in_addresses() {
        let known = [Group {
            slug: Slug::parse("ops").unwrap(),
            name: Title::parse("Operators").unwrap(),
        }];
        let groups = groups(&mut typed("groups", "Operators"), "groups", &known);
        assert_eq!(groups, known);
    }

    #[test]
    fn times_are_read_as_utc() {
        let mut form = typed("closes_at", "2016-10-19T15:00");
        let time = time_if_any(&mut form, "closes_at").unwrap();
        assert_eq!(time.to_string(), "2016-10-19T15:00:00.000Z");
        let mut form = typed("closes_at", "soon");
        assert_eq!(time_if_any(&mut form, "closes_at"), None);
        assert!(form.error("closes_at").is_some());
    }

    #[test]
    fn languages_may_stand_in_any_list() {
        let mut form = typed("languages", "en, de; zh-hant");
        let tags: Vec<_> = languages(&mut form, "languages")
            .iter()
            .map(ToString::to_string)
            .collect();
        assert_eq!(tags, ["en", "de", "zh-Hant"]);
    }
}
