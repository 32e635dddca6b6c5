"""Heavy sentences of news, invented, for `heavy.py`: written before `news_grammar.py` and with other words; never trained on.

word|relation>head marks an arc that matters: the subject of the main verb, what an apposition names, where a relative clause
belongs. `root>ROOT` is the sentence's main word. Words as in UD.
"""
SENTENCES = """
Norvania|nsubj>rejected , whose|nmod:poss>chancellor chancellor toured|acl:relcl>Norvania the flooded valleys on Tuesday , has rejected|root>ROOT the loan .
The consortium|nsubj>halted , which|nsubj>drills drills|acl:relcl>consortium off the coast of Pelluria , halted|root>ROOT work after the explosion .
Velmark 's health minister|nsubj>told , Orla|appos>minister Tisdale , told|root>ROOT nurses that the strike|nsubj>end would end|ccomp>told by Easter .
Hadric|nsubj>denied Moll , the former head|appos>Hadric of the railway board , denied|root>ROOT that he|nsubj>accepted had accepted|ccomp>denied gifts .
Negotiations|nsubj>stalled meant|acl>Negotiations to reopen|xcomp>meant the canal stalled|root>ROOT again on Wednesday .
A ceremony|nsubj:pass>postponed planned|acl>ceremony for Saturday was postponed|root>ROOT because of the storm .
The pipeline|nsubj>leaked built|acl>pipeline by Karst Energy leaked|root>ROOT twice last winter .
The boycott|nsubj>ended announced|acl>boycott by the teachers ' federation ended|root>ROOT quietly .
Pilgrims|nsubj>crossed escorted|acl>Pilgrims by mounted guards crossed|root>ROOT the pass before nightfall .
The prefects of Lower Sorn and Upper Sorn , Dag|appos>prefects Wessel and Runa|conj>Dag Kvist , embraced|root>ROOT on the bridge .
The chairman|nsubj>shook of the herders ' union , Temur|appos>chairman Askaly , and the chairwoman|conj>chairman of the growers ' union , Lida|appos>chairwoman Marsh , shook|root>ROOT hands .
Four sailors|nsubj>drowned drowned|root>ROOT and 19|nsubj:pass>rescued were rescued|conj>drowned .
The avalanche buried|root>ROOT a bus , injuring|advcl>buried nine passengers|obj>injuring and blocking|conj>injuring the tunnel|obj>blocking .
The king|nsubj>asked asked|root>ROOT the opposition|iobj>asked to form|xcomp>asked a cabinet|obj>form .
The auditor|nsubj>suspects suspects|root>ROOT the treasurer|obj>suspects of hiding|advcl>suspects losses|obj>hiding .
The cardinal|nsubj>warned , arriving in Tessaly , warned|root>ROOT against revenge .
In Quarrytown , where the miners|nsubj>occupied occupied|acl:relcl>Quarrytown the offices|obj>occupied on Thursday , shops|nsubj>stayed stayed|root>ROOT shut .
At the summit , which|nsubj>opened opened|acl:relcl>summit on Monday , delegates|nsubj>traded traded|root>ROOT insults|obj>traded .
" The dam|nsubj>hold will hold|ccomp>insisted , " insisted|root>ROOT Bruno|nsubj>insisted Falk , the engineer|appos>Bruno in charge .
The ceasefire|nsubj>collapsed collapsed|ccomp>said within hours , villagers|nsubj>said said|root>ROOT .
Fuel prices|nsubj>double , the ministry|nsubj>conceded conceded , may double|root>ROOT by autumn .
According to the harbour master , the tanker|nsubj>ignored ignored|root>ROOT three warnings|obj>ignored .
The tanker|nsubj>ignored ignored|root>ROOT three warnings , according to the harbour master|obl>ignored .
Gunboats chase|root>ROOT smugglers|obj>chase off southern cape
Senate blocks|root>ROOT pension|compound>cuts cuts|obj>blocks despite protests
Ex-minister cleared|root>ROOT in bribery|compound>trial trial
Guards|nsubj>detained detained|root>ROOT about 60 students|obj>detained near the gate .
Customs officers|nsubj>seized in Port Lanner seized|root>ROOT ivory|obj>seized worth 2 million dollars .
Nurses|nsubj>rallied whose contracts|nsubj>expire expire|acl:relcl>Nurses in March rallied|root>ROOT outside the clinic .
The colonel|nsubj>vanished with whom|obl>negotiated the hostages ' families|nsubj>negotiated had negotiated|acl:relcl>colonel vanished|root>ROOT .
The treaty|nsubj>expires under which|obl>share the two states share|acl:relcl>treaty the river expires|root>ROOT in 2031 .
The manifesto|nsubj>divides the liberals|nsubj>published published|acl:relcl>manifesto divides|root>ROOT the coalition|obj>divides .
The charges|nsubj>carry the prosecutor|nsubj>dropped dropped|acl:relcl>charges yesterday carry|root>ROOT a heavy penalty|obj>carry .
Fighters|nsubj>shelled loyal|amod>Fighters to the ousted governor shelled|root>ROOT the barracks|obj>shelled .
Families from the lakeside district|nmod>Families of Ormond|nmod>district buried|root>ROOT their dead .
A crowd of pensioners from the suburb besieged|root>ROOT the bank .
Seven deputies|nsubj>defected , among them the whip , defected|root>ROOT .
Three guests , including the bride|nmod>guests , fell|root>ROOT ill .
The alliance , led|acl>alliance by Wenna|obl:agent>led Stroud , won|root>ROOT 41 seats|obj>won .
The Greens|nsubj>walked and the Agrarians|conj>Greens walked|root>ROOT out of the chamber .
The bishop|nsubj>baptised baptised|root>ROOT two infants|obj>baptised and blessed|conj>baptised the fleet|obj>blessed .
Divers recovered|root>ROOT the recorder|obj>recovered , lowered|conj>recovered a camera|obj>lowered and found|conj>recovered 12 bodies|obj>found .
The opposition|nsubj>says , the Civic Forum|appos>opposition , says|root>ROOT the count|nsubj:pass>rigged was rigged|ccomp>says .
Interpol|nsubj>issued , the police agency|appos>Interpol , has issued|root>ROOT a notice|obj>issued .
Arno|nsubj:pass>sentenced Leitz , 61 , a banker|appos>Arno from Drosten , was sentenced|root>ROOT to nine years .
The tycoon|nsubj:pass>extradited Vasil|appos>tycoon Brandic was extradited|root>ROOT on Sunday .
The novelist , who|nsubj>lives lives|acl:relcl>novelist in exile , returned|root>ROOT for the funeral .
The ferry|nsubj>capsized carrying|acl>ferry the orchestra capsized|root>ROOT in fog .
The ministry said|root>ROOT the reactor|nsubj>shut , damaged|acl>reactor by an earthquake in May , would shut|ccomp>said down .
Critics|nsubj>say say|root>ROOT the decree , which|nsubj>takes takes|acl:relcl>decree effect at midnight , violates|ccomp>say the charter|obj>violates .
The regent|nsubj>promised has promised|root>ROOT to release|xcomp>promised the poets|obj>release jailed|acl>poets last spring .
Kestria|nsubj>demanded on Friday|obl>demanded demanded|root>ROOT that Obrana|nsubj>withdraw withdraw|ccomp>demanded its envoys|obj>withdraw .
Late on Sunday , after talks with bankers , the premier|nsubj>resigned resigned|root>ROOT .
The jury|nsubj>convicted convicted|root>ROOT him|obj>convicted of perjury|obl>convicted but acquitted|conj>convicted his wife|obj>acquitted .
The airline grounded|root>ROOT its fleet after a pilot|nsubj>reported reported|advcl>grounded smoke|obj>reported .
To calm|advcl>lowered markets , the central bank|nsubj>lowered lowered|root>ROOT rates|obj>lowered .
Angered|advcl>burned by the verdict , students|nsubj>burned burned|root>ROOT tyres|obj>burned .
Addressing|advcl>called the assembly , the duke|nsubj>called called|root>ROOT for patience .
The envoy 's remarks|nsubj>drew about the border|nmod>remarks drew|root>ROOT protests|obj>drew .
The decision|nsubj>angered to close|acl>decision the embassy angered|root>ROOT allies|obj>angered .
The belief|nsubj>spread that the vote|nsubj:pass>stolen was stolen|acl>belief spread|root>ROOT .
Reports|nsubj>proved that a column|nsubj>entered had entered|acl>Reports the capital proved|root>ROOT false|xcomp>proved .
The plan|nsubj>faces to partition|acl>plan the province , drafted|acl>plan in secret , faces|root>ROOT a referendum|obj>faces .
The editor , whose|nmod:poss>paper paper|nsubj>exposed exposed|acl:relcl>editor the scandal|obj>exposed , fled|root>ROOT .
The strait , through which|obl>passes a third of the oil passes|acl:relcl>strait , remains|root>ROOT mined|xcomp>remains .
The shrine|nsubj>drew where the saint|nsubj:pass>buried is buried|acl:relcl>shrine drew|root>ROOT thousands|obj>drew .
Members of the guard who|nsubj>mutinied mutinied surrendered|root>ROOT .
The mother of the boy|nmod>mother , who|nsubj>works works|acl:relcl>mother as a cook , wept|root>ROOT .
The president of the republic|nmod>president , Ilmar|appos>president Tauber , vetoed|root>ROOT it .
The spokesman for the ministry|nmod>spokesman , Piers|appos>spokesman Aldo , declined|root>ROOT to answer|xcomp>declined .
Morvena|nmod:poss>steelworkers 's steelworkers|nsubj>blocked , unpaid since July , blocked|root>ROOT the railway|obj>blocked .
Tarn Industries , a maker of pumps , was fined|root>ROOT .
The two generals who|nsubj>plotted plotted|acl:relcl>generals against the emir were shot|root>ROOT at dawn .
The motion|nsubj>passed , opposed|acl>motion by the clergy|obl:agent>opposed , passed|root>ROOT narrowly .
The rebels|nsubj>freed freed|root>ROOT 31 cadets|obj>freed they|nsubj>captured had captured|acl:relcl>cadets near Loma .
The union rejected|root>ROOT an offer|obj>rejected management|nsubj>called called|acl:relcl>offer generous|xcomp>called .
The commission|nsubj>found found|root>ROOT that police|nsubj>beaten had beaten|ccomp>found detainees|obj>beaten and falsified|conj>beaten records|obj>falsified .
The embargo|nsubj>cost imposed|acl>embargo in March cost|root>ROOT farmers|iobj>cost 3 billion francs|obj>cost .
The court ordered|root>ROOT Lars Ekdahl , a smuggler|appos>Lars wanted|acl>smuggler in four countries , held|xcomp>ordered .
Police in Savola said|root>ROOT a man|nsubj>stabbed , believed|acl>man to be|cop>tourist a tourist|xcomp>believed , stabbed|ccomp>said two clerks|obj>stabbed .
Marchers|nsubj>reached chanting|acl>Marchers slogans reached|root>ROOT the palace|obj>reached .
Refugees|nsubj>described reaching|acl>Refugees the camp described|root>ROOT killings|obj>described .
Elections|nsubj>slipped promised|acl>Elections for spring slipped|root>ROOT to winter .
Troops|nsubj>withdrew sent|acl>Troops to guard|advcl>sent the mines withdrew|root>ROOT .
Aid|nsubj>reached flown|acl>Aid in by the navy reached|root>ROOT the island|obj>reached .
Proposals|nsubj>angered put|acl>Proposals forward by Finmark angered|root>ROOT the islanders|obj>angered .
The chiefs|nsubj>warned of the Bora people|nmod>chiefs and of the Kesh people|conj>people warned|root>ROOT settlers|obj>warned .
The guerrillas , who|nsubj>hold hold|acl:relcl>guerrillas the north , and the army|conj>guerrillas , which|nsubj>holds holds|acl:relcl>army the south , exchanged|root>ROOT fire|obj>exchanged .
Speaking|advcl>rejected to sailors in Marport , Admiral|nmod:desc>Roald Roald Hestvik|flat>Roald rejected|root>ROOT calls|obj>rejected to resign|acl>calls .
Foreign minister|nmod:desc>Clea Clea Varnes|flat>Clea , who|nsubj>studied studied|acl:relcl>Clea law , will chair|root>ROOT the panel|obj>chair .
Lenders|nsubj>agreed led|acl>Lenders by Banca Morsi agreed|root>ROOT to extend|xcomp>agreed the deadline|obj>extend .
The widow of Judge|nmod:desc>Amos Amos Reyle|flat>Amos , killed by a bomb in 1992 , testified|root>ROOT .
More than 200 convicts|nsubj>escaped escaped|root>ROOT when floodwater|nsubj>breached breached|advcl>escaped the wall|obj>breached .
Some 40 percent|nsubj>favour of voters|nmod>percent favour|root>ROOT independence|obj>favour .
Half of the cabinet|nmod>Half , alarmed by the riots , stepped|root>ROOT down .
Both men|nsubj>deny , arrested|acl>men in a raid on Tuesday , deny|root>ROOT wrongdoing|obj>deny .
No one claimed|root>ROOT responsibility|obj>claimed for the attack , which|nsubj>came came|acl:relcl>attack hours before the poll .
The Maritime Council|nsubj>convened , a club|appos>Council of shipping nations , convened|root>ROOT in Aldhaven , Ferrland|appos>Aldhaven , on 3 June .
Brigadier|nmod:desc>Tolm Tolm Asker|flat>Tolm , commander|appos>Tolm of the fort , handed|root>ROOT the keys|obj>handed to Major|nmod:desc>Ines Ines Pardo|flat>Ines , his deputy|appos>Ines .
Brokers|nsubj>sold sold|root>ROOT shares|obj>sold in the firm , Halcyon Freight|appos>firm , after its director|nsubj:pass>indicted was indicted|advcl>sold .
"""
