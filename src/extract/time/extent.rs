//! Stretches of the calendar with the grain they were named in, and how TIMEX3 and EDTF write them.

use super::expression::{Part, Season, Unit};
use crate::model::Date;

/// From one day to another, both inside.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Extent {
    pub earliest: Date,
    pub latest: Date,
    pub grain: Grain,
}

/// What the stretch was named as.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Grain {
    Day,
    /// The night into the last of two days; named by the first.
    Night,
    Week,
    Weekend,
    Month,
    Quarter,
    Season(Season),
    Year,
    Decade,
    Century,
    /// Any days.
    Span,
}

impl Extent {
    pub(super) fn span(earliest: Date, latest: Date) -> Self {
        Self { earliest, latest: latest.max(earliest), grain: Grain::Span }
    }
    pub(super) fn day(date: Date) -> Self {
        Self { earliest: date, latest: date, grain: Grain::Day }
    }
    pub(super) fn week(date: Date) -> Self {
        let monday = date.week_start();
        Self { earliest: monday, latest: monday.plus_days(6), grain: Grain::Week }
    }
    /// Saturday and Sunday of the ISO week.
    pub(super) fn weekend(date: Date) -> Self {
        let monday = date.week_start();
        Self { earliest: monday.plus_days(5), latest: monday.plus_days(6), grain: Grain::Weekend }
    }
    /// So many whole months.
    fn months(year: i32, month: u8, count: i32, grain: Grain) -> Option<Self> {
        let earliest = Date::new(year, month, 1)?;
        Some(Self { earliest, latest: earliest.plus_months(count).plus_days(-1), grain })
    }
    pub(super) fn month(year: i32, month: u8) -> Option<Self> {
        Self::months(year, month, 1, Grain::Month)
    }
    pub(super) fn quarter(year: i32, quarter: u8) -> Option<Self> {
        Self::months(year, quarter.checked_sub(1)?.checked_mul(3)? + 1, 3, Grain::Quarter)
    }
    /// A winter belongs to the year of its December.
    pub(super) fn season(year: i32, season: Season) -> Option<Self> {
        let month = match season {
            Season::Spring => 3,
            Season::Summer => 6,
            Season::Autumn => 9,
            Season::Winter => 12,
        };
        Self::months(year, month, 3, Grain::Season(season))
    }
    fn years(first: i32, last: i32, grain: Grain) -> Option<Self> {
        Some(Self { earliest: Date::new(first, 1, 1)?, latest: Date::new(last, 12, 31)?, grain })
    }
    pub(super) fn year(year: i32) -> Option<Self> {
        Self::years(year, year, Grain::Year)
    }
    pub(super) fn decade(first: i32) -> Option<Self> {
        Self::years(first, first.checked_add(9)?, Grain::Decade)
    }
    /// By its number; the 20th is 1900 to 1999, as people use it; -1 is the first before Christ.
    pub(super) fn century(number: i32) -> Option<Self> {
        let first = if number > 0 { (number.checked_sub(1)?).checked_mul(100)? } else { number.checked_mul(100)? + 1 };
        // The first century of our era has no year 0.
        Self::years(if number == 1 { 1 } else { first }, first.checked_add(99)?, Grain::Century)
    }
    /// The unit that holds a day, moved by so many units.
    pub(super) fn shifted(unit: Unit, date: Date, by: i32) -> Option<Self> {
        let days = i64::from(by);
        match unit {
            Unit::Second | Unit::Minute | Unit::Hour => Some(Self::day(date)),
            Unit::Day => Some(Self::day(date.plus_days(days))),
            Unit::Week => Some(Self::week(date.plus_days(days * 7))),
            Unit::Weekend => Some(Self::weekend(date.plus_days(days * 7))),
            Unit::Month => {
                let first = Date::new(date.year(), date.month(), 1)?.plus_months(by);
                Self::month(first.year(), first.month())
            }
            Unit::Quarter => {
                let first = Date::new(date.year(), (date.month() - 1) / 3 * 3 + 1, 1)?.plus_months(by.checked_mul(3)?);
                Self::quarter(first.year(), (first.month() - 1) / 3 + 1)
            }
            Unit::Year => Self::year(date.year().checked_add(by)?),
            Unit::Decade => Self::decade(date.year().div_euclid(10).checked_add(by)?.checked_mul(10)?),
            Unit::Century => Self::century(date.year().div_euclid(100).checked_add(1)?.checked_add(by)?),
            Unit::Millennium => None,
        }
    }

