//! How likely two tellings are of one event. First what keeps them apart (a veto, however alike they are otherwise): another
//! class, other days, other places at the same time, other sides, another round, one told as coming after the other was told as
//! done. Then what speaks for them, in hundredths of a point, each with its reason.

use super::{
    Outline,
    telling::{Telling, World},
};
use crate::model::{Date, EntityClass, EntityId, Reason};
use std::collections::BTreeSet;

/// From here on two tellings are one event.
pub(super) const ENOUGH: i32 = 300;
/// The same for deeds that are told from others of their kind by what they are about, where no topic is shared.
const ENOUGH_WITHOUT_TOPIC: i32 = 350;
/// Talks and nights of strikes go on from one day to the next, and articles date them by either.
const SLACK: i64 = 1;
/// Numbers of people.
pub(super) const TOLLS: [&str; 4] = ["killed", "wounded", "missing", "captured"];
/// An article tells news of this many days.
const NEWS: i64 = 7;

/// Classes that are told apart by who, where and when; all others by what they are about as well.
pub(super) fn is_of_place_and_time(class: &str) -> bool {
    matches!(class, "Meeting" | "Attack" | "Travel" | "Protest" | "Arrest" | "Retreat" | "Mobilization" | "Control")
}

/// A plan is put forward once, and revised hardly twice between two articles.
fn is_done_once(class: &str) -> bool {
    matches!(class, "Proposal" | "Revision")
}

/// Are the two certainly not one event?
pub(super) fn apart(one: &Telling, other: &Telling, world: &World<'_>) -> bool {
    one.class != other.class
        || (one.article == other.article && !continues(one, other, world))
        || days_apart(one, other)
        || rounds_differ(one, other)
        || places_apart(one, other, world)
        || sides_apart(one, other)
        || plans_apart(one, other, world)
}

/// What one article tells twice is two things, but for a bare noun ("the talks in Port Amber") that the article's own reading
/// did not tie to what it names elsewhere; and for what is done to one place, once with its day and once without.
fn continues(one: &Telling, other: &Telling, world: &World<'_>) -> bool {
    let place = place_points(one, other, world).map_or(0, |(points, _)| points);
    let bare = one.is_bare() || other.is_bare();
    let alone = one.together.is_empty() && other.together.is_empty();
    let undated = (one.days.is_none() || other.days.is_none()) && is_of_place_and_time(&one.class);
    (place >= 120 && bare || place >= 200 && alone && undated)
        && one.coming == other.coming
        && one.denied == other.denied
}

fn days_apart(one: &Telling, other: &Telling) -> bool {
    match (one.days, other.days) {
        (Some(a), Some(b)) => a.0.plus_days(-SLACK) > b.1 || b.0.plus_days(-SLACK) > a.1,
        (Some(days), None) => out_of_reach(days, other),
        (None, Some(days)) => out_of_reach(days, one),
        (None, None) => told_before_and_after(one, other) || told_before_and_after(other, one),
    }
}

/// Can something dated not be what an article tells without a date? Nobody tells as done what is to come, nor as coming what
/// is over.
fn out_of_reach(days: (Date, Date), undated: &Telling) -> bool {
    let Some(published) = undated.published else { return false };
    let future = days.0 > published.plus_days(SLACK);
    let past = days.1 < published.plus_days(-SLACK);
    (undated.is_done() && future) || (undated.coming && !undated.real && past)
}

/// Done when the first article came out, still to come when the second did.
fn told_before_and_after(done: &Telling, coming: &Telling) -> bool {
    let order = done.published.zip(coming.published);
    done.is_done() && coming.coming && !coming.real && order.is_some_and(|(a, b)| b > a.plus_days(SLACK))
}

fn rounds_differ(one: &Telling, other: &Telling) -> bool {
    let rounds = |t: &Telling| t.numbers.get("round").cloned().unwrap_or_default();
    let (a, b) = (rounds(one), rounds(other));
    !a.is_empty() && !b.is_empty() && !a.iter().any(|r| b.contains(r))
}

