/**
 * 512 words that German and English share: spelt alike, understood by whoever speaks one of the two. Said on the telephone, typed by the other
 * side. No two are one slip apart (a letter more, less or another, or two that changed places), so that a slip is noticed and can be named.
 */
const text = `
agent alarm album alibi alpha anorak april aquarium arena artist aspirin asteroid atlas atom audio august auto avatar avocado baby band
banner baron basalt baseball bikini bingo bison bistro blazer blog blues bonbon bonus boss bowling boxer brandy bravo bronze brownie
browser brunch budget buffet bungalow burger business butler button camp camper camping campus canyon caravan cargo cartoon casino cello
champion chance chaos charm chip city clever clown club cockpit cocktail code comeback comic computer cookie cool cowboy crew curling
cursor date deck delta demo depot design desktop dessert detail diesel digital disco discount display diva dollar domino drama dress
dressing drink drum dynamo echo editor element email espresso event exit expert express extra fair farm farmer fashion festival feta
film filter finale finger finish fitness flamenco flamingo flash florist folklore fondue forum fossil frisbee frost fusion gala garage
gazelle gecko genie giraffe glitter global gold gorilla gospel grill grizzly guru hacker hammer hamster handball happy hardware headset
helium hobby hockey horn hotel hula husky ideal import indigo info input internet intro iris jackpot jaguar jazz jeans jeep joker
journal joystick judo jukebox jumbo jumper jungle junior jury karaoke karate karma kebab ketchup keyboard kilt kimono kiosk kiwi koala
lady lager lambada laptop latte lava layout leopard limit link live logo looping lotion lotto lotus lounge lunch magma magnet manager
manga manual marathon marker mars martini marzipan mascara match mentor meteor metro mikado milk mimosa mineral minibus minister minus
minute mission mixer modem modern moment monitor monster monument motor muffin museum musical mustang name national neon nest network
neutral ninja normal note notebook nougat november nugget nylon oboe omega online open option orange oregano organ origami orion oscar
outdoor outfit output oval paella panda panorama panther paprika papyrus parade park parmesan partner party pasta pastor pause pedal
pentagon person pesto phase piano pilot pixel pizza pizzeria plan planet plankton playlist plus pocket podcast podium polar polka polo
poncho pony popcorn portal portrait position poster power premium problem profit pudding pullover pump puzzle python quiz radar radio
radius ranch ravioli real recorder regatta reggae region remix report reporter revolver ring risotto rock rodeo roulette router rucksack
rugby rumba safari saga salami salon salsa samba sample samurai sandwich santa satire saturn sauna scampi scooter screen segment seminar
senator senior shampoo sheriff shirt shop shopping siesta signal silo single sketch skipper slalom slogan smart smiley smoothie snack
snooker soccer soda software sonar song sound souvenir spoiler spot sprint squash star startup station status stereo story stress
strudel student studio stunt styling sultan summer sumo sunset super surfer sushi swing symbol system tablet taiga talent talisman
tandem tango tapas tattoo taxi team teamwork teddy teenager tempo tennis tenor tequila terminal text thriller ticket tiger tiramisu
titan toast toaster toffee tofu tonic topping tornado torpedo tortilla total tour tourist trailer training trekking trend trick trio
triumph tsunami tuba tundra tunnel turban turbine turbo twist ukulele ultra union update vase veranda version veto video villa vinyl
virus visa vision vitamin wagon watt website weekend wellness western wigwam winter wolf wombat workout workshop yacht yeti yoga zebra
zeppelin zone
`;

const wordsOf = (lines: string): readonly string[] => lines.trim().split(/\s+/u);

// Pages that neither make nor read codes go without it.
export const wordList = /* @__PURE__ */ wordsOf(text);
