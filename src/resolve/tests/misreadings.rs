//! Names that articles read differently, acronyms that two bodies share, and tellings with little in common but their day.

use super::*;

fn about_norland(name: &str) -> Article {
    Article::new(name, "2031-03-12").names(EntityClass::Country, &["Norland"])
}

fn classes(articles: &[Article]) -> Vec<(EntityClass, String)> {
    let found = together(&articles.iter().collect::<Vec<_>>(), &[]);
    let known = found.entities.iter().filter(|e| e.class != EntityClass::Country);
    known.map(|e| (e.class, e.label.clone())).collect()
}

#[test]
fn a_town_that_other_articles_read_as_a_person() {
    let town = |name: &str| about_norland(name).names(EntityClass::City, &["Hulbrook"]);
    let body = about_norland("b").names(EntityClass::Organization, &["Hulbrook"]);
    let person = about_norland("c").names(EntityClass::Person, &["Hulbrook"]);
    let all = [town("a"), body, person, town("d")];
    assert_eq!(classes(&all), [(EntityClass::City, "Hulbrook".to_owned())]);

    let somebody = about_norland("c").names(EntityClass::Person, &["Ada Hulbrook"]);
    let bare = about_norland("e").names(EntityClass::Person, &["Hulbrook"]);
    assert_eq!(classes(&[town("a"), somebody, bare]).len(), 2, "Ada Hulbrook has the town's name");

    let far = Article::new("c", "2031-03-12")
        .names(EntityClass::Country, &["Suderia"])
        .names(EntityClass::Person, &["Hulbrook"]);
    assert_eq!(classes(&[town("a"), far]).len(), 2, "nothing says that the articles speak of one country");
}

#[test]
fn bodies_that_share_an_acronym_are_as_many_as_it_has_meanings() {
    let body = |name: &str, long: &str| {
        let mut article = about_norland(name).names(EntityClass::Organization, &[long]);
        article.extraction.entities.last_mut().expect("the body").aliases.push("RVF".to_owned());
        article
    };
    let two = [body("a", "Red Valley Front"), body("b", "Rosmark Volunteer Force"), body("c", "Red Valley Front")];
    assert_eq!(classes(&two).len(), 2);
    let spellings = [body("a", "Rosmark Volunteer Force"), body("b", "Rosmarkian Volunteer Force")];
    assert_eq!(classes(&spellings).len(), 1, "spellings of one name");

    let bare = Article::new("d", "2031-03-12")
        .names(EntityClass::Country, &["Norland", "Suderia"])
        .names(EntityClass::Organization, &["RVF"]);
    let in_suderia = Article::new("e", "2031-03-12")
        .names(EntityClass::Country, &["Norland", "Suderia"])
        .names(EntityClass::Organization, &["Royal Veterans Federation"]);
    let found = classes(&[body("a", "Red Valley Front"), in_suderia, bare]);
    assert_eq!(found.len(), 2, "it is the one that is told of with Suderia too: {found:?}");
}

/// "The council is to discuss it on Thursday", "the council met on Thursday": nothing in common but the day and the story.
#[test]
fn the_only_one_of_its_kind_on_a_day() {
    let told = |name: &str, published: &str, status: Status, roles: &[&str]| {
        Article::new(name, published)
            .event("Meeting", status, roles, "", "2031-03-13")
            .names(EntityClass::Person, &["Ada Marlow", "Dan Brook", "Yousef Haddari"])
            .names(EntityClass::Country, &["Norland", "Suderia"])
    };
    let coming = told("a", "2031-03-11", Status::Planned, &[]);
    let council = ["participant=Organization:Peace Council"];
    let done = told("b", "2031-03-14", Status::Occurred, &council);
    assert!(one_event(&coming, &done));
    let found = together(&[&coming, &done], &[]);
    assert!(found.merges.events.iter().all(|m| m.because.contains(&Reason::Only)));

    let another = done.event("Meeting", Status::Occurred, &["participant=Person:Ada Marlow"], "", "2031-03-13");
    assert!(!one_event(&coming, &another), "it could be either");
}

#[test]
fn a_call_on_two_countries_has_no_place() {
    let call = |name: &str, to: &str, place: &str| {
        let to = format!("addressee={to}");
        let mut article = Article::new(name, "2031-03-12").event(
            "Demand",
            Status::Occurred,
            &["demander=Arvenia", &to],
            "",
            "2031-03-11",
        );
        let place = article.thing(EntityClass::Country, place, None);
        article.extraction.events[0].place.push(place);
        article.about("24-point plan")
    };
    assert!(one_event(&call("a", "Norland", "Suderia"), &call("b", "Suderia", "Norland")));
}

#[test]
fn bare_talks_inside_the_words_of_a_meeting_are_that_meeting() {
    let met = talks("a", "2031-03-12", "Port Amber", "2031-03-11").event("Meeting", Status::Occurred, &[], "", "");
    let mut met = met.about("24-point plan");
    met.extraction.events[0].evidence[0].bytes = ByteSpan::new(10, 80);
    assert_eq!(together(&[&met], &[]).events.len(), 1);
    met.extraction.events[1].evidence[0].bytes = ByteSpan::new(90, 95);
    assert_eq!(together(&[&met], &[]).events.len(), 2, "somewhere else in the text");
}

#[test]
fn a_revision_is_known_by_what_it_made_of_the_plan() {
    let revised = |name: &str, plan: &str| {
        Article::new(name, "2031-03-12")
            .event("Revision", Status::Occurred, &["reviser=Norland"], "", "2031-03-11")
            .about(plan)
            .names(EntityClass::Person, &["Ada Marlow", "Dan Brook", "Yousef Haddari", "Ilse Stein"])
    };
    let before = revised("a", "24-point plan").number("points_after", 17.0);
    assert!(one_event(&before, &revised("b", "17-point plan")));
    assert!(!one_event(&before, &revised("b", "19-point plan")));
}

/// "Five were killed in the fighting", "seven died in the fighting": tolls rise, and sources differ, but not tenfold.
#[test]
fn the_only_toll_of_a_story_in_one_week() {
    let hit = |name: &str, published: &str, killed: f64| {
        Article::new(name, published)
            .event("Attack", Status::Occurred, &[], "", "")
            .number("killed", killed)
            .names(EntityClass::Person, &["Ada Marlow", "Dan Brook", "Yousef Haddari"])
            .names(EntityClass::Country, &["Norland", "Suderia"])
    };
    let five = hit("a", "2031-03-14", 5.0);
    assert!(one_event(&five, &hit("b", "2031-03-17", 7.0)));
    assert!(!one_event(&five, &hit("b", "2031-03-17", 50.0)), "ten times as many");
    assert!(!one_event(&five, &hit("b", "2031-04-17", 7.0)), "a month later");
    let two = hit("b", "2031-03-17", 7.0).event("Attack", Status::Occurred, &[], "", "").number("killed", 6.0);
    assert!(!one_event(&five, &two), "it could be either");

    let shells = ["weapon=Other:shells"];
    let armed = |name: &str, day: &str, roles: &[&str]| {
        Article::new(name, "2031-03-12")
            .event("Attack", Status::Occurred, roles, "", day)
            .names(EntityClass::Person, &["Ada Marlow", "Dan Brook", "Yousef Haddari"])
            .names(EntityClass::Country, &["Norland", "Suderia"])
    };
    assert!(one_event(&armed("a", "2031-03-11", &shells), &armed("b", "", &shells)));
    assert!(!one_event(&armed("a", "2031-03-11", &shells), &armed("b", "", &["weapon=Other:knives"])));
}
