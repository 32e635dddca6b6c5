"""Names that no training text holds: drawn from lists of many languages, imitated letter by letter, or made of syllables.

A fifth of all words (by checksum) is held back for the stress sets of `stress.py`: a pool made with `held=True` draws only
those, the pool of the training none of them.
"""
import zlib

import names_data
from news_names import ENDINGS, PERSON_ENDINGS, invented, people_of

# Languages that Faker lacks, first and last names: Amharic, Somali, Akan, Igbo, Yoruba, Wolof, Malagasy, Catalan, Basque, Burmese,
# Mongolian, Kurdish, Pashto, Tongan, Quechua, Icelandic, Maltese …
FIRST = """Abebe Alemitu Bekele Dawit Girma Hirut Kebede Lemlem Mulu Negash Selam Tadesse Yared Zewde Abdirahman Cawo Faduma Hodan
 Liban Sahra Warsame Abena Akosua Efua Kofi Kwabena Kwame Yaw Adaeze Chidi Chinedu Emeka Ifeoma Ngozi Obinna Uche Ayodele Babatunde Folake
 Olumide Temitope Awa Cheikh Mamadou Moussa Ousmane Seynabou Hery Lalao Rivo Arnau Berta Jordi Laia Mercè Oriol Ainhoa Gorka Iker Maite
 Aung Htet Khin Nyein Thura Batbayar Enkhtuya Oyuun Tömör Azad Berivan Dilovan Rojda Zerdesht Gulalai Spozhmai Zalmay Siaosi Tevita Sina
 Inti Wayra Yupanqui Birna Guðrún Ketill Sigrún Ġorġ Wistin Ilse Antje Heike Uwe Jutta Ewout Sietske Aoife Niamh Ciarán Bronagh Iestyn
 Angharad Zsófia Ferenc Věra Jiří Łukasz Grażyna Şebnem Oğuz Çiğdem Liisa Aarne Maarja Toomas Dzintra Ieva Žydrė Besnik Drita Zvonimir
 Milorad Bojana Ruzhena Plamen Vakhtang Nino Hrachya Anahit Gulnara Bakyt Aizhan Nurlan Farrukh Dilshod Sopheap Vannak Bounmy Noy Somchai
 Malee Rizal Dewi Putu Wayan Ketut Nguyet Quynh Sangay Tshering Pasang Dorji Rukmini Perumal Selvi Anbu""".split()
LAST = """Abate Alemayehu Ayele Demissie Gebremariam Haile Kassa Lemma Mengistu Negussie Shiferaw Tesfaye Wolde Zenawi Abukar Guled
 Nuur Samatar Adjei Amoah Asante Boateng Mensah Owusu Achebe Eze Nwosu Okafor Okeke Onyango Adeyemi Afolabi Ogunleye Diagne Diouf Ndiaye
 Sarr N'Diaye M'Bow Rakoto Ravelona Bosch Capdevila Ferrer Puigdomènech Rovira Etxeberria Goikoetxea Zubiri Maung Thein Zaw Ganbold Baran
 Barzani Xelîl Achakzai Popal Taufa Vainikolo Huanca Mamani Quispe Condori Jónsdóttir Þorvaldsson Bonnici Zammit Brandt Kruse Lindner
 Vogt Dijkstra Hoekstra Ó Súilleabháin Llewellyn Szabó Kovács Dvořák Svoboda Wójcik Żuraw Yıldız Öztürk Mäkelä Tamm Ozols Kazlauskas
 Hoxha Berisha Babić Đorđević Šimić Petkov Gelashvili Kvirikashvili Petrosyan Sargsyan Abdykadyrov Toktogulov Karimov Rahimov Sok Chea
 Vongsa Phommachan Suwannarat Wibowo Suryadi Nguyen Pham Wangdi Namgyel Murugan Arulmozhi Pereira Gonsalves Teixeira Coutinho d'Almeida
 D'Souza O'Hanlon O'Dowd McAllister MacRae DeVries LeBlanc St. Clair Brâncuș Țepeș Lăcătuș Fernández-Ruiz""".replace("Ó Súilleabháin", "Súilleabháin").replace(
    "St. Clair", "Sinclair").replace("Fernández-Ruiz", "Fernández").split()
