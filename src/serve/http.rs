//! HTTP/1.1 on one connection: requests are read with limits on size and time, answers are written with their length. Head lines are
//! parsed by httparse; bodies may have a length or come in chunks.

use std::{
    io::{self, BufRead, BufReader, Read, Write},
    net::TcpStream,
    time::{Duration, Instant},
};

const LONGEST_HEAD: usize = 32 << 10;
const MOST_HEADERS: usize = 64;
/// A client has so long to send a request once it began.
const PATIENCE: Duration = Duration::from_secs(20);

/// What a client asks.
#[derive(Debug, Default)]
pub(super) struct Request {
    pub(super) method: String,
    /// Path, decoded.
    pub(super) path: String,
    /// What stands after `?`, as it came.
    pub(super) query: String,
    headers: Vec<(String, String)>,
    pub(super) body: Vec<u8>,
    pub(super) keep_alive: bool,
}

impl Request {
    /// The first header of a name, which is lower-case.
    pub(super) fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(n, _)| n == name).map(|(_, value)| value.as_str())
    }
    /// All headers of a name, as one list.
    pub(super) fn headers(&self, name: &str) -> Option<String> {
        let all: Vec<&str> = self.headers.iter().filter(|(n, _)| n == name).map(|(_, v)| v.as_str()).collect();
        (!all.is_empty()).then(|| all.join(", "))
    }
}

/// Why no request came.
#[derive(Debug)]
pub(super) enum Refusal {
    /// The client is gone, or silent.
    Closed,
    /// To be answered with this status; then the connection ends.
    Answer(u16, &'static str),
}

impl From<io::Error> for Refusal {
    fn from(error: io::Error) -> Self {
        match error.kind() {
            io::ErrorKind::WouldBlock | io::ErrorKind::TimedOut => {
                Self::Answer(408, "the request did not come in time")
            }
            _ => Self::Closed,
        }
    }
}

/// Reads requests of one connection.
pub(super) struct Reader {
    stream: BufReader<TcpStream>,
    longest_body: usize,
}

impl Reader {
    pub(super) fn new(stream: TcpStream, longest_body: usize) -> Self {
        Self { stream: BufReader::new(stream), longest_body }
    }

    /// Is a request on its way, within this time?
    pub(super) fn waits(&mut self, idle: Duration) -> bool {
        self.stream.get_ref().set_read_timeout(Some(idle)).is_ok()
            && self.stream.fill_buf().is_ok_and(|b| !b.is_empty())
    }

    /// Has the client ended the connection?
    pub(super) fn closed(&self) -> bool {
        self.stream.get_ref().peek(&mut [0]).is_ok_and(|bytes| bytes == 0)
    }

    /// Reads on for a moment after a refusal: closing with bytes unread would take the answer from the client.
    pub(super) fn drain(&mut self) {
        let until = Instant::now() + Duration::from_millis(300);
        let mut rest = [0; 4096];
        self.stream.get_ref().shutdown(std::net::Shutdown::Write).ok();
        while self.hurry(until).is_ok() && self.stream.read(&mut rest).is_ok_and(|read| read > 0) {}
    }

    pub(super) fn read(&mut self) -> Result<Request, Refusal> {
        let until = Instant::now() + PATIENCE;
        let head = self.head(until)?;
        let mut headers = [httparse::EMPTY_HEADER; MOST_HEADERS];
        let mut parsed = httparse::Request::new(&mut headers);
        match parsed.parse(&head) {
            Ok(httparse::Status::Complete(_)) => {}
            Err(httparse::Error::TooManyHeaders) => return Err(Refusal::Answer(431, "too many header fields")),
            _ => return Err(Refusal::Answer(400, "this is no HTTP request")),
        }
        let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).trim().to_owned();
        let mut request = Request {
            method: parsed.method.unwrap_or_default().to_owned(),
            headers: parsed.headers.iter().map(|h| (h.name.to_ascii_lowercase(), text(h.value))).collect(),
            keep_alive: parsed.version == Some(1),
            ..Request::default()
        };
        let target = parsed.path.unwrap_or_default();
        // A proxy's form has the host in it.
        let target = target.strip_prefix("http://").map_or(target, |rest| rest.find('/').map_or("/", |at| &rest[at..]));
        let (path, query) = target.split_once('?').unwrap_or((target, ""));
        request.path = decode(path, false).ok_or(Refusal::Answer(400, "the path is no UTF-8"))?;
        query.clone_into(&mut request.query);
        match request.header("connection").map(str::to_ascii_lowercase).as_deref() {
            Some("close") => request.keep_alive = false,
            Some("keep-alive") => request.keep_alive = true,
            _ => {}
        }
        request.body = self.body(&request, until)?;
        Ok(request)
    }

