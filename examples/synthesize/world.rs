//! The simulated world: what there is, and what happens in it. A corpus is a row of stories, each of two countries at war and
//! one that mediates; a few things are in all of them. Story number n is the same in a corpus of any size.

use super::{
    names::{Names, Spelling},
    random::Random,
};
use std::collections::{BTreeMap, BTreeSet};

/// Index into [`World::things`].
pub(super) type Id = usize;
/// Days since the first of [`super::article::epoch`].
pub(super) type Day = i64;

#[derive(Clone, Debug)]
pub(super) enum Thing {
    Country {
        name: String,
        adjective: String,
    },
    Town {
        name: String,
    },
    Person(Person),
    /// A body with a name and, perhaps, an acronym.
    Body {
        name: String,
        acronym: Option<String>,
    },
    /// A plan of so many points, on what ends the war between whom.
    Plan {
        points: i64,
    },
}

#[derive(Clone, Debug)]
pub(super) struct Person {
    pub(super) spellings: Vec<Spelling>,
    pub(super) female: bool,
    pub(super) country: Id,
    /// Offices, each from a day on; an empty title says that there is none any more.
    pub(super) offices: Vec<(Day, &'static str)>,
}

impl Person {
    pub(super) fn office(&self, day: Day) -> &'static str {
        self.offices.iter().rev().find(|(from, _)| *from <= day).map_or("", |(_, title)| title)
    }
}

/// What fills a slot of a sentence.
#[derive(Clone, Debug)]
pub(super) enum Slot {
    Thing(Id),
    Number(i64),
    Text(String),
}

/// Something that happens once, and of which articles tell.
#[derive(Clone, Debug)]
pub(super) struct Happening {
    /// The kind of sentences that tell of it.
    pub(super) kind: &'static str,
    /// Class of the facts format; none for what is no event there.
    pub(super) class: Option<&'static str>,
    pub(super) from: Day,
    pub(super) to: Day,
    pub(super) slots: BTreeMap<&'static str, Slot>,
    /// People killed as the first, the second and later reports have it: by the authorities, and by others.
    pub(super) tolls: Option<[[i64; 2]; 2]>,
}

/// One story: happenings in the order of their days.
#[derive(Clone, Debug)]
pub(super) struct Story {
    pub(super) happenings: Vec<Happening>,
    /// Slots that every sentence of the story may use.
    pub(super) cast: BTreeMap<&'static str, Slot>,
}

/// Everything there is.
#[derive(Debug)]
pub(super) struct World {
    seed: u64,
    names: Names,
    pub(super) things: Vec<Thing>,
    /// Persons that bear one name and are two.
    pub(super) homonyms: Vec<(Id, Id)>,
    united_nations: Id,
    red_cross: Id,
    mediators: Vec<(Id, Id, Id)>,
    venues: Vec<Id>,
}

/// Real cities in which invented countries meet.
const VENUES: [&str; 10] =
    ["Geneva", "Vienna", "Doha", "Oslo", "Istanbul", "Cairo", "Singapore", "Stockholm", "Abu Dhabi", "Nairobi"];

impl World {
    pub(super) fn new(seed: u64) -> Self {
        let mut this = Self {
            seed,
            names: Names::default(),
            things: Vec::new(),
            homonyms: Vec::new(),
            united_nations: 0,
            red_cross: 0,
            mediators: Vec::new(),
            venues: Vec::new(),
        };
        let mut random = Random::new(seed, u64::MAX);
        this.united_nations = this.body("United Nations", Some("UN"));
        this.red_cross = this.body("International Committee of the Red Cross", Some("ICRC"));
        this.venues = VENUES.iter().map(|name| this.add(Thing::Town { name: (*name).to_owned() })).collect();
        let mut surnames = BTreeSet::new();
        for _ in 0..6 {
            let (country, _) = this.country(&mut random);
            let envoy = this.person(&mut random, country, "special envoy", &mut surnames);
            let minister = this.person(&mut random, country, "foreign minister", &mut surnames);
            this.mediators.push((country, envoy, minister));
        }
        this
    }

