"""Invented news sentences with names that no training text holds, for `stress.py`.

[Words|relation>head] is a name: every word PROPN, its first word with that relation to that head, the others flat.
<Words|UPOS|relation>head> is what must not be taken for a name, or a word of another kind that is often misread. Words as in UD.
"""
SENTENCES = """
Field Marshal [Birru Desta|nsubj>signed] , the chief of staff , signed the order on Friday .
General [Tsegaye Woldu|nsubj>said] said the road to [Adi Quorro|nmod>road] was open .
His sister [Elke Dorn|appos>sister] sits in the upper house .
[Ester Moragues|nsubj>said] , who leads the port authority , said the berths were full .
The regional bloc [ECOWEX|appos>bloc] had threatened sanctions .
Soldiers of the UN mission [MINUTAZ|appos>mission] are leaving [Gorrale|obj>leaving] .
<Rebels|NOUN|nsubj>seized> seized two villages near [Tamburo|nmod>villages] .
<Drones|NOUN|nsubj>hit> hit a depot outside [Velyka Soshna|nmod>depot] .
<Marchers|NOUN|nsubj>blocked> blocked the bridge for hours .
<Truckers|NOUN|nsubj>parked> parked across the motorway .
Archbishop [Teodor Vlaicu|nsubj>appealed] appealed for calm .
The envoy , [Ishaq ag Wanaba|appos>envoy] , landed in [Kidoul|obl>landed] at dawn .
Prime Minister - designate [Aurelie Nkemba|nsubj>named] named six ministers .
" They lied to us , " said [Marit Skauge|nsubj>said] , a teacher in [Tromvik|nmod>teacher] .
Said [Oyelaran|nsubj>Said] : " We will not move . "
[Oyelaran|nsubj>told] told reporters that [Quisling Harbour|nsubj>was] was closed .
Talks between [Zhanna Bekmukh|nmod>Talks] and [Luis Ferrand-Ochoa|conj>Zhanna] collapsed .
Commander [Sefu|nsubj>denied] denied the charge .
Army chief [Htin Zeya|nsubj>visited] visited the front .
Her deputy , [Brisk Halloran|appos>deputy] , declined to comment .
[Vashti Penn-Adair|nsubj>chairs] chairs the committee .
[Kwesi Attah|nsubj>won] won by 212 votes .
The union 's leader , [Ragna Ytre|appos>leader] , called off the strike .
Police in [Harrowmere|nmod>Police] arrested three men .
The island of [Sant Bru|nmod>island] has no airport .
The trial of [Dusty Okonjo|nmod>trial] opened in [Mbarisa|obl>opened] .
[Mbarisa|nmod:poss>mayor] 's mayor , [Early Thibault|appos>mayor] , resigned .
Lawyers for [Olwen Sharpe|nmod>Lawyers] filed an appeal .
[Steadman|nsubj>accused] accused [Lowly|obj>accused] of fraud .
Shares of [NordVia|nmod>Shares] fell 4 percent .
[NordVia|nsubj>bought] bought [TerraHelm|obj>bought] for 2 billion dollars .
The drug maker [Pharmelis|appos>maker] recalled the vaccine .
[OMVRA|nsubj>warned] warned of floods along the river .
The watchdog [CLARENS|appos>watchdog] fined [Ubique|obj>fined] .
A spokesman for [AFRICEL|nmod>spokesman] said flights would resume .
Colonel [Said Barre Hassan|nsubj>commands] commands the brigade .
[Sultan Qarbash|nsubj>met] met [Joyous Ndlela|obj>met] in [Wadi Sirr|obl>met] .
Economist [Hao Lingfei|nsubj>expects] expects growth of 3 percent .
The bishop of [Ostrau|nmod>bishop] , [Placid Mertens|appos>bishop] , blessed the ship .
Ministers from [Karelstan|nmod>Ministers] , [Ubora|conj>Karelstan] and [Tesh|conj>Karelstan] signed the pact .
President [Grant Stoltz|nsubj>vetoed] vetoed the bill .
Judge [Merry Akhtarova|nsubj>ruled] ruled against the state .
In [Dunmarrow|obl>gathered] , thousands gathered on Sunday .
Neither [Tolbert|nsubj>replied] nor his aide replied .
The talks in [Bad Ellern|nmod>talks] lasted two days .
<Lawmakers|NOUN|nsubj>backed> backed the plan .
<Mediators|NOUN|nsubj>flew> flew to [Ngoumba|obl>flew] .
<Shells|NOUN|nsubj>fell> fell on the market .
[Sharif al - Qadhi|nsubj>leads] leads the delegation .
The ferry left [Oban Tor|obj>left] with 90 people aboard .
The border town of [Aïn Sefta|nmod>town] was shelled .
[Åsne Lødingen|nsubj>resigned] resigned after the vote .
[N'Goran Koua|nsubj>heads] heads the commission .
[Kerem Baysal|nsubj>replaced] replaced [Nuri Candemir|obj>replaced] as governor .
The ship belongs to [Halvard Line|obl>belongs] .
The <army|NOUN|nsubj>massed> has <massed|VERB|root>massed> tanks on its border .
<Troops|NOUN|nsubj>seized> have <seized|VERB|root>seized> villages around [Lomza Dolna|nmod>villages] .
The tariffs it <brought|VERB|acl:relcl>tariffs> in hurt farmers .
The deal they <signed|VERB|acl:relcl>deal> in [Ruvenna|obl>signed] failed .
Five ministers , <including|VERB|case>Oriel> [Oriel Tang|nmod>ministers] , quit .
<28|NUM|nsubj:pass>hurt> of them were hurt .
Six people were killed and <14|NUM|nsubj>injured> injured .
The party , <led|VERB|acl>party> by [Ansgar Roth|obl:agent>led] , lost .
[Brandl|nmod:poss>lawyer] 's lawyer called the verdict unfair .
[Idris Mabok|nmod:poss>brother] 's brother runs the mine .
"""
