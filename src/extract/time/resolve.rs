//! From what an expression says to days of the calendar.

use super::expression::{Amount, Bound, Expression, Meaning, Point, Tense, Unit, Which};
use super::extent::{Extent, Grain};
use crate::model::{Date, Interval};

mod value;
pub use value::value;

/// What an expression is understood from.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Anchor {
    /// Day of publication.
    pub published: Option<Date>,
    /// The date last spoken of.
    pub reference: Option<Interval>,
    /// Tense of the clause that the expression modifies.
    pub tense: Tense,
}

/// The days between which what the expression modifies lies: "since Monday" is Monday to publication, "by Friday" publication to
/// Friday. `None` for lengths, recurring times, and where a needed anchor is unknown or one end is open ("before 2014").
pub fn resolve(expression: &Expression, anchor: &Anchor) -> Option<Interval> {
    let extent = named_extent(expression, anchor)?;
    let about = expression.bound == Some(Bound::About);
    let bounded = bounded(extent, expression.bound, anchor)?;
    Some(interval(bounded, about, expression))
}

/// The days that the expression names, whatever "since" or "by" stands before it.
pub fn named(expression: &Expression, anchor: &Anchor) -> Option<Interval> {
    let extent = named_extent(expression, anchor)?;
    Some(interval(extent, expression.bound == Some(Bound::About), expression))
}

fn interval(extent: Extent, about: bool, expression: &Expression) -> Interval {
    let Extent { earliest, latest, .. } = extent;
    Interval { earliest, latest, edtf: extent.edtf(about), text: expression.text.clone() }
}

fn named_extent(expression: &Expression, anchor: &Anchor) -> Option<Extent> {
    let extent = extent(&expression.meaning, anchor)?;
    Some(match expression.part {
        Some(part) => extent.part(part, anchor.published),
        None => extent,
    })
}

fn bounded(extent: Extent, bound: Option<Bound>, anchor: &Anchor) -> Option<Extent> {
    let Extent { earliest, latest, .. } = extent;
    let (Some(bound), Some(published)) = (bound, anchor.published) else { return Some(extent) };
    let ahead = anchor.tense == Tense::Future || latest > published;
    match bound {
        Bound::Since | Bound::After if earliest <= published && !(bound == Bound::After && ahead) => {
            Some(Extent::span(earliest, published))
        }
        Bound::By | Bound::Until if latest >= published => Some(Extent::span(published, latest)),
        Bound::Before if earliest > published => Some(Extent::span(published, earliest.plus_days(-1))),
        // "from Friday on" begins then and ends nobody knows when; "by Tuesday they had …" held then.
        Bound::About | Bound::Since | Bound::By => Some(extent),
        Bound::After | Bound::Until | Bound::Before => None,
    }
}

pub(super) fn extent(meaning: &Meaning, anchor: &Anchor) -> Option<Extent> {
    match meaning {
        Meaning::Day { .. } | Meaning::Month { .. } | Meaning::Season { .. } | Meaning::Quarter { .. } => {
            recurring(meaning, anchor)
        }
        Meaning::Year(year) => Extent::year(*year),
        Meaning::Decade(first) => Extent::decade(*first),
        Meaning::Century(number) => Extent::century(*number),
        Meaning::Weekday(weekday) => Some(nearest_weekday(*weekday, anchor.published?, anchor.tense)),
        Meaning::Now => anchor.published.map(Extent::day),
        Meaning::Weekend => Some(weekend(anchor.published?, anchor.tense)),
        Meaning::Shift { unit, by, point } => Extent::shifted(*unit, base(*point, *unit, *by, anchor)?, *by),
        Meaning::Chosen { of, which } => chosen(of, *which, anchor),
        Meaning::Inside { part, whole } => inside(part, extent(whole, anchor)?),
        Meaning::Offset { amount, unit, forward, point } => offset(*amount, *unit, *forward, *point, anchor),
        Meaning::Window { amount, unit, forward, point } => window(*amount, *unit, *forward, *point, anchor),
        Meaning::Ahead { amount, unit } if anchor.tense == Tense::Future => {
            offset(*amount, *unit, true, Point::Publication, anchor)
        }
        Meaning::Overnight { of, begins } => overnight(of.as_deref(), *begins, anchor),
        Meaning::Range(first, last) => range(first, last, anchor),
        Meaning::Ahead { .. }
        | Meaning::Daytime
        | Meaning::Duration { .. }
        | Meaning::Every(_)
        | Meaning::Each { .. } => None,
    }
}