/// Two towns, or a town and a country in which it does not lie.
pub(super) fn places_apart(one: &Telling, other: &Telling, world: &World<'_>) -> bool {
    let known: fn(&World<'_>, &Telling) -> Vec<EntityId> = |world, telling| {
        let told = telling.places.iter().copied();
        // What "on Norland" is to a call or a threat, is its addressee rather than its place.
        let countries = is_of_place_and_time(&telling.class);
        let class = |p: &EntityId| world.entity(*p).class;
        told.filter(|p| class(p) == EntityClass::City || (countries && class(p) == EntityClass::Country)).collect()
    };
    let (a, b) = (known(world, one), known(world, other));
    // A place that is none on a map ("the fish market") may be anywhere.
    let only_known = a.len() == one.places.len() || b.len() == other.places.len();
    let agree = |x: EntityId, y: EntityId| {
        let (class, with) = (world.entity(x).class, world.entity(y).class);
        if class == with {
            return x == y;
        }
        let (country, of_x, of_y) = (EntityClass::Country, world.country(x), world.country(y));
        debug_assert!(class == country || with == country);
        of_x.is_none() || of_y.is_none() || of_x == of_y
    };
    !a.is_empty() && !b.is_empty() && only_known && !a.iter().any(|&x| b.iter().any(|&y| agree(x, y)))
}

pub(super) fn sides_apart(one: &Telling, other: &Telling) -> bool {
    // Who does it to whom is turned round, or is done by others.
    let mut roles = one.by_role.iter().filter_map(|(role, sides)| Some((sides, other.by_role.get(role)?)));
    // Whom the other article names in no role, but as the place or the topic, it may mean in that role.
    let named = |sides: &BTreeSet<EntityId>, by: &Telling| {
        sides.iter().any(|s| !by.sides.contains(s) && (by.places.contains(s) || by.about.contains(s)))
    };
    if roles.any(|(a, b)| !a.is_empty() && !b.is_empty() && a.is_disjoint(b) && !named(a, other) && !named(b, one)) {
        return true;
    }
    // Norland with Suderia, and Norland with Arvenia, are two meetings.
    let (a, b) = (&one.together, &other.together);
    let shared = a.intersection(b).count();
    let extra = (
        a.difference(b).filter(|s| !other.hosts.contains(s)).count(),
        b.difference(a).filter(|s| !one.hosts.contains(s)).count(),
    );
    let several = a.len() >= 2 && b.len() >= 2;
    (several && extra.0 > 0 && extra.1 > 0 && shared <= 1) || (shared == 0 && !a.is_empty() && !b.is_empty() && several)
}

/// Two plans of different length, where the deed is done to the plan.
fn plans_apart(one: &Telling, other: &Telling, world: &World<'_>) -> bool {
    if is_of_place_and_time(&one.class) {
        return false;
    }
    let points = |t: &Telling| t.about.iter().filter_map(|&p| world.entity(p).points).collect::<BTreeSet<_>>();
    let (a, b) = (points(one), points(other));
    // What is revised is known by what it was as well as by what it became.
    let versions = |t: &Telling| {
        let told = ["points_before", "points_after"].iter().filter_map(|role| t.numbers.get(*role)).flatten();
        told.map(|points| *points as u32).collect::<BTreeSet<_>>()
    };
    let revised = one.class == "Revision" && !(a.is_disjoint(&versions(other)) && b.is_disjoint(&versions(one)));
    !a.is_empty() && !b.is_empty() && a.is_disjoint(&b) && !revised
}

