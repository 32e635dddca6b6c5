//! A dossier over HTTP: the explorer at `/`, SPARQL 1.1 Protocol at `/sparql` and `/query`, the Graph Store Protocol (to read) at
//! `/store`, a page for queries at `/query.html`, `/healthz` and `/metrics` for machines. The dossier is read again when it
//! changes.
//!
//! Nothing can be changed through it and nothing it does reaches the network. It listens on this computer alone unless told
//! otherwise, and then refuses requests that a page of another site has a browser send (by their `Host` and `Sec-Fetch-Site`).
//! Strangers' queries are cut off by time, rows and memory, and only so many run at once.
//!
//! A thread a connection and blocking sockets: a few dozen clients are the case to serve, and an async runtime would be most of
//! the program's dependencies.

mod cache;
mod description;
mod graph_store;
mod http;
mod live;
mod metrics;
mod negotiate;
mod page;
mod protocol;
mod routes;
#[cfg(test)]
mod tests;

use crate::{
    diagnostic::Diagnostic,
    ontology::{Gazetteer, Ontology},
};
use http::{Reader, Refusal, Response};
use live::Live;
use metrics::Metrics;
use std::{
    net::{IpAddr, Ipv4Addr, SocketAddr, TcpListener, TcpStream, ToSocketAddrs},
    path::PathBuf,
    sync::{
        Arc,
        atomic::{AtomicBool, AtomicUsize, Ordering},
    },
    thread::{self, JoinHandle},
    time::{Duration, Instant},
};

/// Where the server listens unless told otherwise.
pub const DEFAULT_BIND: &str = "127.0.0.1:7878";

/// How often the dossier's manifest and the stop flag are looked at.
const BEAT: Duration = Duration::from_millis(100);
/// A connection without a request is closed after this.
const IDLE: Duration = Duration::from_secs(30);
/// At the end, requests in progress get this long.
const GRACE: Duration = Duration::from_secs(5);

/// What to serve, and how.
#[derive(Debug)]
pub struct Settings {
    /// The dossier.
    pub dossier: PathBuf,
    /// Names of the world, with which the dossier's articles are resolved.
    pub gazetteer: Gazetteer,
    /// What may be said: categories of events, and what can be inferred.
    pub ontology: Option<Arc<Ontology>>,
    /// Do plain patterns see what follows by the rules of inference? Needs the ontology.
    pub infer: bool,
    /// Address and port; port 0 takes a free one.
    pub bind: String,
    /// A query may take so long; a client can ask for less.
    pub timeout: Duration,
    /// May pages of other sites read the answers?
    pub cors: bool,
    /// Rows or triples of an answer.
    pub max_rows: usize,
    /// Queries at once.
    pub max_queries: usize,
    /// More queries wait so long for a place, and are then refused with 503.
    pub patience: Duration,
    /// Connections at once.
    pub max_connections: usize,
    /// Bytes of a request's body.
    pub max_body: usize,
    /// Bytes by which the process may grow while a query runs (Linux).
    pub max_growth: u64,
}

impl Settings {
    /// The settings that hold unless told otherwise.
    pub fn new(dossier: impl Into<PathBuf>, gazetteer: Gazetteer) -> Self {
        Self {
            dossier: dossier.into(),
            gazetteer,
            ontology: None,
            infer: false,
            bind: DEFAULT_BIND.to_owned(),
            timeout: Duration::from_secs(30),
            cors: false,
            max_rows: 100_000,
            max_queries: 2 * thread::available_parallelism().map_or(4, usize::from),
            patience: Duration::from_secs(5),
            max_connections: 256,
            max_body: 1 << 20,
            max_growth: 1 << 30,
        }
    }
}

/// Serves until the process is told to end (`SIGINT`, `SIGTERM`); `say` gets what people should know.
///
/// # Errors
/// If the dossier cannot be read, or the address not be listened on.
pub fn run(settings: Settings, say: impl Fn(Diagnostic) + Send + Sync + 'static) -> Result<(), Diagnostic> {
    let stop = Arc::new(AtomicBool::new(false));
    for signal in [signal_hook::consts::SIGINT, signal_hook::consts::SIGTERM] {
        // A second signal ends the process at once; it must be registered first.
        signal_hook::flag::register_conditional_shutdown(signal, 130, Arc::clone(&stop))
            .and_then(|_| signal_hook::flag::register(signal, Arc::clone(&stop)))
            .map_err(|error| Diagnostic::error(format!("signals cannot be handled: {error}")))?;
    }
    let say: Say = Arc::new(say);
    let server = Server::start(settings, Arc::clone(&say))?;
    say(Diagnostic::note(format!("serving at {} (end with Ctrl-C)", server.url())));
    while !stop.load(Ordering::Relaxed) {
        thread::sleep(BEAT);
    }
    server.stop();
    Ok(())
}

type Say = Arc<dyn Fn(Diagnostic) + Send + Sync>;

/// What all connections share.
struct Shared {
    settings: Settings,
    live: Live,
    metrics: Metrics,
    queries: Arc<AtomicUsize>,
    connections: Arc<AtomicUsize>,
    stop: AtomicBool,
    local: bool,
}

/// A server that runs in threads of its own.
struct Server {
    address: SocketAddr,
    shared: Arc<Shared>,
    threads: Vec<JoinHandle<()>>,
}