/// The stretch that a partial date names in a given year.
fn in_year(meaning: &Meaning, year: i32) -> Option<Extent> {
    match meaning {
        Meaning::Day { month: Some(month), day, .. } => Date::new(year, *month, *day).map(Extent::day),
        Meaning::Month { month, .. } => Extent::month(year, *month),
        Meaning::Season { season, .. } => Extent::season(year, *season),
        Meaning::Quarter { quarter, .. } => Extent::quarter(year, *quarter),
        _ => None,
    }
}

/// A date of the year: its own year, or the nearest that fits the tense.
fn recurring(meaning: &Meaning, anchor: &Anchor) -> Option<Extent> {
    let (year, weekday) = match meaning {
        Meaning::Day { month: None, day, weekday, .. } => return day_of_month(*day, *weekday, anchor),
        Meaning::Day { year, weekday, .. } => (*year, *weekday),
        Meaning::Month { year, .. } | Meaning::Season { year, .. } | Meaning::Quarter { year, .. } => (*year, None),
        _ => (None, None),
    };
    if let Some(year) = year {
        return in_year(meaning, year);
    }
    if let Some(told) = history(anchor) {
        // In a story of another time, dates go on from the one before.
        let first = told.earliest.year();
        let candidates = (first..=first + 1).filter_map(|year| in_year(meaning, year));
        return candidates.into_iter().find(|candidate| candidate.latest >= told.earliest);
    }
    let published = anchor.published?;
    let around =
        |reach: i32| (published.year() - reach..=published.year() + reach).filter_map(|year| in_year(meaning, year));
    let agreeing = |extent: &Extent| weekday.is_none_or(|weekday| extent.earliest.weekday() == weekday);
    nearest(around(5).filter(agreeing).filter(|_| weekday.is_some()), published, anchor.tense)
        .or_else(|| nearest(around(if is_leap_day(meaning) { 8 } else { 1 }), published, anchor.tense))
}

fn is_leap_day(meaning: &Meaning) -> bool {
    matches!(meaning, Meaning::Day { month: Some(2), day: 29, .. })
}

/// The date last spoken of, where the story is not of the days around publication; "in June it is dry" is no story.
fn history(anchor: &Anchor) -> Option<&Interval> {
    let told = anchor.reference.as_ref().filter(|_| matches!(anchor.tense, Tense::Past | Tense::Unknown))?;
    let Some(published) = anchor.published else { return Some(told) };
    let away = published.days_since(told.latest).max(told.earliest.days_since(published));
    (away > 366).then_some(told)
}

/// "the 25th", "Monday the 24th".
fn day_of_month(day: u8, weekday: Option<u8>, anchor: &Anchor) -> Option<Extent> {
    let about = history(anchor).map(|told| told.earliest).or(anchor.published)?;
    let first = Date::new(about.year(), about.month(), 1)?;
    let candidates = (-6..=6).filter_map(|months| {
        let month = first.plus_months(months);
        Date::new(month.year(), month.month(), day).map(Extent::day)
    });
    let candidates = candidates.filter(|extent| weekday.is_none_or(|weekday| extent.earliest.weekday() == weekday));
    let tense = if history(anchor).is_some() { Tense::Unknown } else { anchor.tense };
    nearest(candidates, about, tense)
}

/// Of candidates in order, the one that the tense asks for: the last begun, the first not over, or the nearest.
fn nearest(candidates: impl Iterator<Item = Extent>, published: Date, tense: Tense) -> Option<Extent> {
    let candidates: Vec<Extent> = candidates.collect();
    let distance =
        |extent: &&Extent| published.days_since(extent.latest).max(extent.earliest.days_since(published)).max(0);
    let close = candidates.iter().min_by_key(distance).copied();
    match tense {
        // A day or two ahead of a dateline is a slip of clocks, not of years.
        Tense::Past => candidates.iter().rfind(|extent| extent.earliest <= published.plus_days(2)).copied().or(close),
        Tense::Future => candidates.iter().find(|extent| extent.latest >= published.plus_days(-1)).copied().or(close),
        Tense::Present | Tense::Unknown => close,
    }
}

fn nearest_weekday(weekday: u8, published: Date, tense: Tense) -> Extent {
    let back = i64::from((7 + published.weekday() - weekday) % 7);
    let last = published.plus_days(-back);
    let ahead = match tense {
        Tense::Past | Tense::Unknown => false,
        Tense::Future => back > 0,
        Tense::Present => back > 3,
    };
    Extent::day(if ahead { last.plus_days(7) } else { last })
}

/// "over the weekend": the last one, or the coming one in the future; on Saturday and Sunday the one that is on.
fn weekend(published: Date, tense: Tense) -> Extent {
    let this = Extent::weekend(published);
    let on =
        published.weekday() >= 5 || tense == Tense::Future || (tense == Tense::Present && published.weekday() >= 4);
    if on { this } else { Extent::weekend(published.plus_days(-7)) }
}