/// Points for two tellings that are not apart, with the reasons; none if they are not enough.
pub(super) fn likeness(
    one: &Telling,
    other: &Telling,
    world: &World<'_>,
    articles: &[Outline],
) -> Option<(i32, Vec<Reason>)> {
    let mut reasons = Vec::new();
    let mut take = |found: Option<(i32, Vec<Reason>)>| {
        let (points, because) = found.unwrap_or_default();
        reasons.extend(because);
        points
    };
    let when = take(when_points(one, other));
    let place = take(place_points(one, other, world));
    let who = take(Some(who_points(one, other, world)));
    let topic = take(Some(about_points(one, other, world)));
    let numbers = take(Some(number_points(one, other)));
    // That two articles came out together dates what they count alike, or what somebody did; not whom he met.
    let placed = is_of_place_and_time(&one.class);
    let dated = one.days.is_some() || other.days.is_some() || !placed || numbers > 0;
    let people = one.people.intersection(&other.people).count();
    let kinds = u8::from(when >= 60 && dated)
        + u8::from(place >= 60)
        + u8::from(who >= 60)
        + u8::from(people >= 2)
        + u8::from(topic >= 60)
        + u8::from(numbers >= 60);
    let story = take(story_points(one, other, articles));
    let words = take(word_points(one, other));
    let total = when + place + who + topic + numbers + story + words + status_points(one, other);
    let enough = if placed {
        // "After the talks in Port Amber", in an article that tells the same story not long after; and a bare noun of an article
        // that its own reading did not tie to what it names.
        let back = place >= 200 && story >= 60 && when > 0 && total >= ENOUGH - 20;
        // In a large town many meet on one day: those of whom nobody is in both are one only if they belong to one story.
        let strangers = who <= 0 && !one.is_bare() && !other.is_bare() && story < 60;
        (total >= ENOUGH && !strangers && (kinds >= 2 || one.article == other.article)) || back
    } else {
        // What is done more than once needs somebody who does it.
        let repeated = !is_done_once(&one.class);
        kinds >= 2 && (who >= 60 || !repeated) && total >= if topic >= 100 { ENOUGH } else { ENOUGH_WITHOUT_TOPIC }
    };
    enough.then_some((total, reasons))
}

/// Points for two tellings that have little in common but the story and the day, or in news of these days the weapon or about how
/// many were hit, if each is all that its article tells of its kind.
pub(super) fn lone(one: &Telling, other: &Telling, articles: &[Outline]) -> Option<(i32, Vec<Reason>)> {
    let (points, story) = story_points(one, other, articles).filter(|_| one.article != other.article)?;
    let day = one.day().filter(|day| other.day() == Some(*day)).map(|_| when_points(one, other));
    // Mediators and capitals are in many stories.
    let alike = points >= 100 && (tolls_near(one, other) || armed_alike(one, other));
    let near = || when_points(one, other).filter(|(when, _)| *when >= 60 && alike);
    let (_, mut reasons) = day.unwrap_or_else(near)?;
    reasons.extend(story);
    reasons.push(Reason::Only);
    (one.denied == other.denied && one.is_done() == other.is_done() || day_is_told(one, other))
        .then_some((points, reasons))
}

/// Do both name the day? What is planned for it is then what was done on it.
fn day_is_told(one: &Telling, other: &Telling) -> bool {
    one.denied == other.denied && one.day().is_some() && one.day() == other.day()
}

fn armed_alike(one: &Telling, other: &Telling) -> bool {
    !one.weapons.is_disjoint(&other.weapons)
}

/// Are some people counted in both, and nowhere in the one twice as many as in the other?
fn tolls_near(one: &Telling, other: &Telling) -> bool {
    let mut counted =
        TOLLS.iter().filter_map(|role| Some((one.numbers.get(*role)?, other.numbers.get(*role)?))).peekable();
    let near = |(a, b): (&Vec<f64>, &Vec<f64>)| a.iter().any(|x| b.iter().any(|y| x.max(*y) < 2.0 * x.min(*y)));
    counted.peek().is_some() && counted.all(near)
}

fn edtf((first, last): (Date, Date)) -> String {
    if first == last { first.to_string() } else { format!("{first}/{last}") }
}

