//! Listening: connections that say nothing are closed, and the others are answered to the end.

use std::{convert::Infallible, sync::Arc, time::Duration};

use axum::{body::Body, response::Response};
use hyper::{Request, body::Incoming, server::conn::http1, service::service_fn};
use hyper_util::{
    rt::{TokioIo, TokioTimer},
    server::graceful::GracefulShutdown,
};
use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};
use tokio::{
    net::{TcpListener, TcpStream},
    sync::{OwnedSemaphorePermit, Semaphore},
    time::{sleep, timeout},
};

use crate::{
    front::Front,
    security::address::Peer,
    wire::{Paged, UnderWay, Wire},
};

/// How long a request's head may take to arrive, and how long a connection may be idle.
const HEAD_PATIENCE: Duration = Duration::from_secs(15);
/// A connection costs a few kilobytes and a file; more than this is an attack.
const CONNECTIONS_MAX: usize = 10_000;
/// How long requests may go on after the end was asked for (contract, section 1).
const DRAIN: Duration = Duration::from_secs(8);

/// Serves until `stopped`, then lets what is under way finish.
pub async fn serve(listener: TcpListener, front: Front, stopped: impl Future<Output = ()>) {
    open_what_is_allowed();
    let mut builder = http1::Builder::new();
    builder
        .timer(TokioTimer::new())
        .header_read_timeout(HEAD_PATIENCE);
    let front = Arc::new(front);
    let graceful = GracefulShutdown::new();
    let room = Arc::new(Semaphore::new(CONNECTIONS_MAX));
    let mut stopped = std::pin::pin!(stopped);
    loop {
        let next = async {
            // Closed only when it is dropped, which is after this.
            let permit = room.clone().acquire_owned().await.ok();
            (permit, accept(&listener).await)
        };
        let (permit, (stream, peer)) = tokio::select! {
            next = next => next,
            () = &mut stopped => break,
        };
        let front = front.clone();
        let under_way = UnderWay::default();
        let wire = TokioIo::new(Wire::new(stream, under_way.clone()));
        let service = service_fn(move |request: Request<Incoming>| {
            answer(front.clone(), peer, under_way.clone(), request)
        });
        let connection = graceful.watch(builder.serve_connection(wire, service));
        tokio::spawn(hold(connection, permit));
    }
    drop(listener);
    if timeout(DRAIN, graceful.shutdown()).await.is_err() {
        tracing::warn!("some requests were cut off: they took too long");
    }
}

/// Every connection takes a file, and many systems let a process open 1,024 only, unless it asks for what it may have.
fn open_what_is_allowed() {
    let limit = getrlimit(Resource::Nofile);
    let raised = setrlimit(
        Resource::Nofile,
        Rlimit {
            current: limit.maximum,
            maximum: limit.maximum,
        },
    );
    if let Err(error) = raised {
        tracing::debug!(%error, "the limit of open files stays as it is");
    }
}

async fn hold<T>(connection: impl Future<Output = T>, permit: Option<OwnedSemaphorePermit>) {
    // How a connection ended is its other end's affair.
    let _ = connection.await;
    drop(permit);
}

async fn accept(listener: &TcpListener) -> (TcpStream, Peer) {
    loop {
        match listener.accept().await {
            Ok((stream, address)) => {
                // Small answers must not wait for the acknowledgement of earlier ones.
                if let Err(error) = stream.set_nodelay(true) {
                    tracing::debug!(%error, "no TCP_NODELAY");
                }
                return (stream, Peer(address));
            }
            Err(error) => {
                // Out of files, mostly: some connection will end.
                tracing::warn!(%error, "cannot accept a connection");
                sleep(Duration::from_millis(100)).await;
            }
        }
    }
}

async fn answer(
    front: Arc<Front>,
    peer: Peer,
    under_way: UnderWay,
    request: Request<Incoming>,
) -> Result<Response, Infallible> {
    let mut request = request.map(Body::new);
    request.extensions_mut().insert(peer);
    let mut response = front.answer(request).await;
    under_way.set(response.extensions_mut().remove::<Paged>());
    Ok(response)
}