    /// The part of it that is meant. Annotators of GUM take "early" and "late" as the halves, "mid" as the middle half; "start" and
    /// "end" are narrower. Days are not divided.
    pub(super) fn part(self, part: Part, published: Option<Date>) -> Self {
        let length = self.latest.days_since(self.earliest) + 1;
        let slice = |from: i64, to: i64| {
            // By whole months where there are enough of them, so that "late 2014" begins on a first.
            let cut = |twelfths: i64| {
                if length > 360 {
                    let months = self.month_count() * i32::try_from(twelfths).unwrap_or(0) / 12;
                    self.earliest.plus_months(months)
                } else {
                    self.earliest.plus_days((length * twelfths + 6) / 12)
                }
            };
            Self::span(cut(from), cut(to).plus_days(-1))
        };
        if length <= 2 {
            return self;
        }
        match (part, published) {
            (Part::Earlier, Some(day)) if self.holds(day) && day > self.earliest => Self::span(self.earliest, day),
            (Part::Later, Some(day)) if self.holds(day) => Self::span(day, self.latest),
            (Part::Earlier | Part::Later, _) => self,
            (Part::Early | Part::FirstHalf, _) => slice(0, 6),
            (Part::Mid, _) => slice(3, 9),
            (Part::Late | Part::SecondHalf, _) => slice(6, 12),
            (Part::Start, _) => slice(0, if length < 32 { 4 } else { 3 }),
            (Part::End, _) => slice(if length < 32 { 8 } else { 9 }, 12),
        }
    }
    fn month_count(&self) -> i32 {
        let index = |date: Date| date.year() * 12 + i32::from(date.month());
        index(self.latest) - index(self.earliest) + 1
    }
    pub(super) fn holds(&self, date: Date) -> bool {
        self.earliest <= date && date <= self.latest
    }

    /// EDTF level 1; `~` marks an approximate date.
    pub(super) fn edtf(&self, about: bool) -> String {
        let first = self.earliest;
        let whole = match self.grain {
            Grain::Day => Some(day(first)),
            Grain::Month => Some(month(first)),
            Grain::Season(season) => Some(format!("{}-{}", year(first.year()), season_number(season))),
            Grain::Year => Some(year(first.year())),
            // Unspecified digits are defined for years of our era only.
            Grain::Decade if first.year() >= 0 => Some(format!("{:03}X", first.year() / 10)),
            Grain::Century if first.year() >= 0 => Some(format!("{:02}XX", first.year() / 100)),
            _ => None,
        };
        match whole {
            Some(whole) if about && !whole.ends_with('X') => format!("{whole}~"),
            Some(whole) => whole,
            None => self.edtf_span(),
        }
    }
    /// Two ends, in years or months where they are whole.
    fn edtf_span(&self) -> String {
        let next = self.latest.plus_days(1);
        let write = if self.earliest.day() != 1 || next.day() != 1 {
            day
        } else if self.earliest.month() != 1 || next.month() != 1 {
            month
        } else {
            |date: Date| year(date.year())
        };
        let (first, last) = (write(self.earliest), write(self.latest));
        if first == last { first } else { format!("{first}/{last}") }
    }

    /// The TIMEX3 value.
    pub(super) fn timex(&self) -> String {
        let first = self.earliest;
        match self.grain {
            Grain::Day => day(first),
            Grain::Night => format!("{}TNI", day(first)),
            Grain::Week => week(first),
            Grain::Weekend => format!("{}-WE", week(first)),
            Grain::Month => month(first),
            Grain::Quarter => format!("{}-Q{}", year(first.year()), (first.month() - 1) / 3 + 1),
            Grain::Season(season) => format!("{}-{}", year(first.year()), season_code(season)),
            Grain::Year if first.year() <= 0 => format!("BC{:04}", 1 - first.year()),
            Grain::Year => year(first.year()),
            Grain::Decade if first.year() >= 0 => format!("{:03}", first.year() / 10),
            Grain::Century if first.year() >= 0 => format!("{:02}", first.year() / 100),
            Grain::Decade | Grain::Century | Grain::Span => self.edtf_span(),
        }
    }
}

/// EDTF's number of a season.
fn season_number(season: Season) -> u8 {
    match season {
        Season::Spring => 21,
        Season::Summer => 22,
        Season::Autumn => 23,
        Season::Winter => 24,
    }
}
/// TIMEX3's code of a season.
pub(super) fn season_code(season: Season) -> &'static str {
    match season {
        Season::Spring => "SP",
        Season::Summer => "SU",
        Season::Autumn => "FA",
        Season::Winter => "WI",
    }
}
fn year(year: i32) -> String {
    if year < 0 { format!("-{:04}", -year) } else { format!("{year:04}") }
}
fn month(date: Date) -> String {
    format!("{}-{:02}", year(date.year()), date.month())
}
fn day(date: Date) -> String {
    format!("{}-{:02}", month(date), date.day())
}
/// The ISO week: its year is that of its Thursday.
fn week(date: Date) -> String {
    let thursday = date.week_start().plus_days(3);
    let first = Date::new(thursday.year(), 1, 1).unwrap_or(thursday);
    format!("{}-W{:02}", year(thursday.year()), thursday.days_since(first) / 7 + 1)
}
