//! Large files on their way: where the kernel has the bytes of an answer in a file, it sends the pages of that file as
//! they are. Written as other bytes are, they would be copied into the kernel for every answer.

use std::{
    io::{self, IoSlice},
    ops::Range,
    pin::Pin,
    sync::{Arc, Mutex, PoisonError},
    task::{Context, Poll, ready},
};

use axum::body::Bytes;
use tokio::{
    io::{AsyncRead, AsyncWrite, Interest, ReadBuf},
    net::TcpStream,
};

/// Shorter ones are copied sooner than they are asked for.
const LEAST: usize = 32 * 1024;

/// Bytes that the kernel has too. An answer that is made of them carries this among its extensions.
#[derive(Debug, Clone)]
pub struct Paged(Arc<(Bytes, kernel::Pages)>);

impl Paged {
    /// None where it is not worth it, or where the system cannot: then the bytes are sent as others are.
    pub fn new(bytes: &Bytes) -> Option<Self> {
        if bytes.len() < LEAST {
            return None;
        }
        match kernel::pages(bytes) {
            Ok(pages) => Some(Self(Arc::new((bytes.clone(), pages)))),
            Err(error) => {
                tracing::debug!(%error, "a published file is kept without its pages");
                None
            }
        }
    }

    fn pages(&self) -> &kernel::Pages {
        &self.0.1
    }

    /// Where a part of these bytes lies in them. Other bytes lie nowhere, also where they are equal.
    fn place(&self, part: &[u8]) -> Option<Range<usize>> {
        let (all, part) = (self.0.0.as_ptr_range(), part.as_ptr_range());
        let inside = all.start <= part.start && part.start < part.end && part.end <= all.end;
        let from_start = |at: *const u8| at.addr() - all.start.addr();
        inside.then(|| from_start(part.start)..from_start(part.end))
    }
}

/// What the answer under way is made of, as whoever answers tells the connection.
#[derive(Debug, Clone, Default)]
pub struct UnderWay(Arc<Mutex<Option<Paged>>>);

impl UnderWay {
    pub fn set(&self, paged: Option<Paged>) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = paged;
    }

    fn get(&self) -> Option<Paged> {
        self.0
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .clone()
    }
}

/// A connection.
#[derive(Debug)]
pub struct Wire {
    stream: TcpStream,
    under_way: UnderWay,
}

impl Wire {
    pub fn new(stream: TcpStream, under_way: UnderWay) -> Self {
        Self { stream, under_way }
    }

    /// Sends once the connection takes something.
    fn poll_send(
        &self,
        cx: &mut Context<'_>,
        send: impl Fn(&TcpStream) -> io::Result<usize>,
    ) -> Poll<io::Result<usize>> {
        loop {
            ready!(self.stream.poll_write_ready(cx))?;
            let sent = self
                .stream
                .try_io(Interest::WRITABLE, || send(&self.stream));
            match sent.as_ref().map_err(io::Error::kind) {
                Err(io::ErrorKind::WouldBlock | io::ErrorKind::Interrupted) => {}
                _ => return Poll::Ready(sent),
            }
        }
    }
}

impl AsyncWrite for Wire {
    fn poll_write_vectored(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        parts: &[IoSlice<'_>],
    ) -> Poll<io::Result<usize>> {
        if let Some(paged) = self.under_way.get() {
            let place = |part: usize| parts.get(part).and_then(|part| paged.place(part));
            if let Some(place) = place(0) {
                return self.poll_send(cx, |stream| {
                    kernel::send_pages(stream, paged.pages(), &place)
                });
            }
            if place(1).is_some() {
                return self.poll_send(cx, |stream| kernel::send_ahead(stream, &parts[0]));
            }
        }
        Pin::new(&mut self.stream).poll_write_vectored(cx, parts)
    }

    fn is_write_vectored(&self) -> bool {
        self.stream.is_write_vectored()
    }

    fn poll_write(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        bytes: &[u8],
    ) -> Poll<io::Result<usize>> {
        Pin::new(&mut self.stream).poll_write(cx, bytes)
    }

    fn poll_flush(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_flush(cx)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_shutdown(cx)
    }
}

impl AsyncRead for Wire {
    fn poll_read(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        buffer: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_read(cx, buffer)
    }
}

#[cfg(target_os = "linux")]
mod kernel {
    use std::{
        fs::File,
        io::{Result, Write},
        ops::Range,
    };

    use rustix::{
        fs::sendfile,
        net::{SendFlags, send},
    };
    use tokio::net::TcpStream;

    /// A file without a name, which is gone with the last who holds it. Its pages stay in memory while there is room,
    /// and those of a disk are sent faster than those of memory that was never a disk's.
    pub type Pages = File;

    pub fn pages(bytes: &[u8]) -> Result<Pages> {
        let mut file = tempfile::tempfile()?;
        file.write_all(bytes)?;
        Ok(file)
    }

    pub fn send_pages(stream: &TcpStream, pages: &Pages, part: &Range<usize>) -> Result<usize> {
        let mut offset = part.start as u64;
        Ok(sendfile(stream, pages, Some(&mut offset), part.len())?)
    }

    /// Sends what leaves together with the pages that follow.
    pub fn send_ahead(stream: &TcpStream, head: &[u8]) -> Result<usize> {
        Ok(send(stream, head, SendFlags::MORE | SendFlags::NOSIGNAL)?)
    }
}

#[cfg(not(target_os = "linux"))]
mod kernel {
    use std::{
        convert::Infallible,
        io::{Error, ErrorKind, Result},
        ops::Range,
    };

    use tokio::net::TcpStream;

    pub type Pages = Infallible;