fn when_points(one: &Telling, other: &Telling) -> Option<(i32, Vec<Reason>)> {
    let near = |day: Date, published: Option<Date>, done: bool| {
        let published = published?;
        let since = published.days_since(day);
        // What is told as coming is told before its day.
        let since = if done { since } else { -since };
        let points = match since {
            -1..=NEWS => 80,
            8..=30 => 30,
            _ => -40,
        };
        Some((points, (points == 80).then(|| Reason::Published(day.to_string())).into_iter().collect()))
    };
    match (one.days, other.days) {
        (Some(a), Some(b)) => {
            let span = |d: (Date, Date)| d.1.days_since(d.0);
            let overlap = a.0 <= b.1 && b.0 <= a.1;
            let points = match span(a).max(span(b)) {
                0..=3 if overlap => 200,
                0..=3 => 120,
                4..=10 => 150,
                11..=45 => 80,
                _ => 40,
            };
            Some((points, vec![Reason::Days(edtf(a), edtf(b))]))
        }
        (Some(days), None) => near(days.1, other.published, other.is_done()),
        (None, Some(days)) => near(days.1, one.published, one.is_done()),
        (None, None) => {
            let apart = one.published?.days_since(other.published?).abs();
            let points = match apart {
                0..=2 => 120,
                3..=NEWS => 60,
                8..=30 => 0,
                _ => -60,
            };
            Some((points, Vec::new()))
        }
    }
}

/// The best pair of places.
fn place_points(one: &Telling, other: &Telling, world: &World<'_>) -> Option<(i32, Vec<Reason>)> {
    let pair = |x: EntityId, y: EntityId| {
        let (a, b) = (world.entity(x), world.entity(y));
        let country = |e: EntityClass| e == EntityClass::Country;
        if x == y {
            let points = if country(a.class) { 80 } else { 200 };
            return Some((points, Reason::Place(a.label.clone())));
        }
        let within = |inner: EntityId, outer: EntityId| {
            let above = world.entity(inner);
            above.contained_in == Some(outer) || above.affiliation == Some(outer) || world.country(inner) == Some(outer)
        };
        if within(x, y) {
            let points = if country(b.class) { 120 } else { 150 };
            Some((points, Reason::Within(a.label.clone(), b.label.clone())))
        } else if within(y, x) {
            let points = if country(a.class) { 120 } else { 150 };
            Some((points, Reason::Within(b.label.clone(), a.label.clone())))
        } else {
            None
        }
    };
    let hosts = |t: &Telling| t.places.iter().chain(&t.hosts).copied().collect::<BTreeSet<_>>();
    let (a, b) = (hosts(one), hosts(other));
    let pairs = a.iter().flat_map(|&x| b.iter().map(move |&y| (x, y))).filter_map(|(x, y)| pair(x, y));
    let best = pairs.max_by(|x, y| (x.0, &y.1).cmp(&(y.0, &x.1)))?;
    Some((best.0, vec![best.1]))
}

fn who_points(one: &Telling, other: &Telling, world: &World<'_>) -> (i32, Vec<Reason>) {
    let people: Vec<EntityId> = one.people.intersection(&other.people).copied().collect();
    let covered: BTreeSet<EntityId> = people.iter().filter_map(|&p| world.side(p)).collect();
    // What "on Norland" is to a call or a threat, one article's reading takes for its addressee and another's for its place.
    let sides_of = |t: &Telling| {
        let countries = t.places.iter().copied().filter(|&p| world.entity(p).class == EntityClass::Country);
        let placed = is_of_place_and_time(&t.class);
        t.sides.iter().copied().chain(countries.filter(|_| !placed)).collect::<BTreeSet<_>>()
    };
    let shared: BTreeSet<EntityId> = sides_of(one).intersection(&sides_of(other)).copied().collect();
    let sides: Vec<EntityId> = shared.difference(&covered).copied().collect();
    let mut points = if people.is_empty() { 0 } else { (75 + 75 * people.len() as i32).min(300) };
    points += (100 * sides.len() as i32).min(250);
    if shared.len() >= 2 && one.together == other.together {
        points += 50;
    }
    if people.is_empty() && !one.people.is_empty() && !other.people.is_empty() {
        points -= 60;
    }
    let labels = |ids: &[EntityId]| ids.iter().map(|&id| world.label(id)).collect::<Vec<_>>();
    let mut reasons = Vec::new();
    if !people.is_empty() {
        reasons.push(Reason::People(labels(&people)));
    }
    if !sides.is_empty() {
        reasons.push(Reason::Sides(labels(&sides)));
    }
    (points, reasons)
}

