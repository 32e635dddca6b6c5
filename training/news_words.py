"""The words of `news_grammar.py`: lists by what they can be said of, and English inflection."""

IRREGULAR = {}
for row in """be was been|begin began begun|break broke broken|bring brought brought|build built built|burn burned burned|buy bought bought|catch caught caught|
 choose chose chosen|come came come|cut cut cut|deal dealt dealt|draw drew drawn|drive drove driven|fall fell fallen|fight fought fought|find found found|
 flee fled fled|fly flew flown|forget forgot forgotten|get got got|give gave given|go went gone|grow grew grown|have had had|hear heard heard|hide hid hidden|
 hit hit hit|hold held held|hurt hurt hurt|keep kept kept|know knew known|lead led led|leave left left|lend lent lent|lose lost lost|make made made|meet met met|
 overthrow overthrew overthrown|pay paid paid|quit quit quit|read read read|rise rose risen|run ran run|say said said|see saw seen|seek sought sought|sell sold sold|
 send sent sent|shoot shot shot|show showed shown|sink sank sunk|speak spoke spoken|spend spent spent|spread spread spread|stand stood stood|steal stole stolen|
 strike struck struck|take took taken|teach taught taught|tell told told|think thought thought|throw threw thrown|win won won|withdraw withdrew withdrawn|
 write wrote written|overrun overran overrun|forbid forbade forbidden|feed fed fed|freeze froze frozen|let let let|lay laid laid|split split split|
 beat beat beaten|blow blew blown|rebuild rebuilt rebuilt|retake retook retaken|undertake undertook undertaken|
 shut shut shut|set set set|put put put|oversee oversaw overseen|uphold upheld upheld""".replace("\n ", "").split("|"):
    lemma, past, participle = row.split()
    IRREGULAR[lemma] = (past, participle)
DOUBLED = set("""ban bar jam plan stop rob grab tap trap swap drop trip ram admit commit permit submit refer transfer occur expel propel repel compel control
 patrol regret rebel quarrel spot strip scrap slam step hop pin cap acquit beg begin drag stem ship kidnap confer travel cancel unravel cut put set win hit quit split shut run let
 forbid forget get""".split())


def ending(lemma, suffix):
    if suffix == "s":
        if lemma.endswith(("s", "sh", "ch", "x", "z", "o")):
            return lemma + "es"
        return lemma[:-1] + "ies" if lemma.endswith("y") and lemma[-2] not in "aeiou" else lemma + "s"
    if lemma in DOUBLED:
        return lemma + lemma[-1] + suffix
    if suffix == "ed" and lemma.endswith("y") and lemma[-2] not in "aeiou":
        return lemma[:-1] + "ied"
    if lemma.endswith("ie") and suffix == "ing":
        return lemma[:-2] + "ying"
    if lemma.endswith("e") and not (suffix == "ing" and lemma.endswith(("ee", "oe", "ye"))):
        return lemma[:-1] + suffix
    return lemma + suffix


def inflect(lemma, tag):
    if tag == "VB" or tag == "VBP":
        return {"be": "are"}.get(lemma, lemma) if tag == "VBP" else lemma
    if tag == "VBZ":
        return {"be": "is", "have": "has"}.get(lemma) or ending(lemma, "s")
    if tag == "VBG":
        return ending(lemma, "ing")
    return IRREGULAR[lemma][tag == "VBN"] if lemma in IRREGULAR else ending(lemma, "ed")


def plural(noun):
    special = {"man": "men", "woman": "women", "spokesman": "spokesmen", "person": "people", "child": "children", "wife": "wives", "fisherman": "fishermen",
               "policeman": "policemen", "businessman": "businessmen", "chief of staff": "chiefs of staff", "serviceman": "servicemen"}
    return special.get(noun) or (noun[:-3] + "men" if noun.endswith("man") and noun != "human" else ending(noun, "s"))


def lines(text):
    return [part.strip() for part in text.replace("\n", "|").split("|") if part.strip()]