    fn add(&mut self, thing: Thing) -> Id {
        self.things.push(thing);
        self.things.len() - 1
    }
    fn body(&mut self, name: &str, acronym: Option<&str>) -> Id {
        self.add(Thing::Body { name: name.to_owned(), acronym: acronym.map(str::to_owned) })
    }
    fn country(&mut self, random: &mut Random) -> (Id, String) {
        let (name, adjective) = self.names.country(random);
        (self.add(Thing::Country { name, adjective: adjective.clone() }), adjective)
    }
    fn town(&mut self, random: &mut Random) -> Id {
        let name = self.names.town(random);
        self.add(Thing::Town { name })
    }
    /// A person whose surname nobody else in the story bears.
    fn person(&mut self, random: &mut Random, country: Id, title: &'static str, surnames: &mut BTreeSet<String>) -> Id {
        let (spellings, female) = loop {
            let found = self.names.person(random);
            if surnames.insert(found.0[0].surname.clone()) {
                break found;
            }
        };
        self.add(Thing::Person(Person { spellings, female, country, offices: vec![(Day::MIN, title)] }))
    }

    /// The story of that number; ask for them in order.
    pub(super) fn story(&mut self, number: usize) -> Story {
        let mut random = Random::new(self.seed, number as u64);
        let random = &mut random;
        let mut surnames = BTreeSet::new();
        let mut cast: BTreeMap<&'static str, Slot> = BTreeMap::new();
        let (a, a_adjective) = self.country(random);
        let (b, b_adjective) = self.country(random);
        let (m, envoy, mediator_minister) = self.mediators[random.below(self.mediators.len())];
        for id in [envoy, mediator_minister] {
            if let Thing::Person(person) = &self.things[id] {
                surnames.insert(person.spellings[0].surname.clone());
            }
        }
        for (slot, country, title) in [
            ("la", a, "president"),
            ("lb", b, "president"),
            ("fa", a, "foreign minister"),
            ("na", a, "chief negotiator"),
            ("nb", b, "chief negotiator"),
            ("oa", a, "opposition leader"),
            ("sa", a, "government spokesman"),
            ("sb", b, "army spokesman"),
        ] {
            let id = if slot == "sb" && number % 8 == 5 {
                self.homonym(random, country, title, &mut surnames)
            } else {
                self.person(random, country, title, &mut surnames)
            };
            cast.insert(slot, Slot::Thing(id));
        }
        let region = self.names.town(random);
        let kind = random.pick(&[
            "Liberation Front",
            "People's Army",
            "Resistance Council",
            "Defence Forces",
            "Unity Movement",
        ]);
        let name = format!(
            "{} {kind}",
            if random.chance(50) { region } else { [a_adjective, b_adjective][random.below(2)].clone() }
        );
        let acronym: String = name.split(' ').filter_map(|word| word.chars().next()).collect();
        let group = self.add(Thing::Body { name, acronym: Some(acronym) });
        for (slot, id) in [
            ("a", a),
            ("b", b),
            ("m", m),
            ("envoy", envoy),
            ("fm", mediator_minister),
            ("group", group),
            ("un", self.united_nations),
            ("icrc", self.red_cross),
        ] {
            cast.insert(slot, Slot::Thing(id));
        }
        let towns: Vec<Id> = (0..6).map(|_| self.town(random)).collect();
        let happenings = self.happenings(random, number, &mut cast, &towns, &mut surnames);
        Story { happenings, cast }
    }

    /// A second person of a name that somebody in an earlier story bears.
    fn homonym(
        &mut self,
        random: &mut Random,
        country: Id,
        title: &'static str,
        surnames: &mut BTreeSet<String>,
    ) -> Id {
        let one = (0..self.things.len()).rev().find_map(|at| match &self.things[at] {
            Thing::Person(p)
                if p.country != country && p.spellings.len() == 1 && !surnames.contains(&p.spellings[0].surname) =>
            {
                Some((at, p.clone()))
            }
            _ => None,
        });
        let Some((at, one)) = one else { return self.person(random, country, title, surnames) };
        surnames.insert(one.spellings[0].surname.clone());
        let other = self.add(Thing::Person(Person { country, offices: vec![(Day::MIN, title)], ..one }));
        self.homonyms.push((at, other));
        other
    }

