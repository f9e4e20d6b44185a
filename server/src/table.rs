//! The table of routes: what can be asked for, how, and by whom. A route cannot be added without
//! saying who may use it; its gate and the tests of access read the same row.

use std::collections::HashSet;

use aide::{
    OperationInput, OperationOutput,
    axum::{
        ApiRouter,
        routing::{ApiMethodRouter, delete_with, get_with, patch_with, post_with, put_with},
    },
    generate,
    openapi::{OpenApi, Operation, Parameter, ReferenceOr},
    operation::OperationHandler,
    transform::TransformOperation,
};
use axum::{
    Router,
    handler::Handler,
    http::Method,
    middleware,
    routing::{MethodFilter, on},
};

use crate::{gate, site::Site};

/// Who may use a route. Of a members-only process nothing exists for others, whatever stands here.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Access {
    /// Everybody; no process is in its path.
    Anyone,
    /// Everybody who may read the process in its path.
    Reader,
    /// Who is signed in.
    SignedIn,
    /// Who may found processes.
    MayConvene,
    /// Members of the process, in every state of it.
    Member,
    /// Participants, while the process is open.
    Participant,
    /// Participants and conveners, while the process is open.
    PenOrConvener,
    /// Conveners of the process.
    Convener,
}

/// How a route is spoken with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// By programs, in JSON; described in the OpenAPI document.
    Api,
    /// By people, in pages and forms, and whatever is fetched as it is.
    Page,
}

/// One route.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    pub method: Method,
    pub path: &'static str,
    pub access: Access,
    pub kind: Kind,
}

type Describe = Box<dyn FnOnce(TransformOperation<'_>) -> TransformOperation<'_>>;

/// All routes so far.
pub struct Table {
    site: Site,
    router: ApiRouter<Site>,
    rows: Vec<Row>,
    /// The names of the operations of the API so far.
    named: HashSet<&'static str>,
}

impl Table {
    pub fn new(site: Site) -> Self {
        generate::extract_schemas(true);
        generate::infer_responses(true);
        Self {
            site,
            router: ApiRouter::new(),
            rows: Vec::new(),
            named: HashSet::new(),
        }
    }

    /// Adds a route of the API. The words say what it does.
    pub fn api<H, I, O, T>(
        mut self,
        method: Method,
        path: &'static str,
        access: Access,
        handler: H,
        words: &'static str,
    ) -> Self
    where
        H: Handler<T, Site> + OperationHandler<I, O>,
        I: OperationInput,
        O: OperationOutput,
        T: 'static,
    {
        let (summary, description) = words.split_once('\n').unwrap_or((words, ""));
        let with = match method {
            Method::POST => post_with,
            Method::PUT => put_with,
            Method::PATCH => patch_with,
            Method::DELETE => delete_with,
            _ => get_with::<H, I, O, T, Site, Describe>,
        };
        // A handler is named `…::api::redlines::fold_redline`: after its noun and what it does.
        let mut named = std::any::type_name::<H>().rsplit("::");
        let id = named.next().unwrap_or_default();
        let noun = named.next().unwrap_or_default();
        // Where one handler has two addresses, the second is the one below the entry.
        let id = match self.named.insert(id) {
            true => id.to_owned(),
            false => format!("{id}_of_entry"),
        };
        let describe: Describe = Box::new(move |mut operation| {
            keep_parameters(operation.inner_mut(), path);
            let operation = operation.id(&id).tag(noun).summary(summary);
            if description.is_empty() {
                operation
            } else {
                operation.description(description)
            }
        });
        let route = with(handler, describe);
        self.row(
            Row {
                method,
                path,
                access,
                kind: Kind::Api,
            },
            route,
        )
    }

    /// Adds a page, a form or a file.
    pub fn page<H, T>(self, method: Method, path: &'static str, access: Access, handler: H) -> Self
    where
        H: Handler<T, Site>,
        T: 'static,
    {
        let filter = MethodFilter::try_from(method.clone()).unwrap_or(MethodFilter::GET);
        let route = ApiMethodRouter::from(on(filter, handler));
        self.row(
            Row {
                method,
                path,
                access,
                kind: Kind::Page,
            },
            route,
        )
    }

    /// Adds what can only be read: `GET`, and with it `HEAD`.
    pub fn get<H, T>(self, path: &'static str, access: Access, handler: H) -> Self
    where
        H: Handler<T, Site>,
        T: 'static,
    {
        self.page(Method::GET, path, access, handler)
    }

    /// Adds a form that is posted.
    pub fn post<H, T>(self, path: &'static str, access: Access, handler: H) -> Self
    where
        H: Handler<T, Site>,
        T: 'static,
    {
        self.page(Method::POST, path, access, handler)
    }

    pub fn rows(&self) -> &[Row] {
        &self.rows
    }

    /// The router of all routes, without the layers around them, and their description.
    pub fn finish(self, document: &mut OpenApi) -> Router<Site> {
        self.router.finish_api(document)
    }

    fn row(mut self, row: Row, route: ApiMethodRouter<Site>) -> Self {
        let gate = gate::Gate {
            site: self.site.clone(),
            row: row.clone(),
        };
        let route = route.layer(middleware::from_fn_with_state(gate, gate::pass));
        self.router = self.router.api_route(row.path, route);
        self.rows.push(row);
        self
    }
}

/// Describes only those parts of an address that a path has: a handler may know of more.
fn keep_parameters(operation: &mut Operation, path: &str) {
    operation.parameters.retain_mut(|parameter| {
        let ReferenceOr::Item(Parameter::Path { parameter_data, .. }) = parameter else {
            return true;
        };
        parameter_data.required = true;
        path.contains(&format!("{{{}}}", parameter_data.name))
    });
}

impl std::fmt::Debug for Table {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Table")
            .field("rows", &self.rows)
            .finish_non_exhaustive()
    }
}