# Verbs by what they are done to; the subject is a person, a body, a state or a group.
TRANSITIVE = {
    "doc": """reject approve sign draft publish condemn welcome criticise praise back oppose suspend ratify unveil propose broker dismiss endorse cancel
 breach extend renew discuss review amend defend denounce accept finance submit block delay shelve scrap draw_up turn_down call_off sign_off water_down put_forward
 negotiate sabotage present support question quash adopt violate reopen reveal announce follow honour implement prepare push_through debate""",
    "event": """condemn launch host attend boycott disrupt call_off resume suspend end prolong monitor chair organise plan finance trigger provoke film
 prevent ban break_off cover watch lead lose win dominate overshadow stage start break_up cut_short oversee investigate attend""",
    "place": """seize bomb capture surround leave visit enter evacuate storm occupy recapture attack defend flatten overrun patrol burn cross loot raid retake
 abandon control quit govern blockade reach flood invade lose liberate encircle""",
    "person": """arrest kill wound free release kidnap meet receive summon expel rescue support recognise replace appoint jail charge question fire sack
 elect name shoot injure escort accompany criticise thank attack threaten protect follow greet deport exile try pardon interview back brief dismiss betray
 succeed poison bribe guard succeed fine nominate oust praise invite visit""",
    "group": """arrest kill wound free release kidnap meet receive summon expel rescue deploy train arm disperse fight evict shelter attack detain recruit mobilise
 deport accommodate pay hire beat ambush repel send_in call_in round_up support protect host feed""",
    "state": """attack invade visit recognise support leave threaten blame isolate criticise warn defend lead join sue rebuke arm thank govern destabilise""",
    "body": """join leave fund lead found ban head run quit criticise support control represent sue back chair infiltrate denounce recognise fine set_up""",
    "asset": """destroy damage repair rebuild blow_up buy sell smuggle inspect close reopen guard find seize hide launch deliver build hit strike unload
 search block steal mine cut_off test open clear surrender transport burn_down shut_down hand_over supply ship""",
}
# Events, documents and things as subjects of a transitive verb.
MOVES = """worry threaten delight split anger embarrass hurt affect strengthen weaken surprise alarm reassure shock cripple frighten please dismay unsettle""".split()
INTRANSITIVE = {
    "agent": """resign arrive speak protest gather surrender retreat vote return flee march pray retire disappear campaign appeal escape disperse land die
 travel intervene abstain apologise win lose stand_down walk_out give_up pull_out step_in back_down pull_back withdraw march protest wait hesitate leave""",
    "event": """resume begin end collapse continue fail break_down start open drag_on last spread escalate erupt restart close falter flare_up go_ahead
 succeed stop break_off intensify break_out""",
    "doc": "fail pass lapse collapse work hold succeed apply come_up unravel die fall_through change emerge stand go_ahead",
    "asset": "explode collapse reopen crash disappear sink burn close arrive break_down open fall run_out reopen work",
}
SAYING = """say say say say say announce warn insist add confirm deny admit claim report state declare predict argue stress complain concede note acknowledge suggest
 allege hint repeat believe think fear hope know estimate conclude reply explain recall maintain""".split()
QUOTING = "say say say say say add warn ask insist reply explain recall write complain shout joke tell_reporters conclude declare".split()
TELLING = "tell inform assure remind warn notify".split()
ASKING = """urge ask order force press allow instruct persuade invite encourage forbid help enable beg advise oblige permit require pressure want expect""".split()
WANTING = """agree refuse vow threaten plan hope promise decide pledge want try offer fail intend manage seek prepare attempt struggle continue begin expect need
 decline pretend undertake start wait""".split()
STOPPING = "stop begin start keep deny avoid consider continue resume finish suggest risk".split()
ACCUSING = {"accuse": "of", "suspect": "of", "blame": "for", "convict": "of", "thank": "for", "praise": "for", "criticise": "for", "prevent": "from",
            "stop": "from", "acquit": "of", "condemn": "for", "attack": "for", "ban": "from", "discourage": "from"}
CRIMES = """fraud|treason|corruption|bribery|spying|theft|murder|arson|genocide|perjury|sedition|smuggling|extortion|embezzlement|tax evasion|war crimes|
 money laundering|vote rigging|contempt|racism|cowardice|the delay|the massacre|the killings|the shortages""".replace("\n ", "").replace("\n", "")
