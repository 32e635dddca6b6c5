use super::*;

#[test]
fn embedded_tables_load() {
    let problems = Gazetteer::load(EMBEDDED).err().unwrap_or_default();
    assert_eq!(problems.iter().map(ToString::to_string).collect::<Vec<_>>(), [""; 0]);
    assert!(Gazetteer::embedded().places().len() > 12_000);
    let bytes: usize = EMBEDDED.iter().map(|(_, text)| text.len()).sum();
    assert!(bytes < 1_500_000, "{bytes} bytes of names");
}

#[test]
fn names() {
    let cases = [
        ("US", "country:US United States"),
        ("U.S.", "country:US United States"),
        ("the United States", "country:US United States"),
        ("America", "country:US United States"),
        ("UK", "country:GB United Kingdom"),
        ("Britain", "country:GB United Kingdom"),
        ("UAE", "country:AE United Arab Emirates"),
        ("the Emirates", "country:AE United Arab Emirates"),
        ("Turkey", "country:TR Turkey"),
        ("Türkiye", "country:TR Turkey"),
        ("Russian Federation", "country:RU Russia"),
        ("UKRAINE", "country:UA Ukraine"),
        ("The Netherlands", "country:NL Netherlands"),
        ("Georgia", "country:GE Georgia"),
        ("Jordan", "country:JO Jordan"),
        ("Congo", "country:CD DR Congo"),
        ("Singapore", "country:SG Singapore"),
        ("Ivory Coast", "country:CI Ivory Coast"),
        ("Kiev", "city:703448 Kyiv"),
        ("Kyiv", "city:703448 Kyiv"),
        ("Odessa", "city:698740 Odesa"),
        ("Geneva", "city:2660646 Geneva"),
        ("Abu Dhabi", "city:292968 Abu Dhabi"),
        ("Washington, D.C.", "city:4140963 Washington"),
        ("Washington", "city:4140963 Washington"),
        ("Washington DC", "city:4140963 Washington"),
        ("New York", "city:5128581 New York"),
        ("St. Petersburg", "city:498817 Saint Petersburg"),
        ("The Hague", "city:2747373 The Hague"),
        ("the Hague", "city:2747373 The Hague"),
        ("Sao Paulo", "city:3448439 Sao Paulo"),
        ("London", "city:2643743 London"),
        ("Gaza", "region:gaza-strip Gaza Strip"),
        ("California", "region:US-CA California"),
        ("the Middle East", "region:middle-east Middle East"),
        ("NATO", "org:nato NATO"),
        ("Nato", "org:nato NATO"),
        ("the UN", "org:un United Nations"),
        ("EU", "org:eu European Union"),
        ("the Kremlin", "seat:kremlin Kremlin"),
        ("White House", "seat:white-house White House"),
        ("10 Downing Street", "seat:downing-street Downing Street"),
        ("Elysee", "seat:elysee Élysée"),
        ("Foggy Bottom", "seat:state-department State Department"),
        ("us", "-"),
        ("who", "-"),
        ("turkey", "-"),
        ("Nowhereville", "-"),
        ("", "-"),
    ];
    let gazetteer = Gazetteer::embedded();
    for (name, expected) in cases {
        let found = gazetteer.lookup(name).map_or("-".into(), |p| format!("{} {}", p.key, p.label));
        assert_eq!(found, expected, "{name}");
    }
}

#[test]
fn peoples() {
    let cases = [
        ("Ukrainian", "Ukraine"),
        ("Ukrainians", "Ukraine"),
        ("American", "United States"),
        ("British", "United Kingdom"),
        ("Briton", "United Kingdom"),
        ("Dutch", "Netherlands"),
        ("French", "France"),
        ("Frenchmen", "France"),
        ("Poles", "Poland"),
        ("Polish", "Poland"),
        ("Swiss", "Switzerland"),
        ("Emirati", "United Arab Emirates"),
        ("Saudi", "Saudi Arabia"),
        ("Saudis", "Saudi Arabia"),
        ("Turkish", "Turkey"),
        ("Danes", "Denmark"),
        ("Filipino", "Philippines"),
        ("Congolese", "DR Congo"),
        ("European", "Europe"),
        ("Scottish", "Scotland"),
        ("RUSSIAN", "Russia"),
        ("Soviet", "Soviet Union"),
        ("polish", "-"),
        ("Ukraine", "-"),
    ];
    for (word, expected) in cases {
        assert_eq!(Gazetteer::embedded().demonym(word).map_or("-", |p| &p.label), expected, "{word}");
    }
}