    /// Waits no longer than until then.
    fn hurry(&mut self, until: Instant) -> Result<(), Refusal> {
        let left = until.saturating_duration_since(Instant::now());
        if left.is_zero() {
            return Err(Refusal::Answer(408, "the request did not come in time"));
        }
        Ok(self.stream.get_ref().set_read_timeout(Some(left))?)
    }

    fn head(&mut self, until: Instant) -> Result<Vec<u8>, Refusal> {
        let mut head = Vec::new();
        while !head.ends_with(b"\r\n\r\n") && !head.ends_with(b"\n\n") {
            head.extend(self.line(until, LONGEST_HEAD.saturating_sub(head.len()))?);
            // Empty lines before a request are allowed.
            if head == b"\r\n" || head == b"\n" {
                head.clear();
            }
        }
        Ok(head)
    }

    fn line(&mut self, until: Instant, most: usize) -> Result<Vec<u8>, Refusal> {
        let mut line = Vec::new();
        loop {
            self.hurry(until)?;
            let bytes = self.stream.fill_buf()?;
            if bytes.is_empty() {
                return Err(Refusal::Closed);
            }
            let end = bytes.iter().position(|&b| b == b'\n').map(|at| at + 1);
            let taken = end.unwrap_or(bytes.len());
            line.extend_from_slice(&bytes[..taken]);
            self.stream.consume(taken);
            if line.len() > most {
                return Err(Refusal::Answer(431, "the head of the request is too long"));
            }
            if end.is_some() {
                return Ok(line);
            }
        }
    }

    fn body(&mut self, request: &Request, until: Instant) -> Result<Vec<u8>, Refusal> {
        const TOO_LONG: Refusal = Refusal::Answer(413, "the body is too long");
        let chunked = match request.headers("transfer-encoding") {
            Some(coding) if coding.eq_ignore_ascii_case("chunked") => true,
            Some(_) => return Err(Refusal::Answer(501, "only chunked transfer is known here")),
            None => false,
        };
        let length = match request.headers("content-length") {
            // Both would be a way to smuggle a second request past somebody in between.
            Some(_) if chunked => return Err(Refusal::Answer(400, "a length and chunks at once")),
            Some(text) => text.parse::<usize>().map_err(|_| Refusal::Answer(400, "the length is no number"))?,
            None => 0,
        };
        if length > self.longest_body {
            return Err(TOO_LONG);
        }
        if (chunked || length > 0) && request.header("expect").is_some_and(|e| e.eq_ignore_ascii_case("100-continue")) {
            self.stream.get_mut().write_all(b"HTTP/1.1 100 Continue\r\n\r\n")?;
        }
        if !chunked {
            return self.exactly(length, until);
        }
        let mut body = Vec::new();
        loop {
            let line = self.line(until, 256)?;
            let digits = String::from_utf8_lossy(&line);
            let digits = digits.split(';').next().unwrap_or_default().trim().to_owned();
            let size = usize::from_str_radix(&digits, 16).map_err(|_| Refusal::Answer(400, "a chunk has no length"))?;
            if size.saturating_add(body.len()) > self.longest_body {
                return Err(TOO_LONG);
            }
            if size == 0 {
                let mut trailer = 0;
                loop {
                    let line = self.line(until, LONGEST_HEAD)?;
                    trailer += line.len();
                    if line == b"\r\n" || line == b"\n" || trailer > LONGEST_HEAD {
                        return Ok(body);
                    }
                }
            }
            body.extend(self.exactly(size, until)?);
            self.line(until, 2)?;
        }
    }

    fn exactly(&mut self, length: usize, until: Instant) -> Result<Vec<u8>, Refusal> {
        let mut body = vec![0; length];
        let mut filled = 0;
        while filled < length {
            self.hurry(until)?;
            match self.stream.read(&mut body[filled..])? {
                0 => return Err(Refusal::Closed),
                read => filled += read,
            }
        }
        Ok(body)
    }
}