GIVING = "give hand send offer show lend grant promise sell deny".split()
TO_WHOM = "call_on appeal_to".split()
# Verbs with a fixed preposition and what may follow.
WITH = {"agent": [("meet", "with", "person"), ("talk", "to", "person"), ("negotiate", "with", "group"), ("speak", "to", "group"), ("vote", "for", "doc"),
                  ("vote", "against", "doc"), ("protest", "against", "doc"), ("clash", "with", "group"), ("return", "to", "place"), ("travel", "to", "place"),
                  ("fly", "to", "place"), ("arrive", "in", "place"), ("call", "for", "event"), ("agree", "on", "doc"), ("agree", "to", "doc"), ("push", "for", "doc"),
                  ("retreat", "from", "place"), ("withdraw", "from", "place"), ("object", "to", "doc"), ("side", "with", "person"), ("preside", "over", "event"),
                  ("depend", "on", "state"), ("advance", "on", "place"), ("march", "on", "place"), ("work", "on", "doc"), ("prepare", "for", "event"),
                  ("respond", "to", "event"), ("react", "to", "doc"), ("listen", "to", "person"), ("fight", "against", "group"), ("apologise", "for", "event"),
                  ("campaign", "for", "doc"), ("benefit", "from", "doc"), ("refer", "to", "event"), ("confer", "with", "person"), ("quarrel", "with", "person")],
        "thing": [("lead", "to", "event"), ("end", "in", "event"), ("result", "in", "event"), ("belong", "to", "body"), ("depend", "on", "doc"),
                  ("focus", "on", "doc"), ("begin", "in", "place"), ("fall", "on", "place"), ("apply", "to", "group"), ("stem", "from", "event")]}

DOCS = """accord deal agreement treaty plan proposal bill budget resolution statement report decree ceasefire pact map timetable offer compromise draft
 constitution reform law amendment roadmap document letter contract declaration programme petition ban budget appeal list charter strategy initiative
 truce verdict ruling sentence sanction tariff demand condition claim memorandum communique protocol blueprint referendum_bill arms_deal peace_plan peace_deal
 draft_law peace_accord border_agreement trade_pact withdrawal_plan spending_bill aid_package ceasefire_deal power-sharing_deal extradition_treaty""".split()
EVENTS = """fighting shelling shooting bombing looting rioting fighting talks meeting summit war strike protest election conference attack offensive visit rally march raid trial clash inquiry ceremony session massacre
 vote siege exercise crisis dispute conflict campaign mission uprising coup operation negotiations mutiny debate blockade investigation riot bombing explosion
 peace_talks border_clash peace_conference bomb_attack general_strike rescue_operation air_raid election_campaign donor_conference hunger_strike car_bombing
 crackdown ambush famine drought earthquake epidemic demonstration vigil funeral parade curfew handover transition""".split()
ASSETS = """bridge road airport warehouse convoy pipeline ship power_station hospital school tank missile truck helicopter weapon building barracks mine refinery
 border_crossing aid_convoy police_station fuel_depot arms_cache radio_station oil_field army_base checkpoint office house mosque church factory dam
 harbour train bus drone rocket vehicle consignment shipment grain_store embassy prison camp stadium market square railway tunnel plane""".split()
GROUPS = """rebel soldier policeman protester resident villager refugee miner farmer teacher student worker fighter militant gunman peacekeeper observer diplomat
 lawmaker minister official prisoner hostage journalist lawyer doctor trader fisherman activist supporter survivor witness civilian tribesman general elder
 negotiator mediator mutineer separatist striker delegate judge engineer sailor guard officer veteran nurse driver shopkeeper monk priest cleric migrant
 government_soldier aid_worker peace_activist opposition_supporter police_officer army_officer riot_policeman factory_worker human_rights_lawyer border_guard
 rebel_fighter security_guard party_member oil_worker former_fighter UN_peacekeeper Western_diplomat foreign_tourist armed_man local_leader senior_official
 young_man elderly_woman side faction person person army_deserter business_leader community_leader trade_unionist displaced_person""".replace("tribesman", "tribal_elder").split()
MASS = "police troops".split()
ROLES = """president prime_minister foreign_minister defence_minister interior_minister finance_minister health_minister justice_minister deputy_prime_minister
 vice_president army_chief police_chief envoy ambassador spokesman spokeswoman mayor governor commander chief_negotiator special_envoy leader secretary_general
 chairman chairwoman director head founder deputy_leader chief_justice attorney_general lawyer adviser opposition_leader rebel_leader rebel_commander
 party_leader union_leader king bishop archbishop chief_executive deputy_minister regional_governor military_ruler chief_mediator peace_envoy high_commissioner
 chief_prosecutor general senator lawmaker negotiator ruler premier former_president former_rebel former_minister""".split()
