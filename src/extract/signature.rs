//! The wording of an article as a short list of numbers, by which articles with one text are found without their texts:
//! `MinHash` (Broder 1997) over runs of four words. Case, punctuation and front matter do not count.

use crate::model::Signature;

/// Length of the runs of words.
const RUN: usize = 4;
/// Numbers in a signature: a likeness of .6 is told to within .09 nearly always.
const NUMBERS: usize = 128;

/// The signature of a text; empty where it has fewer words than one run.
pub(super) fn signature(text: &str) -> Signature {
    let words: Vec<u64> =
        text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).map(hash).collect();
    let runs = words.windows(RUN).map(|run| run.iter().fold(0u64, |sum, word| mix(sum.rotate_left(13) ^ word)));
    let mut least = vec![u32::MAX; NUMBERS];
    let mut any = false;
    for run in runs {
        any = true;
        let mut number = run;
        for least in &mut least {
            number = mix(number);
            *least = (*least).min((number >> 32) as u32);
        }
    }
    Signature(if any { least } else { Vec::new() })
}

/// FNV-1a of the word in lower case.
fn hash(word: &str) -> u64 {
    let start = 0xcbf2_9ce4_8422_2325u64;
    let step = |sum: u64, byte: u8| (sum ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3);
    word.chars().flat_map(char::to_lowercase).fold(start, |sum, c| {
        let mut bytes = [0; 4];
        c.encode_utf8(&mut bytes).bytes().fold(sum, step)
    })
}

/// The step of `SplitMix64`: each application is another order of the runs.
fn mix(number: u64) -> u64 {
    let mut z = number.wrapping_add(0x9e37_79b9_7f4a_7c15);
    z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    z ^ (z >> 31)
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "Envoys from Norland and Suderia met in Geneva on Monday for their first talks since the war began, \
        and the two chief negotiators shook hands before the cameras. Neither side would say how long the talks might last. \
        Arvenia, which mediates, spoke of a beginning.";

    #[test]
    fn likeness_is_the_share_of_common_runs() {
        let like = |other: &str| signature(TEXT).likeness(&signature(other));
        let (one, none) =
            (like(&TEXT.to_uppercase().replace(',', " –")), like("Missiles hit the fish market on Saturday morning."));
        assert!((one - 1.0).abs() < f64::EPSILON && none < 0.05, "{one} {none}");
        let cut = like(TEXT.rsplit_once(". Arvenia").map_or("", |(before, _)| before));
        assert!((0.7..0.95).contains(&cut), "{cut}");
        assert!(signature("Too short.").0.is_empty());
        assert!(signature("").likeness(&signature("")) < 0.5);
    }
}
