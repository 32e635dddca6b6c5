//! TIMEX3 values.

use super::super::expression::{Amount, Clock, DayPart, Expression, Meaning, TimeOfDay, Unit};
use super::super::extent::season_code;
use super::{Anchor, extent};

/// The TIMEX3 value of an expression: `2025-11-24`, `2025-W48`, `P2D`, `PRESENT_REF`; what cannot be known is `X`. A range is its two
/// values with a slash between, which TIMEX3 leaves open.
pub fn value(expression: &Expression, anchor: &Anchor) -> String {
    let date = of(&expression.meaning, anchor);
    match (expression.time_of_day, &expression.meaning) {
        (Some(time), Meaning::Daytime) => suffix(time),
        (Some(time), _) => date + &suffix(time),
        (None, _) => date,
    }
}

fn suffix(time: TimeOfDay) -> String {
    match time {
        TimeOfDay::Part(DayPart::Morning) => "TMO".to_owned(),
        TimeOfDay::Part(DayPart::Afternoon) => "TAF".to_owned(),
        TimeOfDay::Part(DayPart::Evening) => "TEV".to_owned(),
        TimeOfDay::Part(DayPart::Night) => "TNI".to_owned(),
        TimeOfDay::Clock(Clock { hour, minute }) => format!("T{hour:02}:{minute:02}"),
    }
}

fn of(meaning: &Meaning, anchor: &Anchor) -> String {
    match meaning {
        Meaning::Now => "PRESENT_REF".to_owned(),
        Meaning::Range(first, last) => format!("{}/{}", of(first, anchor), of(last, anchor)),
        Meaning::Every(each) => match each.as_ref() {
            Meaning::Each { amount, unit } => length(*amount, *unit),
            other => open(other),
        },
        Meaning::Window { amount: Amount::Vague, forward, .. }
        | Meaning::Offset { amount: Amount::Vague, forward, .. } => {
            if *forward {
                "FUTURE_REF".to_owned()
            } else {
                "PAST_REF".to_owned()
            }
        }
        Meaning::Duration { amount, unit } | Meaning::Each { amount, unit } | Meaning::Window { amount, unit, .. } => {
            length(*amount, *unit)
        }
        Meaning::Ahead { amount, unit } => {
            extent(meaning, anchor).map_or_else(|| length(*amount, *unit), |extent| extent.timex())
        }
        other => extent(other, anchor).map_or_else(|| open(other), |extent| extent.timex()),
    }
}

/// With `X` for what the anchor would have told.
fn open(meaning: &Meaning) -> String {
    let year = |year: &Option<i32>| year.map_or_else(|| "XXXX".to_owned(), |year| format!("{year:04}"));
    match meaning {
        Meaning::Day { year: in_year, month, day, .. } => {
            let month = month.map_or_else(|| "XX".to_owned(), |month| format!("{month:02}"));
            format!("{}-{month}-{day:02}", year(in_year))
        }
        Meaning::Month { year: in_year, month } => format!("{}-{month:02}", year(in_year)),
        Meaning::Season { year: in_year, season } => format!("{}-{}", year(in_year), season_code(*season)),
        Meaning::Quarter { year: in_year, quarter } => format!("{}-Q{quarter}", year(in_year)),
        Meaning::Weekday(weekday) => format!("XXXX-WXX-{}", weekday + 1),
        Meaning::Weekend => "XXXX-WXX-WE".to_owned(),
        Meaning::Chosen { of, .. } | Meaning::Inside { part: of, .. } => open(of),
        Meaning::Shift { unit, .. } | Meaning::Offset { unit, .. } => match unit {
            Unit::Week => "XXXX-WXX",
            Unit::Weekend => "XXXX-WXX-WE",
            Unit::Month => "XXXX-XX",
            Unit::Quarter => "XXXX-QX",
            Unit::Year => "XXXX",
            Unit::Decade => "XXX",
            Unit::Century | Unit::Millennium => "XX",
            Unit::Second | Unit::Minute | Unit::Hour | Unit::Day => "XXXX-XX-XX",
        }
        .to_owned(),
        Meaning::Overnight { .. } => "XXXX-XX-XXTNI".to_owned(),
        _ => "X".to_owned(),
    }
}

/// "P2D", "PT24H", "PXM", "P1.5Y".
fn length(amount: Amount, unit: Unit) -> String {
    let count = match amount {
        Amount::Exact(count) => count.to_string(),
        Amount::AndAHalf(count) => format!("{count}.5"),
        Amount::Vague => "X".to_owned(),
    };
    let (designator, letters) = match unit {
        Unit::Second => ("PT", "S"),
        Unit::Minute => ("PT", "M"),
        Unit::Hour => ("PT", "H"),
        Unit::Day => ("P", "D"),
        Unit::Week => ("P", "W"),
        Unit::Weekend => ("P", "WE"),
        Unit::Month => ("P", "M"),
        Unit::Quarter => ("P", "Q"),
        Unit::Year => ("P", "Y"),
        Unit::Decade => ("P", "DE"),
        Unit::Century => ("P", "CE"),
        Unit::Millennium => ("P", "ML"),
    };
    format!("{designator}{count}{letters}")
}
