//! Calendar dates and intervals. Proleptic Gregorian, days only: times of day are kept in the text of the expression.

use serde::{Deserialize, Serialize};
use std::{fmt, str::FromStr};
use time::{Duration, Month, Weekday};

/// A calendar day, written `YYYY-MM-DD`.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Date(time::Date);

/// Why a text is no date.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("“{0}” is not a calendar date of the form YYYY-MM-DD")]
pub struct DateError(pub String);

impl Date {
    /// The day `year-month-day`, if the calendar has it.
    pub fn new(year: i32, month: u8, day: u8) -> Option<Self> {
        time::Date::from_calendar_date(year, Month::try_from(month).ok()?, day).ok().map(Self)
    }
    /// Year.
    pub fn year(self) -> i32 {
        self.0.year()
    }
    /// Month, 1 to 12.
    pub fn month(self) -> u8 {
        self.0.month().into()
    }
    /// Day of the month, from 1.
    pub fn day(self) -> u8 {
        self.0.day()
    }
    /// Day of the week, Monday 0 to Sunday 6.
    pub fn weekday(self) -> u8 {
        self.0.weekday().number_days_from_monday()
    }
    /// The day `days` later (earlier if negative); the calendar's end stops it.
    pub fn plus_days(self, days: i64) -> Self {
        let limit = if days < 0 { time::Date::MIN } else { time::Date::MAX };
        Self(self.0.checked_add(Duration::days(days)).unwrap_or(limit))
    }
    /// The same day `months` later, moved back to the month's last day where it is shorter.
    pub fn plus_months(self, months: i32) -> Self {
        let index = self.year() * 12 + i32::from(self.month()) - 1 + months;
        let (year, month) = (index.div_euclid(12), index.rem_euclid(12) as u8 + 1);
        (0..4).find_map(|back| Self::new(year, month, self.day().saturating_sub(back).max(1))).unwrap_or(self)
    }
    /// Days from `other` to this day.
    pub fn days_since(self, other: Self) -> i64 {
        (self.0 - other.0).whole_days()
    }
    /// Monday of this day's ISO week.
    pub fn week_start(self) -> Self {
        let back = self.0.weekday().number_days_from_monday();
        debug_assert_eq!(Weekday::Monday.number_days_from_monday(), 0);
        self.plus_days(-i64::from(back))
    }
}
impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}-{:02}", self.year(), self.month(), self.day())
    }
}
impl fmt::Debug for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}
impl FromStr for Date {
    type Err = DateError;
    fn from_str(text: &str) -> Result<Self, DateError> {
        let error = || DateError(text.to_owned());
        let mut parts = text.trim().splitn(3, '-');
        let mut next =
            |digits: usize| parts.next().filter(|p| p.len() == digits && p.bytes().all(|b| b.is_ascii_digit()));
        let (year, month, day) = (next(4), next(2), next(2));
        let number = |part: Option<&str>| part.and_then(|p| p.parse::<u16>().ok());
        match (number(year), number(month), number(day)) {
            (Some(y), Some(m), Some(d)) => Self::new(i32::from(y), m as u8, d as u8).ok_or_else(error),
            _ => Err(error()),
        }
    }
}
impl TryFrom<String> for Date {
    type Error = DateError;
    fn try_from(text: String) -> Result<Self, DateError> {
        text.parse()
    }
}
impl From<Date> for String {
    fn from(date: Date) -> Self {
        date.to_string()
    }
}

/// When something holds: the days between which it lies, as an expression of the text says it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Interval {
    /// First possible day.
    pub earliest: Date,
    /// Last possible day.
    pub latest: Date,
    /// Extended Date/Time Format (ISO 8601-2), level 1: `2025-11-24`, `2025-11`, `2025-11-24/2025-11-25`.
    pub edtf: String,
    /// The expression as the text has it: "late Monday".
    pub text: String,
}

impl Interval {
    /// The interval from `earliest` to `latest`, both inside, with the EDTF of its days.
    pub fn days(earliest: Date, latest: Date, text: impl Into<String>) -> Self {
        let edtf = if earliest == latest { earliest.to_string() } else { format!("{earliest}/{latest}") };
        Self { earliest, latest, edtf, text: text.into() }
    }
    /// Do the two share a day?
    pub fn overlaps(&self, other: &Self) -> bool {
        self.earliest <= other.latest && other.earliest <= self.latest
    }
}
