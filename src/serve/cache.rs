//! Answers given before: a state of the dossier never changes, so that the same question gets the same bytes. Lives and dies with
//! the state; bounded, and those asked for least recently go first.

use super::http::Response;
use crate::store::{AnswerFormat, Evaluation};
use sha2::{Digest, Sha256};
use std::{
    collections::BTreeMap,
    sync::{Mutex, PoisonError},
};

/// Bytes of all answers that are kept.
const ROOM: usize = 128 << 20;
/// A longer answer than this share of the room is not kept.
const SHARE: usize = 4;

/// What tells a question, and the form of its answer, from others.
pub(super) type Key = [u8; 32];

/// Everything that an answer depends on, but the time that it may take.
pub(super) fn key(evaluation: &Evaluation, forms: [Option<AnswerFormat>; 2]) -> Key {
    let Evaluation { text, base, params, options, default_graphs, named_graphs, .. } = evaluation;
    let all = (text, base, params, options.union_default_graph, options.max_rows, default_graphs, named_graphs, forms);
    // Written with quotation marks and lengths, so that no two differ only in where one part ends.
    Sha256::digest(format!("{all:?}")).into()
}

struct Kept {
    response: Response,
    used: u64,
}

#[derive(Default)]
struct Inner {
    kept: BTreeMap<Key, Kept>,
    bytes: usize,
    clock: u64,
}

/// The answers of one state.
#[derive(Default)]
pub(super) struct Cache(Mutex<Inner>);

impl Cache {
    pub(super) fn get(&self, key: &Key) -> Option<Response> {
        let mut all = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        all.clock += 1;
        let now = all.clock;
        let kept = all.kept.get_mut(key)?;
        kept.used = now;
        Some(kept.response.clone())
    }

    pub(super) fn put(&self, key: Key, response: &Response) {
        let size = response.body.len();
        if response.status != 200 || size > ROOM / SHARE {
            return;
        }
        let mut all = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        while all.bytes + size > ROOM {
            let Some(oldest) = all.kept.iter().min_by_key(|(_, kept)| kept.used).map(|(key, _)| *key) else { break };
            if let Some(gone) = all.kept.remove(&oldest) {
                all.bytes -= gone.response.body.len();
            }
        }
        all.clock += 1;
        let used = all.clock;
        if let Some(before) = all.kept.insert(key, Kept { response: response.clone(), used }) {
            all.bytes -= before.response.body.len();
        }
        all.bytes += size;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn room_is_kept_and_the_least_used_go() {
        let cache = Cache::default();
        let answer = |size: usize| Response::new(200, "text/plain", vec![b'x'; size]);
        let key = |n: u8| [n; 32];
        for n in 0..4 {
            cache.put(key(n), &answer(ROOM / SHARE));
        }
        assert!(cache.get(&key(0)).is_some());
        cache.put(key(4), &answer(10));
        assert!(cache.get(&key(0)).is_some() && cache.get(&key(1)).is_none() && cache.get(&key(4)).is_some());
        cache.put(key(5), &answer(ROOM / SHARE + 1));
        cache.put(key(6), &Response::text(503, "busy"));
        assert!(cache.get(&key(5)).is_none() && cache.get(&key(6)).is_none());
        for _ in 0..3 {
            cache.put(key(4), &answer(10));
        }
        assert_eq!(cache.0.lock().expect("whole").bytes, 3 * (ROOM / SHARE) + 10);
    }

    #[test]
    fn questions_are_told_apart() {
        let asked = |text: &str, name: &str, value: &str| {
            let params = BTreeMap::from([(name.to_owned(), value.to_owned())]);
            let evaluation = Evaluation { text: text.to_owned(), params, ..Evaluation::default() };
            key(&evaluation, [Some(AnswerFormat::Csv), None])
        };
        assert_eq!(asked("ASK {}", "a", "b"), asked("ASK {}", "a", "b"));
        assert_ne!(asked("ASK {}", "a", "b"), asked("ASK {}", "a\", \"b", ""));
        assert_ne!(asked("ASK {}", "a", "b"), asked("ASK { }", "a", "b"));
    }
}