    pub fn pages(_: &[u8]) -> Result<Pages> {
        Err(Error::from(ErrorKind::Unsupported))
    }

    pub fn send_pages(_: &TcpStream, pages: &Pages, _: &Range<usize>) -> Result<usize> {
        match *pages {}
    }

    pub fn send_ahead(_: &TcpStream, _: &[u8]) -> Result<usize> {
        Err(Error::from(ErrorKind::Unsupported))
    }
}

#[cfg(test)]
#[cfg(target_os = "linux")]
mod tests {
    use std::{convert::Infallible, time::Duration};

    use axum::{body::Body, response::Response};
    use hyper::{Request, body::Incoming, server::conn::http1, service::service_fn};
    use hyper_util::rt::TokioIo;
    use tokio::{
        io::{AsyncReadExt, AsyncWriteExt},
        net::TcpListener,
        task::JoinHandle,
    };

    use super::*;

    /// Long enough to fill what a connection takes at once several times.
    const LONG: usize = 9_000_000;

    fn bytes(seed: u8, len: usize) -> Bytes {
        let step = usize::from(seed) + 7;
        (0..len).map(|at| (at * step / 5) as u8).collect()
    }

    /// Answers one connection with these one after another, each named by its place in the path.
    async fn serve(answers: Vec<(Bytes, Option<Paged>)>) -> (TcpStream, JoinHandle<()>) {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let client = TcpStream::connect(listener.local_addr().unwrap()).await;
        let (stream, _) = listener.accept().await.unwrap();
        let under_way = UnderWay::default();
        let wire = TokioIo::new(Wire::new(stream, under_way.clone()));
        let answer = move |request: Request<Incoming>| {
            let place: usize = request.uri().path()[1..].parse().unwrap();
            let (body, paged) = answers[place].clone();
            under_way.set(paged);
            async move { Ok::<_, Infallible>(Response::new(Body::from(body))) }
        };
        let connection = http1::Builder::new().serve_connection(wire, service_fn(answer));
        let ended = tokio::spawn(async { drop(connection.await) });
        (client.unwrap(), ended)
    }

    async fn ask(client: &mut TcpStream, places: &[usize]) {
        let asked: String = places
            .iter()
            .map(|place| format!("GET /{place} HTTP/1.1\r\nHost: x\r\n\r\n"))
            .collect();
        client.write_all(asked.as_bytes()).await.unwrap();
    }

    /// The next body, and nothing after it.
    async fn body(client: &mut TcpStream) -> Vec<u8> {
        let mut head = Vec::new();
        while !head.ends_with(b"\r\n\r\n") {
            head.push(client.read_u8().await.unwrap());
        }
        let head = String::from_utf8(head).unwrap();
        let length = head
            .lines()
            .find_map(|line| line.strip_prefix("content-length: "));
        let mut body = vec![0; length.unwrap().parse().unwrap()];
        client.read_exact(&mut body).await.unwrap();
        body
    }

    fn paged(bytes: &Bytes) -> (Bytes, Option<Paged>) {
        let paged = Paged::new(bytes);
        assert!(paged.is_some());
        (bytes.clone(), paged)
    }

    #[tokio::test]
    async fn what_is_paged_arrives_as_it_is() {
        let (long, other) = (bytes(1, LONG), bytes(2, LEAST));
        let short = bytes(3, 100);
        assert!(Paged::new(&short).is_none());
        let answers = vec![paged(&long), paged(&other), (short.clone(), None)];
        let (mut client, _) = serve(answers).await;
        for (place, expected) in [(0, &long), (2, &short), (1, &other), (0, &long)] {
            ask(&mut client, &[place]).await;
            // Meanwhile the connection takes no more.
            tokio::time::sleep(Duration::from_millis(50)).await;
            assert!(body(&mut client).await == *expected, "answer {place}");
        }
    }

    #[tokio::test]
    async fn requests_that_do_not_wait_get_each_their_own() {
        let all = [bytes(1, 200_000), bytes(2, LEAST), bytes(3, 100)];
        let answers = vec![paged(&all[0]), paged(&all[1]), (all[2].clone(), None)];
        let (mut client, _) = serve(answers).await;
        let places = [0, 1, 2, 1, 0, 0, 2, 1];
        ask(&mut client, &places).await;
        for place in places {
            assert!(body(&mut client).await == all[place], "answer {place}");
        }
    }

    #[tokio::test]
    async fn only_the_same_bytes_are_sent_from_the_file() {
        let (kept, in_file) = (bytes(1, LEAST), bytes(2, LEAST));
        let pages = kernel::pages(&in_file).unwrap();
        let odd = Paged(Arc::new((kept.clone(), pages)));
        let equal = Bytes::from(kept.to_vec());
        let part = kept.slice(1_000..20_000);
        let answers = [kept.clone(), equal, part].map(|body| (body, Some(odd.clone())));
        let (mut client, _) = serve(answers.to_vec()).await;
        let expected = [&in_file[..], &kept[..], &in_file[1_000..20_000]];
        for (place, expected) in expected.into_iter().enumerate() {
            ask(&mut client, &[place]).await;
            assert!(body(&mut client).await == expected, "answer {place}");
        }
    }

    #[tokio::test]
    async fn who_hangs_up_in_the_middle_ends_it() {
        let (mut client, ended) = serve(vec![paged(&bytes(1, LONG))]).await;
        ask(&mut client, &[0]).await;
        let mut some = vec![0; 1_000];
        client.read_exact(&mut some).await.unwrap();
        drop(client);
        let ended = tokio::time::timeout(Duration::from_secs(10), ended).await;
        ended.unwrap().unwrap();
    }
}