PARTICLES = [["de"], ["de", "la"], ["van"], ["van", "der"], ["von"], ["bin"], ["ben"], ["al", "-"], ["El", "-"], ["Al", "-"], ["Ould"], ["da"], ["dos"]]
BODY_STARTS = "Tele Medi Euro Nova Open Bio Geo Agro Petro Inter Trans Uni Rosa Kaz Med Micro Cyber Air Sun Blue Data Glo Ener Syn".split()
BODY_ENDS = "Corp Nord Tech Bank Link Media Works Gen Soft Net Oil Steel Path Watch Sphere Trade Lab Post Group Energy".split()
MARK = "^"


def held_back(word):
    return zlib.crc32(word.lower().encode()) % 5 == 0


class Imitator:
    """Words letter by letter, each letter after the three before it."""

    def __init__(self, words, order=3):
        self.order, self.next = order, {}
        for word in words:
            text = MARK * order + word.lower() + MARK
            for i in range(order, len(text)):
                self.next.setdefault(text[i - order:i], []).append(text[i])

    def draw(self, rng):
        text = MARK * self.order
        while len(text) < 15 + self.order:
            letter = rng.choice(self.next[text[-self.order:]])
            if letter == MARK:
                break
            text += letter
        return text[self.order:].capitalize()


class Pool:
    """Draws names as lists of words, cut as in Universal Dependencies."""

    def __init__(self, path, held=False):
        self.lists = names_data.Substitutes(path).lists
        self.held = held
        words = {"first": [], "last": [], "town": []}
        for first, last in self.lists["people"]:
            words["first"] += [first[0]] if len(first) == 1 else []
            words["last"] += [last[-1]]
        words["first"] += FIRST * 3
        words["last"] += LAST * 3
        words["town"] += [n[0] for kind in ("large", "cities", "capitals", "countries") for n in self.lists[kind] if len(n) == 1]
        self.words = words
        self.imitators = {kind: Imitator(w) for kind, w in words.items()}

    def accept(self, word):
        return len(word) > 2 and held_back(word) == self.held

    def until(self, draw):
        while True:
            word = draw()
            if self.accept(word):
                return word

    def listed(self, kind, rng):
        return self.until(lambda: rng.choice(self.words[kind]))

    def imitated(self, kind, rng):
        return self.until(lambda: self.imitators[kind].draw(rng))

    def made(self, endings, rng):
        return self.until(lambda: invented(rng, endings))

    def first(self, rng):
        return self.listed("first", rng) if rng.random() < 0.6 else self.imitated("first", rng)

    def last(self, rng):
        draw = rng.random()
        if draw < 0.45:
            return self.listed("last", rng)
        return self.imitated("last", rng) if draw < 0.8 else self.made(PERSON_ENDINGS, rng)

    def person(self, length, rng):
        """A last name (length 1) or a whole name of about so many words; a particle may come before the last name."""
        last = [self.last(rng)]
        draw = rng.random()
        if draw < 0.07:
            last = [*rng.choice(PARTICLES), *last]
        elif draw < 0.10:
            last = [*last, "-", self.last(rng)]
        if length == 1:
            return last
        first = [self.first(rng)]
        if length > 2:
            first.append(rng.choice("ABCDEFGHJKLMNPRSTW") + "." if rng.random() < 0.4 else self.first(rng))
        return first + last

    def place(self, rng):
        draw = rng.random()
        if draw < 0.4:
            return self.listed("town", rng)
        return self.imitated("town", rng) if draw < 0.7 else self.made(ENDINGS, rng)

    def acronym(self, rng):
        if rng.random() < 0.45:
            return self.until(lambda: "".join(rng.choice("ABCDEFGHIJKLMNOPRSTUVW") for _ in range(rng.choice((3, 3, 4)))))
        return self.until(lambda: invented(rng, ["", "", "s", "t"])[:rng.choice((4, 5, 6))].upper())

    def body(self, rng):
        """One word that names an organisation."""
        draw = rng.random()
        if draw < 0.55:
            return self.acronym(rng)
        if draw < 0.75:
            return self.until(lambda: rng.choice(BODY_STARTS) + rng.choice(BODY_ENDS))
        return self.imitated("last" if draw < 0.9 else "town", rng)

    def people(self, rng):
        """The adjective of a country, also one person of it."""
        if rng.random() < 0.35:
            return self.until(lambda: rng.choice(names_data.PEOPLES))
        return self.until(lambda: people_of(self.place(rng), rng))