/// The day to count from. Without a reference, what is earlier counts from publication; what is later is not known.
fn base(point: Point, unit: Unit, by: i32, anchor: &Anchor) -> Option<Date> {
    let told = match (point, &anchor.reference) {
        (Point::Publication, _) => return anchor.published,
        (Point::Reference, None) => return anchor.published.filter(|_| by <= 0),
        (Point::Reference, Some(told)) => told,
    };
    // A day cannot be counted from a year.
    let widest = match unit {
        Unit::Day | Unit::Hour | Unit::Minute | Unit::Second => 3,
        Unit::Week | Unit::Weekend => 14,
        Unit::Month | Unit::Quarter => 93,
        _ => i64::MAX,
    };
    let width = told.latest.days_since(told.earliest);
    (width <= widest).then_some(if by > 0 { told.latest } else { told.earliest })
}

fn chosen(of: &Meaning, which: Which, anchor: &Anchor) -> Option<Extent> {
    let published = anchor.published;
    if let Meaning::Weekday(weekday) = of {
        return chosen_weekday(*weekday, which, anchor);
    }
    if *of == Meaning::Weekend {
        let this = Extent::weekend(published?);
        return Some(if this.earliest > published? { this } else { Extent::weekend(published?.plus_days(7)) });
    }
    if which == Which::That {
        let told = anchor.reference.as_ref().map(|told| told.earliest).or(published)?;
        return (told.year()..=told.year() + 1)
            .filter_map(|year| in_year(of, year))
            .find(|extent| extent.latest >= told);
    }
    let published = published?;
    let mut years = (published.year() - 2..=published.year() + 2).filter_map(|year| in_year(of, year));
    match which {
        Which::Last => years.rfind(|extent| extent.latest < published),
        Which::Next => years.find(|extent| extent.earliest > published),
        // A winter that is on counts as this one; otherwise the one of this year.
        Which::This | Which::That => {
            let on = years.clone().find(|extent| extent.holds(published));
            let this = on.or_else(|| in_year(of, published.year()))?;
            match anchor.tense {
                Tense::Past if this.earliest > published => in_year(of, published.year() - 1),
                Tense::Future if this.latest < published => in_year(of, published.year() + 1),
                _ => Some(this),
            }
        }
    }
}

fn chosen_weekday(weekday: u8, which: Which, anchor: &Anchor) -> Option<Extent> {
    let from = |date: Date, tense: Tense| Some(nearest_weekday(weekday, date, tense));
    if which == Which::That {
        let told = anchor.reference.as_ref().filter(|told| told.latest.days_since(told.earliest) < 32);
        return match told {
            Some(told) => from(told.earliest, Tense::Future),
            None => from(anchor.published?, anchor.tense),
        };
    }
    let published = anchor.published?;
    match which {
        Which::Last => from(published.plus_days(-1), Tense::Past),
        Which::Next => from(published.plus_days(1), Tense::Future),
        _ => {
            let day = published.week_start().plus_days(i64::from(weekday));
            Some(Extent::day(match anchor.tense {
                Tense::Future if day < published => day.plus_days(7),
                Tense::Past if day > published => day.plus_days(-7),
                _ => day,
            }))
        }
    }
}

fn inside(part: &Meaning, whole: Extent) -> Option<Extent> {
    match part {
        Meaning::Weekday(weekday) => Some(Extent::day(whole.earliest.week_start().plus_days(i64::from(*weekday)))),
        Meaning::Weekend => Some(Extent::weekend(whole.earliest)),
        Meaning::Day { month: None, day, .. } => {
            Date::new(whole.earliest.year(), whole.earliest.month(), *day).map(Extent::day)
        }
        part => in_year(part, whole.earliest.year()),
    }
}

/// A day moved by an amount of units; half units become the next smaller one.
fn moved(date: Date, amount: Amount, unit: Unit, forward: bool) -> Option<(Date, Unit)> {
    let sign = |count: i64| if forward { count } else { -count };
    let months = |count: i64| {
        i32::try_from(sign(count)).ok().filter(|count| count.abs() < 100_000).map(|count| date.plus_months(count))
    };
    let (whole, half) = match amount {
        Amount::Exact(count) => (i64::from(count), false),
        Amount::AndAHalf(count) => (i64::from(count), true),
        Amount::Vague => return None,
    };
    Some(match (unit, half) {
        (Unit::Second | Unit::Minute, _) => (date, Unit::Day),
        (Unit::Hour, _) => (date.plus_days(sign(whole / 24)), Unit::Day),
        (Unit::Day, _) => (date.plus_days(sign(whole)), Unit::Day),
        (Unit::Week | Unit::Weekend, true) => (date.plus_days(sign(whole * 7 + 3)), Unit::Day),
        (Unit::Week | Unit::Weekend, false) => (date.plus_days(sign(whole * 7)), Unit::Week),
        (Unit::Month, half) => (months(whole)?.plus_days(if half { sign(15) } else { 0 }), Unit::Month),
        (Unit::Quarter, _) => (months(whole * 3)?, Unit::Quarter),
        (Unit::Year, true) => (months(whole * 12 + 6)?, Unit::Month),
        (Unit::Year, false) => (months(whole * 12)?, Unit::Year),
        (Unit::Decade, half) => (months(whole * 120 + if half { 60 } else { 0 })?, Unit::Year),
        (Unit::Century, half) => (months(whole * 1200 + if half { 600 } else { 0 })?, Unit::Year),
        (Unit::Millennium, half) => (months(whole * 12_000 + if half { 6000 } else { 0 })?, Unit::Year),
    })
}

