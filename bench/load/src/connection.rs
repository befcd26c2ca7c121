//! One connection of one buyer to a server, as a browser keeps it.

use std::net::{Ipv4Addr, SocketAddr};

use bytes::Bytes;
use http_body_util::{BodyExt, Full};
use hyper::{
    Method, Request,
    body::Incoming,
    client::conn::http1::{SendRequest, handshake},
    header::{CONTENT_TYPE, HOST},
};
use hyper_util::rt::TokioIo;
use tokio::net::TcpSocket;

use crate::Failure;

/// A connection that is kept open.
pub(crate) struct Connection {
    sender: SendRequest<Full<Bytes>>,
    host: String,
}

impl Connection {
    /// Connects to `server`. Buyers come from many addresses of the loopback network, as they come from many in the
    /// world: the server limits each address by itself.
    pub(crate) async fn open(server: SocketAddr, buyer: u32) -> Result<Self, Failure> {
        let [_, _, third, fourth] = (buyer % 64_000).to_be_bytes();
        let socket = TcpSocket::new_v4()?;
        socket.bind((Ipv4Addr::new(127, 1, third, fourth.max(1)), 0).into())?;
        let stream = socket.connect(server).await?;
        stream.set_nodelay(true)?;
        let (sender, connection) = handshake(TokioIo::new(stream)).await?;
        // It ends with the server's or the buyer's end of the connection.
        tokio::spawn(connection);
        Ok(Self { sender, host: server.to_string() })
    }

    /// Sends a request and waits for the whole answer, which must be a 200.
    pub(crate) async fn ask(&mut self, method: Method, path: &str, form: &str) -> Result<Bytes, Failure> {
        Ok(self.send(method, path, form).await?.collect().await?.to_bytes())
    }

    /// Opens a stream of server-sent events, which takes the connection.
    pub(crate) async fn listen(mut self, path: &str) -> Result<Stream, Failure> {
        let body = self.send(Method::GET, path, "").await?;
        Ok(Stream { body, _sender: self.sender })
    }

    async fn send(&mut self, method: Method, path: &str, form: &str) -> Result<Incoming, Failure> {
        let request = Request::builder()
            .method(method)
            .uri(path)
            .header(HOST, &self.host)
            .header(CONTENT_TYPE, "application/x-www-form-urlencoded")
            .body(Full::from(form.to_owned()))?;
        self.sender.ready().await?;
        let answer = self.sender.send_request(request).await?;
        if answer.status() != 200 {
            return Err(format!("{} for {path}", answer.status()).into());
        }
        Ok(answer.into_body())
    }
}

/// A stream of server-sent events; the server sends one event a frame.
pub(crate) struct Stream {
    body: Incoming,
    _sender: SendRequest<Full<Bytes>>,
}

impl Stream {
    /// The data of the next event; `None` when the stream is over.
    pub(crate) async fn next(&mut self) -> Option<String> {
        loop {
            let frame = self.body.frame().await?.ok()?;
            let Ok(bytes) = frame.into_data() else { continue };
            let text = String::from_utf8_lossy(&bytes);
            // A line with a colon in front only keeps the stream alive.
            if let Some(data) = text.strip_prefix("data: ") {
                return Some(data.trim_end().to_owned());
            }
        }
    }
}