JOBS = """lawyer teacher journalist farmer doctor professor economist analyst businessman shopkeeper soldier student diplomat nurse engineer historian activist
 witness resident former_general retired_judge taxi_driver human_rights_activist opposition_lawmaker aid_worker trade_unionist army_officer cattle_trader
 political_scientist former_diplomat community_leader military_expert security_analyst university_lecturer UN_official UN_envoy UN_spokesman government_spokesman Western_diplomat police_spokesman""".split()
# (words, number of words that are adjectives)
TITLES = """President|Prime Minister|Foreign Minister|Defence Minister|Interior Minister|Finance Minister|Vice President|General|Colonel|Major|Captain|Senator|Judge|
 King|Queen|Prince|Sheikh|Bishop|Archbishop|Governor|Mayor|Ambassador|Chancellor|Professor|Dr|Dr.|Mr.|Mrs.|Ms.|Mr|Mrs|Ms|Mr|Secretary of State|Brigadier|Admiral|Lieutenant|
 Sergeant|Father|Sister|Commissioner|Deputy Minister|Representative|Councillor|Emir|Sultan|Imam|Premier|Gen.|Col.|Sen.|Gov.""".replace("\n ", "").replace("\n", "")
PLACE_NOUNS = """town city village port province region district island border_town market_town mining_town state valley suburb oil_port coastal_town capital
 hill_town fishing_village stronghold border_village county""".split()
BODY_NOUNS = """government|army|parliament|ministry|court|council|commission|opposition|cabinet|union|party|bloc|alliance|central bank|supreme court|
 foreign ministry|defence ministry|interior ministry|security council|ruling party|election commission|air force|navy|state television|regional bloc|
 rebel movement|constitutional court|ruling council|military government|interim government|peace mission|trade union|peacekeeping force|upper house|
 football federation|transitional council|security forces|human rights group|relief agency|news agency|militia|junta|coalition|police|tribunal|senate|
 oil company|state airline|tribal council|health ministry|electoral court|aid agency|watchdog""".replace("\n ", "").replace("\n", "")
ADJECTIVES = """new secret bloody controversial long-awaited draft national major final initial bitter deadly regional historic possible joint separate
 preliminary second third fresh violent peaceful massive foreign independent emergency recent tough nationwide official illegal interim official
 disputed fragile northern southern eastern western central main large small old big military political public""".split()
PERSON_ADJECTIVES = "former veteran powerful exiled young new outgoing senior popular jailed influential deposed ailing retired acting former former".split()
GROUP_ADJECTIVES = """armed angry local foreign young heavily_armed masked striking wounded displaced unarmed senior Western former elderly
 masked retired homeless trapped pro-government anti-war""".split()
ABSTRACT = """peace|calm|restraint|independence|reform|dialogue|justice|help|aid|support|democracy|reconciliation|unity|compensation|protection|autonomy|
 stability|asylum|immunity|evidence|money|food|funds|an apology|an inquiry|a ceasefire|an amnesty|a recount|early elections|fresh elections|tougher sanctions|
 humanitarian aid|more time|international help|military support|free elections|closer ties|a withdrawal|an investigation|a referendum""".replace("\n ", "").replace("\n", "")
FRONT = "meanwhile however earlier separately instead still nevertheless also meanwhile later ironically reportedly".split()
GIFTS = "guarantee assurance warning promise weapon loan visa contract order statement medal passport answer licence permit aid_package arms_deal".split()
INTENTS = "attempt effort decision move bid pledge promise refusal threat offer plan failure campaign order right proposal request permission readiness".split()
LABELS = """a crime|a mistake|a provocation|a disaster|an act of war|a farce|a victory|a step forward|a betrayal|a trap|a disgrace|an insult|a triumph|
 unacceptable|illegal|a gift|a warning|shameful|a sham|the last chance|a death sentence|cowardly|a beginning""".replace("\n ", "")
MANNER = "unanimously peacefully again overnight immediately publicly privately repeatedly secretly abroad quietly briefly together early".split()
PRE_VERB = "also already still reportedly repeatedly formally later narrowly only now immediately twice officially previously".split()
FAMILY = "wife husband brother sister son daughter father mother lawyer party deputy bodyguard predecessor successor government country army aide village".split()
MONTHS = "January February March April May June July August September October November December".split()
DAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()
NUMBERS = "two three four five six seven eight nine ten eleven twelve fifteen twenty thirty forty fifty".split()
