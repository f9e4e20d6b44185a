//! Trouble as people see it: a page that says what is the matter, or the way to sign in.

use app::{Visit, pages::problem};
use axum::{
    extract::FromRequestParts,
    http::{Method, StatusCode, request::Parts},
    response::{IntoResponse, Response},
};

use crate::{kept::Kept, show, site::Site, trouble::Trouble};

pub async fn answer(
    site: &Site,
    mut asked: Parts,
    trouble: &Trouble,
    kept: Option<Kept>,
) -> Response {
    let path = asked
        .uri
        .path_and_query()
        .map_or("/", |path| path.as_str())
        .to_owned();
    if trouble.is_sign_in() && kept.is_none() {
        let read = asked.method == Method::GET || asked.method == Method::HEAD;
        return show::elsewhere(&if read {
            sign_in(&path)
        } else {
            "/sign-in".to_owned()
        });
    }
    match Visit::from_request_parts(&mut asked, site).await {
        Ok(visit) => {
            let page = match kept {
                Some(Kept(values)) => {
                    let again = problem::Again {
                        action: path,
                        values,
                        signed_out: trouble.is_sign_in(),
                    };
                    problem::kept(trouble.title(), trouble.detail(), again)
                }
                None => problem::problem(trouble.title(), trouble.detail()),
            };
            show::with(&visit, page, trouble.status())
        }
        // Nothing is left to show it with; the cause was written down where it arose.
        Err(_) => (
            StatusCode::INTERNAL_SERVER_ERROR,
            "Something failed on our side. Try again later.",
        )
            .into_response(),
    }
}

fn sign_in(path: &str) -> String {
    let query: String = form_urlencoded::Serializer::new(String::new())
        .append_pair("to", path)
        .finish();
    format!("/sign-in?{query}")
}