fn about_points(one: &Telling, other: &Telling, world: &World<'_>) -> (i32, Vec<Reason>) {
    let shared: Vec<EntityId> = one.about.intersection(&other.about).copied().collect();
    let of = |ids: &BTreeSet<EntityId>, class: EntityClass| ids.iter().any(|&id| world.entity(id).class == class);
    if shared.is_empty() {
        // One article counts the points of the plan, another calls it "the plan".
        let plans = of(&one.about, EntityClass::Plan) && of(&other.about, EntityClass::Plan);
        let numbered = |t: &Telling| t.about.iter().any(|&p| world.entity(p).points.is_some());
        let nameless = |t: &Telling| {
            let generic =
                |p: &EntityId| !world.entity(*p).label.contains(|c: char| c.is_uppercase() || c.is_ascii_digit());
            t.about.iter().any(generic)
        };
        let fits = plans
            && is_done_once(&one.class)
            && ((numbered(one) && nameless(other)) || (numbered(other) && nameless(one)));
        return (if fits { 100 } else { 0 }, Vec::new());
    }
    let weight = |id: &EntityId| match world.entity(*id).class {
        EntityClass::Plan => 150,
        EntityClass::Conflict => 50,
        _ => 100,
    };
    let points = shared.iter().map(weight).max().unwrap_or_default();
    (points, vec![Reason::About(shared.iter().map(|&id| world.label(id)).collect())])
}

fn number_points(one: &Telling, other: &Telling) -> (i32, Vec<Reason>) {
    let (mut points, mut reasons) = (0, Vec::new());
    for (role, values) in &one.numbers {
        let Some(others) = other.numbers.get(role) else { continue };
        if let Some(value) = values.iter().find(|v| others.contains(v)) {
            points += if reasons.is_empty() { 120 } else { 60 };
            reasons.push(Reason::Number(role.as_str().into(), value.to_string()));
        } else {
            // Tolls rise and sources differ, but not tenfold.
            let far = values.iter().all(|a| others.iter().all(|b| a.max(*b) > 4.0 * a.min(*b).max(1.0)));
            points -= if far { 120 } else { 30 };
        }
    }
    (points.clamp(-200, 240), reasons)
}

/// Articles that name the same things tell one story.
fn story_points(one: &Telling, other: &Telling, articles: &[Outline]) -> Option<(i32, Vec<Reason>)> {
    let (a, b) = (articles.get(one.article as usize)?, articles.get(other.article as usize)?);
    if one.article == other.article {
        return Some((100, Vec::new()));
    }
    let (a, b) = (&a.context, &b.context);
    let shared = a.intersection(b).count();
    let share = 100 * shared / a.len().min(b.len()).max(1);
    let points = match (shared, share) {
        (5.., 50..) => 100,
        (3.., 30..) => 60,
        _ => return None,
    };
    Some((points, vec![Reason::Story(shared as u32)]))
}

fn word_points(one: &Telling, other: &Telling) -> Option<(i32, Vec<Reason>)> {
    let shared = one.words.intersection(&other.words).count();
    let least = one.words.len().min(other.words.len());
    (shared >= 4 && 10 * shared >= 9 * least).then(|| (100, vec![Reason::Words]))
}

fn status_points(one: &Telling, other: &Telling) -> i32 {
    let denied = one.denied != other.denied;
    // A plan that came true is one event; a possible rejection and a rejection are hardly.
    let unsure = one.is_done() != other.is_done() && !is_of_place_and_time(&one.class) && one.class != "Proposal";
    -50 * (i32::from(denied) + i32::from(unsure))
}

/// Does one tell of it as coming and the other as done?
pub(super) fn announced(one: &Telling, other: &Telling) -> bool {
    (one.is_done() && other.coming && !other.real) || (other.is_done() && one.coming && !one.real)
}
