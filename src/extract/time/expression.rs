//! What a temporal expression says, before anybody knows when it was written.

use crate::model::TokenSpan;

/// A temporal expression of one sentence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Expression {
    /// Its tokens; a preposition before it ("on", "since") is outside.
    pub tokens: TokenSpan,
    /// Its TIMEX3 type.
    pub kind: Kind,
    /// What it says.
    pub meaning: Meaning,
    /// Which part of that: "early", "the end of".
    pub part: Option<Part>,
    /// Time of day: "Monday night", "3 p.m.".
    pub time_of_day: Option<TimeOfDay>,
    /// How the words before it relate something to it: "since", "by", "about".
    pub bound: Option<Bound>,
    /// Its words, separated as in the text where the tokens tell.
    pub text: String,
}

/// TIMEX3 types.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// Days or coarser.
    Date,
    /// A part of a day.
    Time,
    /// A length: "two years".
    Duration,
    /// Something that recurs: "every Monday".
    Set,
}

/// A stretch of the calendar that an expression names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Meaning {
    /// "25 November 2025", "the 25th", "Monday, Nov. 24".
    Day {
        /// Year, where said.
        year: Option<i32>,
        /// Month, where said.
        month: Option<u8>,
        /// Day of the month.
        day: u8,
        /// Day of the week beside it, Monday 0.
        weekday: Option<u8>,
    },
    /// "November", "November 2025".
    Month {
        /// Year, where said.
        year: Option<i32>,
        /// 1 to 12.
        month: u8,
    },
    /// "the summer of 2010", "winter".
    Season {
        /// Year (of its December, for a winter), where said.
        year: Option<i32>,
        /// Which.
        season: Season,
    },
    /// "the third quarter of 2024".
    Quarter {
        /// Year, where said.
        year: Option<i32>,
        /// 1 to 4.
        quarter: u8,
    },
    /// "2014"; years before Christ count astronomically (1 BC is 0).
    Year(i32),
    /// "the 1990s", by its first year.
    Decade(i32),
    /// "the 20th century", by its number; negative before Christ.
    Century(i32),
    /// "Monday", Monday 0.
    Weekday(u8),
    /// "now", "currently".
    Now,
    /// "yesterday", "this week", "next year", "that month": the unit that holds the point, moved by so many units.
    Shift {
        /// Unit.
        unit: Unit,
        /// How many, backwards if negative.
        by: i32,
        /// From where.
        point: Point,
    },
    /// "the weekend", "over the weekend": the nearest by tense.
    Weekend,
    /// "last November", "next Monday", "this summer", "that Tuesday".
    Chosen {
        /// The recurring thing.
        of: Box<Meaning>,
        /// Which of them.
        which: Which,
    },
    /// "November last year", "Monday of last week".
    Inside {
        /// The smaller thing.
        part: Box<Meaning>,
        /// What holds it.
        whole: Box<Meaning>,
    },
    /// "two days ago", "three weeks later".
    Offset {
        /// How many units.
        amount: Amount,
        /// Unit.
        unit: Unit,
        /// Later (true) or earlier.
        forward: bool,
        /// From where.
        point: Point,
    },
    /// "the past two weeks", "in recent days", "the coming months".
    Window {
        /// How many units.
        amount: Amount,
        /// Unit.
        unit: Unit,
        /// After (true) or before the point.
        forward: bool,
        /// From where.
        point: Point,
    },
    /// "in two days": a moment ahead in a clause about the future, otherwise a length.
    Ahead {
        /// How many units.
        amount: Amount,
        /// Unit.
        unit: Unit,
    },
    /// "last night", "overnight"; "overnight on Sunday".
    Overnight {
        /// The day, where named.
        of: Option<Box<Meaning>>,
        /// The night that begins on that day (true) or ends on it.
        begins: bool,
    },
    /// From the one to the other, both inside.
    Range(Box<Meaning>, Box<Meaning>),
    /// A time of day without a day.
    Daytime,
    /// "two years".
    Duration {
        /// How many units.
        amount: Amount,
        /// Unit.
        unit: Unit,
    },
    /// "every Monday", "each year", "daily": what recurs.
    Every(Box<Meaning>),
    /// What recurs in a [`Meaning::Every`] when it is a plain unit: "every two weeks".
    Each {
        /// How many units.
        amount: Amount,
        /// Unit.
        unit: Unit,
    },
}

/// From where a relative expression counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Point {
    /// The day of publication.
    Publication,
    /// The date last spoken of ("the next day").
    Reference,
}

/// Which of the recurring things.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Which {
    /// The last one over.
    Last,
    /// The one of the current week or year.
    This,
    /// The first one to come.
    Next,
    /// The one by the date last spoken of.
    That,
}

/// A number of units.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Amount {
    /// So many.
    Exact(u32),
    /// So many and a half.
    AndAHalf(u32),
    /// "several", "a few", or only a plural.
    Vague,
}

/// Units of time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[allow(missing_docs)]
pub enum Unit {
    Second,
    Minute,
    Hour,
    Day,
    Week,
    Weekend,
    Month,
    Quarter,
    Year,
    Decade,
    Century,
    Millennium,
}

/// Seasons of the northern year, by whole months: spring is March to May.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[allow(missing_docs)]
pub enum Season {
    Spring,
    Summer,
    Autumn,
    Winter,
}

/// Part of a longer stretch.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Part {
    /// "early": the first third.
    Early,
    /// "mid", "the middle of": the second third.
    Mid,
    /// "late": the last third.
    Late,
    /// "the start of".
    Start,
    /// "the end of".
    End,
    /// "earlier this month": up to publication.
    Earlier,
    /// "later this month": from publication.
    Later,
    /// "the first half of".
    FirstHalf,
    /// "the second half of".
    SecondHalf,
}

/// How something relates to the time named.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[allow(missing_docs)]
pub enum Bound {
    Before,
    After,
    Since,
    Until,
    By,
    About,
}

/// Times of day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum TimeOfDay {
    /// "morning".
    Part(DayPart),
    /// "3 p.m.".
    Clock(Clock),
}

/// Parts of a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[allow(missing_docs)]
pub enum DayPart {
    Morning,
    Afternoon,
    Evening,
    Night,
}

/// A reading of the clock.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Clock {
    /// 0 to 24.
    pub hour: u8,
    /// 0 to 59.
    pub minute: u8,
}

/// Tense of the clause that an expression modifies.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Tense {
    /// It is told as over.
    Past,
    /// It is told as going on.
    Present,
    /// It is told as yet to come.
    Future,
    /// The sentence does not tell.
    #[default]
    Unknown,
}

impl Meaning {
    /// "last", "next", … of it.
    pub(super) fn chosen(self, which: Which) -> Self {
        Self::Chosen { of: Box::new(self), which }
    }
    /// Is it a day of the calendar or of the week, by itself?
    pub(super) fn is_day(&self) -> bool {
        match self {
            Self::Day { .. } | Self::Weekday(_) | Self::Shift { unit: Unit::Day, .. } => true,
            Self::Chosen { of, .. } => of.is_day(),
            Self::Inside { part, .. } => part.is_day(),
            Self::Offset { unit, .. } => *unit == Unit::Day,
            _ => false,
        }
    }
}
