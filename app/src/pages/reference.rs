//! The API described for people, from its OpenAPI document.

use leptos::prelude::*;
use serde_json::{Map, Value};

use crate::Page;

const METHODS: [&str; 5] = ["get", "post", "put", "patch", "delete"];
/// What each status of a problem means; a problem's `type` leads here.
const PROBLEMS: [(u16, &str); 10] = [
    (400, "The body is no JSON."),
    (401, "Sign in, or send a token."),
    (403, "You may not do this. The detail says who may."),
    (404, "There is nothing here, or nothing you may know of."),
    (
        409,
        "Something changed meanwhile. `conflicts` holds the texts of both sides.",
    ),
    (412, "`If-Match` names an older state. Read it again."),
    (
        422,
        "The input is refused. `errors` names each field and says what helps.",
    ),
    (
        429,
        "Too many requests. `Retry-After` says for how many seconds to wait.",
    ),
    (500, "Something failed on our side. Nothing was saved."),
    (
        503,
        "Busy at this moment. `Retry-After` says for how many seconds to wait.",
    ),
];

/// The page of a document of OpenAPI 3.1.
pub fn reference(document: Value) -> Page {
    Page::new("API", move || {
        let about = text(&document["info"]["description"]).to_owned();
        let nouns = nouns(&document);
        let contents: Vec<AnyView> = nouns
            .iter()
            .map(|noun| {
                view! { <li><a href=format!("#{noun}")>{heading(noun)}</a></li> }.into_any()
            })
            .collect();
        let routes: Vec<AnyView> = nouns
            .iter()
            .map(|noun| {
                view! {
                    <section>
                        <h3 id=noun.clone()>{heading(noun)}</h3>
                        {routes(&document, noun)}
                    </section>
                }
                .into_any()
            })
            .collect();
        let events = events(&document["components"]["schemas"]);
        let schemas = schemas(&document["components"]["schemas"]);
        view! {
            <div class="page-head"><h1>"API"</h1></div>
            <p class="page-lead">{about}</p>
            <p><a href="/api/v1/openapi.json">"The same as an OpenAPI 3.1 document"</a></p>
            <nav aria-label="On this page">
                <ul class="contents">
                    {contents}
                    <li><a href="#problems">"Problems"</a></li>
                    <li><a href="#record">"The record and its events"</a></li>
                    <li><a href="#schemas">"What is sent and answered"</a></li>
                </ul>
            </nav>
            <h2 id="routes">"Routes"</h2>
            <p>"Send "<code>"Authorization: Bearer TOKEN"</code>" with a token from your account, or use the session of the browser."</p>
            {routes}
            <h2 id="problems">"Problems"</h2>
            <p>"Answered as "<code>"application/problem+json"</code>" with type, title, status, detail and errors."</p>
            <dl>{PROBLEMS.map(|(status, words)| view! { <dt id=format!("problem-{status}")>{status}</dt><dd>{words}</dd> })}</dl>
            <h2 id="record">"The record and its events"</h2>
            <p>
                "Every act is one line, in order: "<code>"{\"seq\",\"at\",\"actor\",\"act\",\"data\",\"prev\",\"hash\"}"</code>
                ". The hash is the SHA-256, in lower-case hex, of the RFC 8785 canonical form of the line without it; "
                <code>"prev"</code>" is the hash of the line before, 64 zeros at first. The actor is the number of a member, "
                <code>"clock"</code>" or "<code>"public"</code>"."
            </p>
            {events}
            <h2 id="schemas">"What is sent and answered"</h2>
            {schemas}
        }
    })
}

/// What the routes are about, in the order of the document.
fn nouns(document: &Value) -> Vec<String> {
    let mut nouns: Vec<String> = Vec::new();
    for (_, _, operation) in operations(document) {
        let noun = text(&operation["tags"][0]);
        if !nouns.iter().any(|known| known == noun) {
            nouns.push(noun.to_owned());
        }
    }
    nouns
}

fn heading(noun: &str) -> String {
    let mut letters = noun.chars();
    let first = letters.next().map(|first| first.to_ascii_uppercase());
    first.into_iter().chain(letters).collect()
}

/// Every path with its methods.
fn operations(document: &Value) -> impl Iterator<Item = (&String, &'static str, &Value)> {
    entries(&document["paths"]).flat_map(|(path, item)| {
        METHODS
            .into_iter()
            .filter_map(move |method| Some((path, method, item.get(method)?)))
    })
}

fn routes(document: &Value, noun: &str) -> Vec<AnyView> {
    operations(document)
        .filter(|(_, _, operation)| text(&operation["tags"][0]) == noun)
        .map(|(path, method, operation)| route(path, method, operation))
        .collect()
}