/// What goes back.
#[derive(Clone, Debug)]
pub(super) struct Response {
    pub(super) status: u16,
    pub(super) headers: Vec<(&'static str, String)>,
    pub(super) body: Vec<u8>,
}

impl Response {
    pub(super) fn new(status: u16, content_type: &str, body: impl Into<Vec<u8>>) -> Self {
        Self { status, headers: vec![("Content-Type", content_type.to_owned())], body: body.into() }
    }
    /// A message for people.
    pub(super) fn text(status: u16, message: impl AsRef<str>) -> Self {
        Self::new(status, "text/plain; charset=utf-8", format!("{}\n", message.as_ref().trim_end()))
    }
    pub(super) fn with(mut self, name: &'static str, value: impl Into<String>) -> Self {
        self.headers.push((name, value.into()));
        self
    }

    /// Sends it; without the body to `HEAD`.
    pub(super) fn write(&self, stream: &mut TcpStream, keep_alive: bool, head_only: bool) -> io::Result<()> {
        let mut lines = vec![format!("HTTP/1.1 {} {}", self.status, reason(self.status))];
        for (name, value) in &self.headers {
            // A line break in a value would start another header.
            let value: String = value.chars().filter(|c| !c.is_control()).collect();
            lines.push(format!("{name}: {value}"));
        }
        if self.status != 204 {
            lines.push(format!("Content-Length: {}", self.body.len()));
        }
        lines.push(format!("Date: {}", date()));
        lines.push(format!("Connection: {}\r\n\r\n", if keep_alive { "keep-alive" } else { "close" }));
        let mut bytes = lines.join("\r\n").into_bytes();
        if !head_only && self.status != 204 {
            bytes.extend_from_slice(&self.body);
        }
        stream.write_all(&bytes)?;
        stream.flush()
    }
}

fn date() -> String {
    let format = time::macros::format_description!(
        "[weekday repr:short], [day] [month repr:short] [year] [hour]:[minute]:[second] GMT"
    );
    time::OffsetDateTime::now_utc().format(&format).unwrap_or_default()
}

fn reason(status: u16) -> &'static str {
    match status {
        200 => "OK",
        204 => "No Content",
        303 => "See Other",
        400 => "Bad Request",
        403 => "Forbidden",
        404 => "Not Found",
        405 => "Method Not Allowed",
        406 => "Not Acceptable",
        408 => "Request Timeout",
        413 => "Content Too Large",
        415 => "Unsupported Media Type",
        421 => "Misdirected Request",
        431 => "Request Header Fields Too Large",
        500 => "Internal Server Error",
        501 => "Not Implemented",
        503 => "Service Unavailable",
        _ => "",
    }
}

/// Percent-decoded; in forms `+` is a blank. None if it is no UTF-8.
pub(super) fn decode(text: &str, form: bool) -> Option<String> {
    let bytes = text.as_bytes();
    let (mut decoded, mut at) = (Vec::with_capacity(bytes.len()), 0);
    while let Some(&byte) = bytes.get(at) {
        let code = (byte == b'%').then(|| text.get(at + 1..at + 3)).flatten();
        let code =
            code.filter(|c| c.bytes().all(|b| b.is_ascii_hexdigit())).and_then(|c| u8::from_str_radix(c, 16).ok());
        at += if code.is_some() { 3 } else { 1 };
        decoded.push(code.unwrap_or(if form && byte == b'+' { b' ' } else { byte }));
    }
    String::from_utf8(decoded).ok()
}

/// The pairs of a query string or form, in order. None if one is no UTF-8.
pub(super) fn pairs(text: &str) -> Option<Vec<(String, String)>> {
    let pair = |pair: &str| {
        let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
        Some((decode(name, true)?, decode(value, true)?))
    };
    text.split('&').filter(|pair| !pair.is_empty()).map(pair).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms() {
        let check = |text: &str, expected: &[(&str, &str)]| {
            let expected = expected.iter().map(|(a, b)| ((*a).to_owned(), (*b).to_owned())).collect();
            assert_eq!(pairs(text), Some(expected), "{text}");
        };
        check("query=ASK+%7B%7D&x", &[("query", "ASK {}"), ("x", "")]);
        check("a=%E2%82%AC&&b=%zz%4", &[("a", "€"), ("b", "%zz%4")]);
        check("a=1=2", &[("a", "1=2")]);
        assert_eq!(pairs("a=%FF"), None);
        assert_eq!(decode("/a+b%20c", false).as_deref(), Some("/a+b c"));
    }

    #[test]
    fn dates_are_those_of_http() {
        let date = date();
        assert!(date.ends_with(" GMT") && date.len() == 29, "{date}");
    }
}
