"""Invented news text for the parity test of the run time: (words, followed by a space) per text.

Tokens are written as the run time makes them (Universal Dependencies: clitics and
hyphens apart); `_` before a token means that no space precedes it. A text may hold several sentences.
"""

LINES = """
The Norlandish president , Mira Castellan , met Ostravian officials in Port Selwyn on Tuesday _.
Talks between Norland and Ostravia will resume next week _, her office said _.
Rescue teams pulled 14 people from a collapsed school near Velgrad _, the mayor told reporters _.
“ _We do _n’t want another war _, _” said General Anton Reyes _, a spokesman for the Coastal Guard _.
Drone strike kills six in Karsk _, governor says
PARLIAMENT REJECTS BUDGET AFTER ALL _- _NIGHT DEBATE
Three ministers resigned _. The prime minister did not comment _. An election is due in May _.
The United Nations Human Rights Council condemned the attack _, which left 40 civilians dead _.
Shares of Brightwater Energy Inc. fell 3.5 _% in London after the company cut its forecast _.
Deputy Foreign Minister Leila Haddad flew to Abu Dhabi and then to Geneva _.
Lt. Col. Jonas Petrov was wounded in the battle for Odesa _, his family said _.
Kyiv _’s mayor said Russian missiles had hit a power plant _.
Police in Buenos Aires arrested two men suspected of robbing a museum _.
The bill _, backed by Democrats and some Republicans _, would cap drug prices _.
It was the worst flood in the country _’s history _.
Who ordered the evacuation _? Nobody knows _.
Farmers blocked roads in southern France to protest against cheap imports _.
The ceasefire _, brokered by Qatar _, collapsed within hours _.
Senator Helen Okafor ( _D _- _Ohio _) called the decision “ _a disgrace _” _.
A 7.1 _- _magnitude earthquake struck off the coast of Chile early Sunday _.
Nurses who had not been paid since March went on strike _.
The Supreme Court of Norland overturned the conviction of former banker Pavel Lindqvist _.
He was charged with fraud in 2019 and sentenced to five years in prison _.
The army has denied shelling the village of Tarn al _- _Safa _, but residents blame it _.
Give peace a chance _, the banner read _.
NATO _'s secretary _- _general urged members to spend more on defence _.
Oil prices rose sharply on Monday as tensions in the Middle East grew _.
The World Health Organization said that the vaccine was safe for children _.
There are fears that the dam might burst _.
Both sides accuse each other of violating the Treaty of Larkspur _.
" _I ca _n't breathe _, _" he said before he collapsed _.
Mr. Osei _, 54 _, owns the Daily Lantern and a stake in Radio Meridian _.
Ukraine and Russia exchanged 200 prisoners of war _, the Red Cross said _.
The plane _— _a Falcon 20 built in 1981 _— _vanished from radar over Lake Orin _.
Chinese leader Wen Daoming arrived in Pretoria for the BRICS summit _.
Hurricane Ophira tore roofs off houses in eastern Cuba _. No deaths were reported _.
What the minister knew _, and when she knew it _, is now being investigated _.
The victims _' families have been told to wait …
By Sara Lindholm in Oslo
Image : Getty
Israeli and Palestinian negotiators are expected to meet again on Friday _, according to two people familiar with the talks _.
Having lost the vote _, Prime Minister Ode Varga said he _'d step down _.
The factory makes 2,000 cars a day _; it employs 5,000 workers _.
"""


def parse(line):
    words, spaces = [], []
    for token in line.split():
        if token.startswith("_") and len(token) > 1:
            if spaces:
                spaces[-1] = False
            token = token[1:]
        words.append(token)
        spaces.append(True)
    return words, spaces


TEXTS = [parse(line) for line in LINES.strip().splitlines()]