fn route(path: &str, method: &'static str, operation: &Value) -> AnyView {
    let id = text(&operation["operationId"]).to_owned();
    let summary = text(&operation["summary"]).to_owned();
    let description = text(&operation["description"]).to_owned();
    let query: Vec<String> = list(&operation["parameters"])
        .filter(|parameter| parameter["in"] == "query")
        .map(|parameter| text(&parameter["name"]).to_owned())
        .collect();
    let body = &operation["requestBody"]["content"]["application/json"]["schema"];
    let body = (!body.is_null()).then(|| shape(body));
    let answers: Vec<AnyView> = entries(&operation["responses"])
        .filter(|(status, _)| status.as_str() != "default")
        .map(|(status, answer)| {
            let schema = &answer["content"]["application/json"]["schema"];
            let schema = (!schema.is_null()).then(|| shape(schema));
            let answer =
                schema.unwrap_or_else(|| text(&answer["description"]).to_owned().into_any());
            view! { <dt>{status.clone()}</dt><dd>{answer}</dd> }.into_any()
        })
        .collect();
    view! {
        <section class="route" id=id>
            <h4><span class="method" data-method=method>{method.to_uppercase()}</span><code>{path.to_owned()}</code></h4>
            <p>{summary}". "{description}</p>
            <dl class="facts">
                {(!query.is_empty()).then(|| view! { <dt>"Query"</dt><dd><code>{query.join(", ")}</code></dd> })}
                {body.map(|body| view! { <dt>"Body"</dt><dd>{body}</dd> })}
                {answers}
            </dl>
        </section>
    }
    .into_any()
}

/// Every act with its data: the alternatives of the schema `Event`.
fn events(schemas: &Value) -> Vec<AnyView> {
    list(&schemas["Event"]["oneOf"])
        .map(|event| {
            let act = text(&event["properties"]["act"]["const"]).to_owned();
            let words = text(&event["description"]).to_owned();
            let data = shape(&event["properties"]["data"]);
            view! { <section><h3 id=act.clone()><code>{act.clone()}</code></h3><p>{words}</p><p>"Data: "{data}</p></section> }.into_any()
        })
        .collect()
}

fn schemas(schemas: &Value) -> Vec<AnyView> {
    entries(schemas)
        .map(|(name, schema)| {
            let words = text(&schema["description"]).to_owned();
            let shape = shape(schema);
            view! { <section><h3 id=format!("schema-{name}")>{name.clone()}</h3><p>{words}</p>{shape}</section> }.into_any()
        })
        .collect()
}

/// What a value looks like: a link to its schema, its fields, its words, or its type.
fn shape(schema: &Value) -> AnyView {
    if let Some(name) = schema["$ref"]
        .as_str()
        .and_then(|name| name.rsplit('/').next())
    {
        let (href, name) = (format!("#schema-{name}"), name.to_owned());
        return view! { <a href=href>{name}</a> }.into_any();
    }
    if let Some(fields) = schema["properties"].as_object() {
        let required: Vec<&str> = list(&schema["required"])
            .filter_map(Value::as_str)
            .collect();
        let fields: Vec<AnyView> = fields
            .iter()
            .map(|(name, field)| {
                let optional = if required.contains(&name.as_str()) {
                    ""
                } else {
                    " (optional)"
                };
                let words = text(&field["description"]).to_owned();
                view! { <li><code>{name.clone()}</code>{optional}": "{shape(field)}" "{words}</li> }
                    .into_any()
            })
            .collect();
        return view! { <ul>{fields}</ul> }.into_any();
    }
    for several in ["oneOf", "anyOf", "allOf"] {
        if schema[several].is_array() {
            let shapes: Vec<AnyView> = list(&schema[several])
                .map(|one| view! { <li>{shape(one)}</li> }.into_any())
                .collect();
            return view! { <ul>{shapes}</ul> }.into_any();
        }
    }
    if schema["items"].is_object() {
        return view! { "list of "{shape(&schema["items"])} }.into_any();
    }
    let words: Vec<String> = list(&schema["enum"])
        .chain(schema.get("const"))
        .map(written)
        .collect();
    let words = if words.is_empty() {
        types(&schema["type"])
    } else {
        words.join(" | ")
    };
    view! { <code>{words}</code> }.into_any()
}

fn types(of: &Value) -> String {
    match of {
        Value::Array(several) => several.iter().map(written).collect::<Vec<_>>().join(" | "),
        Value::Null => "any".into(),
        one => written(one),
    }
}

fn written(value: &Value) -> String {
    value
        .as_str()
        .map_or_else(|| value.to_string(), str::to_owned)
}

fn text(value: &Value) -> &str {
    value.as_str().unwrap_or_default()
}

fn list(value: &Value) -> impl Iterator<Item = &Value> {
    value
        .as_array()
        .map(Vec::as_slice)
        .unwrap_or_default()
        .iter()
}

fn entries(value: &Value) -> impl Iterator<Item = (&String, &Value)> {
    value.as_object().into_iter().flat_map(Map::iter)
}