fn offset(amount: Amount, unit: Unit, forward: bool, point: Point, anchor: &Anchor) -> Option<Extent> {
    let from = base(point, unit, if forward { 1 } else { -1 }, anchor)?;
    if amount == Amount::Vague {
        // "days ago" is within the week; "years ago" says nothing that a day could stand for.
        let (near, far) = match unit {
            Unit::Second | Unit::Minute | Unit::Hour => (0, 1),
            Unit::Day => (2, 7),
            Unit::Week => (14, 56),
            _ => return None,
        };
        return Some(if forward {
            Extent::span(from.plus_days(near), from.plus_days(far))
        } else {
            Extent::span(from.plus_days(-far), from.plus_days(-near))
        });
    }
    let (date, grain) = moved(from, amount, unit, forward)?;
    let hours = match (unit, amount) {
        (Unit::Hour, Amount::Exact(count)) => count % 24,
        _ => 0,
    };
    if hours > 0 {
        let other = date.plus_days(if forward { 1 } else { -1 });
        return Some(Extent::span(date.min(other), date.max(other)));
    }
    Extent::shifted(grain, date, 0)
}

/// How far "recent days" reach: a week, four weeks, half a year, five years.
fn window(amount: Amount, unit: Unit, forward: bool, point: Point, anchor: &Anchor) -> Option<Extent> {
    let from = base(point, unit, if forward { 1 } else { -1 }, anchor)?;
    let vague = |amount: u32, unit: Unit| moved(from, Amount::Exact(amount), unit, forward);
    let (to, _) = match (amount, unit) {
        (Amount::Vague, Unit::Second | Unit::Minute | Unit::Hour) => vague(1, Unit::Day),
        (Amount::Vague, Unit::Day) => vague(7, Unit::Day),
        (Amount::Vague, Unit::Week | Unit::Weekend) => vague(28, Unit::Day),
        (Amount::Vague, Unit::Month | Unit::Quarter) => vague(6, Unit::Month),
        (Amount::Vague, Unit::Year) => vague(5, Unit::Year),
        (Amount::Vague, unit) => vague(3, unit),
        // Anything up to a day reaches into the next.
        (_, Unit::Second | Unit::Minute) => vague(0, Unit::Day),
        (Amount::Exact(hours), Unit::Hour) => vague(hours.div_ceil(24), Unit::Day),
        (amount, unit) => moved(from, amount, unit, forward),
    }?;
    Some(if forward { Extent::span(from, to) } else { Extent::span(to, from) })
}

/// Both calendar days of the night: the one before publication, the one ahead in the future, or that of the day named.
fn overnight(of: Option<&Meaning>, begins: bool, anchor: &Anchor) -> Option<Extent> {
    let begins = if of.is_none() { anchor.tense == Tense::Future } else { begins };
    let day = match of {
        Some(of) => extent(of, anchor)?.earliest,
        None => anchor.published?,
    };
    let first = if begins { day } else { day.plus_days(-1) };
    Some(Extent { earliest: first, latest: first.plus_days(1), grain: Grain::Night })
}

/// Both ends; where they come out in the wrong order, the later one in the future and the earlier one otherwise is looked for anew.
fn range(first: &Meaning, last: &Meaning, anchor: &Anchor) -> Option<Extent> {
    let (mut from, mut to) = (extent(first, anchor)?, extent(last, anchor)?);
    if from.earliest > to.latest {
        let again = |published: Date, tense: Tense| Anchor { published: Some(published), reference: None, tense };
        if anchor.tense == Tense::Future {
            to = extent(last, &again(from.earliest, Tense::Future))?;
        } else {
            from = extent(first, &again(to.earliest.plus_days(-3), Tense::Past))
                .filter(|from| from.earliest <= to.latest)?;
        }
    }
    (from.earliest <= to.latest).then(|| Extent::span(from.earliest, to.latest))
}