#[test]
fn ties_between_places() {
    let gazetteer = Gazetteer::embedded();
    let country = |name: &str, tie: fn(&Gazetteer, &Place) -> Option<String>| {
        gazetteer.lookup(name).and_then(|place| tie(gazetteer, place)).unwrap_or_else(|| "-".into())
    };
    let capital = |name| country(name, |g, p| g.capital_of(p).map(|c| c.label.clone()));
    let within = |name| country(name, |g, p| g.country_of(p).map(|c| c.label.clone()));
    for (city, expected) in [
        ("Moscow", "Russia"),
        ("Kyiv", "Ukraine"),
        ("Washington", "United States"),
        ("London", "United Kingdom"),
        ("Abu Dhabi", "United Arab Emirates"),
        ("The Hague", "Netherlands"),
        ("Ankara", "Turkey"),
        ("New Delhi", "India"),
        ("Geneva", "-"),
        ("Dubai", "-"),
    ] {
        assert_eq!(capital(city), expected, "{city}");
    }
    assert_eq!(within("Geneva"), "Switzerland");
    assert_eq!(within("the Kremlin"), "Russia");
    assert_eq!(within("Texas"), "United States");
    assert_eq!(gazetteer.candidates("Georgia").len(), 2);
    assert_eq!(gazetteer.candidates("Paris").first().map(|p| p.key.as_str()), Some("city:2988507"));
    let kyiv = gazetteer.lookup("Kyiv").expect("in the table");
    assert_eq!(kyiv.same_as, ["https://sws.geonames.org/703448/"]);
    let ukraine = gazetteer.place("country:UA").expect("in the table");
    assert_eq!(ukraine.same_as, ["https://sws.geonames.org/690791/", "http://www.wikidata.org/entity/Q212"]);
    assert_eq!(kyiv.coordinates(), Some((50.455, 30.524)));
    assert_eq!(gazetteer.gender("Volodymyr"), Some(Gender::Male));
    assert_eq!(gazetteer.gender("Ursula"), Some(Gender::Female));
    assert_eq!(gazetteer.gender("Robin"), None);
}

#[test]
fn every_sovereign_country_has_a_capital_and_a_word_for_its_people() {
    let gazetteer = Gazetteer::embedded();
    let capitals: Vec<_> = gazetteer.places().iter().filter_map(|p| p.capital_of.as_deref()).collect();
    let missing: Vec<_> = gazetteer
        .places()
        .iter()
        .filter(|p| p.class == EntityClass::Country && p.population.unwrap_or(0) > 5000)
        .filter(|p| !capitals.contains(&p.key.as_str()))
        .map(|p| p.label.as_str())
        .collect();
    assert_eq!(missing, ["Caribbean Netherlands"]);
}

#[test]
fn tables_that_do_not_load() {
    let cases = [
        ("", "names.tsv: error: the table has no header line"),
        ("key\tcolour\n", "names.tsv:1:1: error: unknown column “colour”"),
        ("label\n", "names.tsv:1:1: error: the header has no column “key”"),
        ("key\tlabel\n# note\ncity:norport\n", "names.tsv:3:1: error: “city:norport” is new here and has no label"),
        ("key\tlabel\nnorport\tNorport\n", "names.tsv:2:1: error: “norport” tells no class"),
        ("key\tlabel\tlatitude\ncity:n\tNorport\tnorth\n", "names.tsv:2:16: error: “north” is not a number (latitude)"),
        ("key\tlabel\ncity:n\tNorport\textra\n", "names.tsv:2:1: error: 3 cells under 2 columns"),
        ("key\tlabel\tclass\ncity:n\tNorport\tTown\n", "names.tsv:2:16: error: “Town” is not a class of entities"),
        ("key\tlabel\tcountry\ncity:n\tNorport\tQQ\n", "error: “city:n” names country:QQ, which no table has"),
        ("given\tgender\nRobin\tboth\n", "names.tsv:2:7: error: the gender is neither female nor male"),
    ];
    for (text, expected) in cases {
        let problems = Gazetteer::load(&[("names.tsv", text)]).expect_err(text);
        let first = problems.first().map(ToString::to_string).unwrap_or_default();
        assert_eq!(first.lines().next(), Some(expected), "{text}");
    }
}

#[test]
fn a_table_adds_to_the_embedded_ones() {
    let extra = "key\tlabel\taliases\tcountry\ncountry:NN\tNorland\tKingdom of Norland\t\ncity:nor\tNorport\t\tNN\ncountry:UA\t\tUkraina\t\n";
    let gazetteer = Gazetteer::load(&[EMBEDDED, &[("extra.tsv", extra)]].concat()).expect("loads");
    assert_eq!(gazetteer.lookup("Ukraina").map(|p| p.label.as_str()), Some("Ukraine"));
    let norport = gazetteer.lookup("Norport").expect("added");
    assert_eq!(gazetteer.country_of(norport).map(|p| p.key.as_str()), Some("country:NN"));
    assert!(norport.same_as.is_empty());
}