    fn happenings(
        &mut self,
        random: &mut Random,
        number: usize,
        cast: &mut BTreeMap<&'static str, Slot>,
        towns: &[Id],
        surnames: &mut BTreeSet<String>,
    ) -> Vec<Happening> {
        let points = random.between(8, 60);
        let fewer = points - random.between(1, 6);
        let plan = self.add(Thing::Plan { points });
        let shorter = self.add(Thing::Plan { points: fewer });
        let (first, second) = {
            let at = random.below(self.venues.len());
            // The second round is in the same city half the time, and still another meeting.
            let other = if random.chance(50) { at } else { (at + 3) % self.venues.len() };
            (self.venues[at], self.venues[other])
        };
        let summit = *random.pick(&self.venues);
        let start = (number as i64 * 5) % 240;
        let mut days = Calendar { day: start, made: Vec::new() };
        let thing = |slot: &'static str, id: Id| (slot, Slot::Thing(id));
        let number_of = |slot: &'static str, n: i64| (slot, Slot::Number(n));
        let ministry = *random.pick(&["defence ministry", "interior ministry"]);
        let ministry = || ("ministry", Slot::Text(ministry.to_owned()));
        cast.insert("plan", Slot::Thing(plan));

        days.add(random, 0, "strike", Some("Attack"), [thing("town", towns[0]), ministry()]);
        days.add(random, 1, "accusation", Some("Accusation"), [thing("town", towns[0])]);
        days.add(random, 2, "travel", Some("Travel"), [thing("town", towns[1])]);
        days.add(random, 3, "proposal", Some("Proposal"), [thing("plan", plan)]);
        days.add(random, 1, "rejection", Some("Rejection"), [thing("plan", plan)]);
        days.add(random, 2, "support", Some("Support"), [thing("plan", plan)]);
        days.long(random, 3, "meeting", [thing("venue", first), thing("plan", plan)]);
        days.add(random, 4, "raid", Some("Attack"), [thing("town", towns[2]), ministry()]);
        days.add(random, 2, "sanction", Some("Sanction"), [thing("town", towns[0])]);
        days.add(random, 2, "visit", Some("Meeting"), [thing("town", towns[3])]);
        let Some(&Slot::Thing(old)) = cast.get("fa") else { return days.made };
        let Thing::Person(Person { country, .. }) = self.things[old] else { return days.made };
        let new = self.person(random, country, "", surnames);
        days.add(random, 3, "appointment", None, [thing("new", new), thing("old", old)]);
        let since = days.day;
        for (id, title) in [(old, ""), (new, "foreign minister")] {
            if let Thing::Person(person) = &mut self.things[id] {
                person.offices.push((since, title));
            }
        }
        // One deed is done by one of them: papers do not differ in who it was.
        let envoys = number.is_multiple_of(3);
        days.add(random, 2, if envoys { "appeal" } else { "demand" }, Some("Demand"), []);
        days.add(random, 3, "strike", Some("Attack"), [thing("town", towns[4]), ministry()]);
        let help = if envoys { "relief" } else { "aid" };
        days.add(random, 1, help, Some("Aid"), [thing("town", towns[4])]);
        days.add(random, 2, "threat", Some("Threat"), []);
        days.add(random, 6, "revision", Some("Revision"), [thing("plan", plan), number_of("points", fewer)]);
        days.long(random, 32, "meeting", [thing("venue", second), thing("plan", shorter)]);
        days.add(random, 2, "agreement", Some("Agreement"), [thing("venue", second), thing("plan", shorter)]);
        days.add(random, 5, "visit", Some("Meeting"), [thing("town", towns[5]), thing("fa", new)]);
        days.add(random, 4, "summit", Some("Meeting"), [thing("venue", summit), thing("plan", shorter)]);
        days.made
    }
}

/// Puts happenings one after another.
struct Calendar {
    day: Day,
    made: Vec<Happening>,
}

impl Calendar {
    fn add<const N: usize>(
        &mut self,
        random: &mut Random,
        after: i64,
        kind: &'static str,
        class: Option<&'static str>,
        slots: [(&'static str, Slot); N],
    ) {
        self.day += after + random.between(0, 1);
        let killed = random.between(3, 40);
        let tolls = (class == Some("Attack")).then(|| {
            let later = killed + random.between(1, 9);
            [[killed, (killed - random.between(1, 2)).max(1)], [later, later + random.between(1, 3)]]
        });
        let mut slots: BTreeMap<_, _> = slots.into_iter().collect();
        slots.insert("w", Slot::Number(killed * 3 + random.between(0, 20)));
        self.made.push(Happening { kind, class, from: self.day, to: self.day, slots, tolls });
    }

    /// Talks of one or two days.
    fn long<const N: usize>(
        &mut self,
        random: &mut Random,
        after: i64,
        kind: &'static str,
        slots: [(&'static str, Slot); N],
    ) {
        self.add(random, after, kind, Some("Meeting"), slots);
        if let (Some(last), true) = (self.made.last_mut(), random.chance(50)) {
            last.to += 1;
            self.day += 1;
        }
    }
}