impl Server {
    /// Reads the dossier and begins to serve.
    ///
    /// # Errors
    /// As [`run`].
    fn start(settings: Settings, say: Say) -> Result<Self, Diagnostic> {
        let taken = |error: std::io::Error| {
            Diagnostic::error(format!("cannot listen on {}: {error}", settings.bind))
                .hint("give another address, such as --bind 127.0.0.1:8080")
        };
        let addresses: Vec<SocketAddr> = settings.bind.to_socket_addrs().map_err(taken)?.collect();
        let listener = TcpListener::bind(&*addresses).map_err(taken)?;
        let address = listener.local_addr().map_err(taken)?;
        let live = Live::load(&settings)?;
        let shared = Arc::new(Shared {
            settings,
            live,
            metrics: Metrics::default(),
            queries: Arc::default(),
            connections: Arc::default(),
            stop: AtomicBool::new(false),
            local: address.ip().is_loopback(),
        });
        let threads = vec![
            spawn("accept", {
                let shared = Arc::clone(&shared);
                move || accept(&listener, &shared)
            })?,
            spawn("watch", {
                let shared = Arc::clone(&shared);
                move || watch(&shared, &say)
            })?,
        ];
        Ok(Self { address, shared, threads })
    }

    /// Where it can be reached.
    fn url(&self) -> String {
        format!("http://{}/", self.address)
    }

    /// Takes no more requests, and waits a little for those in progress.
    fn stop(self) {
        self.shared.stop.store(true, Ordering::Relaxed);
        // Wakes the thread that waits for a connection.
        let ip = if self.address.ip().is_unspecified() { IpAddr::V4(Ipv4Addr::LOCALHOST) } else { self.address.ip() };
        drop(TcpStream::connect_timeout(&SocketAddr::new(ip, self.address.port()), Duration::from_secs(1)));
        for thread in self.threads {
            // A thread that broke off has nothing more to end.
            thread.join().ok();
        }
        let start = Instant::now();
        while self.shared.connections.load(Ordering::Relaxed) > 0 && start.elapsed() < GRACE {
            thread::sleep(Duration::from_millis(10));
        }
    }
}

fn spawn(name: &str, work: impl FnOnce() + Send + 'static) -> Result<JoinHandle<()>, Diagnostic> {
    let thread = thread::Builder::new().name(name.to_owned()).spawn(work);
    thread.map_err(|error| Diagnostic::error(format!("cannot start a thread: {error}")))
}

/// One of so many that may be at once; gives its place back when it is dropped.
struct Pass(Arc<AtomicUsize>);

impl Pass {
    fn take(counter: &Arc<AtomicUsize>, most: usize) -> Option<Self> {
        let taken = counter.fetch_update(Ordering::Relaxed, Ordering::Relaxed, |n| (n < most).then_some(n + 1));
        taken.is_ok().then(|| Self(Arc::clone(counter)))
    }

    /// The same, after others if need be.
    fn wait(counter: &Arc<AtomicUsize>, most: usize, patience: Duration) -> Option<Self> {
        let start = Instant::now();
        loop {
            let pass = Self::take(counter, most);
            if pass.is_some() || start.elapsed() >= patience {
                return pass;
            }
            thread::sleep(Duration::from_millis(2));
        }
    }
}
impl Drop for Pass {
    fn drop(&mut self) {
        self.0.fetch_sub(1, Ordering::Relaxed);
    }
}

fn watch(shared: &Arc<Shared>, say: &Say) {
    while !shared.stop.load(Ordering::Relaxed) {
        thread::sleep(BEAT);
        if let Some(message) = shared.live.refresh(&shared.settings) {
            say(message);
        }
    }
}

fn accept(listener: &TcpListener, shared: &Arc<Shared>) {
    for stream in listener.incoming() {
        if shared.stop.load(Ordering::Relaxed) {
            return;
        }
        let Ok(mut stream) = stream else {
            // Out of file handles, mostly: others will be given back.
            thread::sleep(BEAT);
            continue;
        };
        stream.set_write_timeout(Some(IDLE)).ok();
        stream.set_nodelay(true).ok();
        if let Some(pass) = Pass::take(&shared.connections, shared.settings.max_connections) {
            let shared = Arc::clone(shared);
            // Without a thread the connection is dropped, which tells the client.
            spawn("connection", move || converse(stream, &shared, &pass)).ok();
        } else {
            let busy = Response::text(503, "too many connections").with("Retry-After", "5");
            busy.write(&mut stream, false, false).ok();
        }
    }
}

/// Answers the requests of a connection until one side ends it.
fn converse(mut stream: TcpStream, shared: &Shared, _pass: &Pass) {
    let Ok(copy) = stream.try_clone() else { return };
    let mut reader = Reader::new(copy, shared.settings.max_body);
    let start = Instant::now();
    let mut quiet = start;
    loop {
        // In small steps, so that the end of the server is seen.
        if !reader.waits(BEAT) {
            let gone = shared.stop.load(Ordering::Relaxed) || quiet.elapsed() > IDLE || reader.closed();
            if gone {
                return;
            }
            continue;
        }
        let (response, keep_alive, head_only) = match reader.read() {
            Ok(request) => {
                let response = routes::answer(&request, shared);
                (response, request.keep_alive && !shared.stop.load(Ordering::Relaxed), request.method == "HEAD")
            }
            Err(Refusal::Closed) => return,
            Err(Refusal::Answer(status, message)) => {
                shared.metrics.request("refused", status);
                (Response::text(status, message), false, false)
            }
        };
        if response.write(&mut stream, keep_alive, head_only).is_err() || !keep_alive {
            reader.drain();
            return;
        }
        quiet = Instant::now();
    }
}
