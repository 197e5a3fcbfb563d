/**
 * 512 words that German and English share, or that either understands: said on the telephone, typed by the other side. No two differ by one
 * letter only. Their order decides codes: words are neither moved nor taken out.
 */
const text = `
alarm album alibi altar amulet ananas anorak april arena aroma artist atlas atom august aura auto avatar axiom
baby bagel ball ballon balsam banjo bank baron basalt basar basis benzin beton bikini biotop bison bistro
blazer blond blues bluff bonbon bonus boss boxer bravo breeze brokat bronze brunch budget buffet burger butler
button camp canyon cargo casino cello cent center chance chaos chef chili chip chor clan clever clown club
coach cobra code cola comic cool cord coupon cowboy crew curry cursor dandy datum deck dekade delta demo denim
depot design detail diadem dialog diesel dinar dingo dinner diplom disco dollar dolmen domino donut drama
dress drink drive duell duett dynamo echo elite email emblem engel epos essay etage ethik event examen exil
export extra fabel fabrik fagott fakt farm fasan fazit ferien fiasko figur film filter finale finger finish
firma flair flop flora flotte fokus folie fondue format forum fossil foto foyer fresko frost funk gadget gala
galaxy garage gecko genie gepard geste geyser gigant global globus gloria gold gondel gong gotik grad grafik
gramm granit gratis grill gully gummi guru haiku hallo hand hangar hektar hering hobby hockey horn hostel
hotdog humor husky hymne idee idol iglu ikone image import impuls index indigo info insekt insel iris ironie
isotop jaguar jaspis jazz jeans jeep jogger joker jubel judo juli jumbo jumper junior jury kabine kaffee kajak
kakao kaktus kalif kalk kamel kamera kanal kanu karate karma karton kasper kaviar keks khaki kilo kimono kiosk
kiwi klasse klima koala kobalt koffer kojote komet komma konto kontur konvoi kopie korb kosmos krater krimi
kultur kupfer kurier kurs labor lack lady lagune lama lampe laser lasso latte lift lila lilie limit limo linse
liste liter logik logo lokal look lotion lotos lotto luchs lupe luxus lyrik magie magma magnet mais makro
mammut mandel manege mango marine markt marmor masche maske mast mathe matrix medium melone mentor meter metro
mikado mimik mine minus minute model moment monat montag mops moral morse mosaik motiv motor muffin mumie
museum musik muskel nacho name nebel neon nest netto norm note notiz nylon oase oboe ocker olive olymp onyx
opal oper optik opus orbit orden organ orgel ozean ozon paket palme pampa panda panik park party pasta pause
pedal pegel perle pesto pfad phase piano pier pilot pirat pixel pizza platz plus polka polo pony porto prinz
profi prosa pudel pulli puls puma pumpe punkt quiz quote radar radio ranch rang raupe regal regie revue rock
rodeo roman rose route rubin rugby ruine rumba saft saga sakko salat saldo salon salsa samba satin sauna senat
senf serie serum show sirup skala skat snack socke soda sonde spatz spion sport spray star stil stopp sturm
summe super sushi szene tabak tabu tafel taiga tante tarif taxi team teddy tempo tenor text thema tiger tipp
titan titel toast tonne topas torte total tour traum trend trick trio tuba tukan tulpe turbo tutor ultra union
uran vers veto video villa visum volt wagen watt welle wind wolf wolke wurst yeti yoga yucca zebra zelt zenit
ziel zimt zink zone zoom zwerg
`;

export const wordList: readonly string[] = text.trim().split(/\s+/u);
