"""Nouns, adjectives and numbers of titles, which speak against the name of a person.

Some are surnames, so after a given name they say little. Words that are common surnames or given names are
left out, for they would speak for both.
"""

_LINES = """
above actor actress admiral adventure adventures afraid african age agent ages alchemist alien  alive
alliance always american amor amore amour ancient angels anger angry animal animals answer  answers
anthology apocalypse apprentice arabian armor army arrogant arrow arrows artificial artist  ashes asian
asking assassin assault atlas attack audiobook awakening balance ballad band bandit  barbarian bargain
battle beast beasts beautiful beginning behind belief below beneath bent  betrayal between beyond birds
bitter black blade blades blessed bloed blood blunt blut bodies body  boiling bomb bombs bones book books
boots boy bracelet brain brave bravery breaking bride british  broken brothers buch building bullet burning
business cabin canyon captive carnival casa cat  cathedral cave cemetery century chaos chapter children
chinese choice choices chosen chronicle  chronicles cipher circus citizen citizens città city ciudad
civilized clan claw claws clean clever  climbing cloak clue clues coat code coeur coins cold collection
coming commander common compass  complete conquest consequence consequences contact cool cop corpse corrupt
cost cottage countess  courage coward crazy creature creatures crime crimes criminal crimson crooked
crossing crowd crown  crows cry crystals cure curious curse cursed cycle dagger daggers damned dance dancing
dangerous  dark darkness daughter day dead deadly deal death debt deception decision decisions deep defeat
delusion demon demons desert desire despair destiny detective devil diamonds diary digital dirty  disease
dishonest division dood doom doomed door drache dragon dragons dream dreams dress driving  dry duchess dusk
dust dwarf dying earth east echo echoes edge effect egg eggs egyptian electric  eleven elf elves ember
embers emperor empire empress empty enchanted ending endless enemies enemy  engine engines envy epoch
equation era erbe escape eternal eternity european evening evidence evil  exile explosion extraordinary eyes
face faces faerie fairies fairy faithful fall fallen falling  family fang fangs fatal father fear feather
feathers feet femme festival feu feuer fifth fighting  files fille filthy final finding finger fingers fire
first flame flames flower fluch flying folge  foolish forbidden forever forgetting forgotten fortune fourth
frau freedom freezing friend friends  frozen fuego funeral fuoco future galaxy game games garden gate gentle
ghost ghosts giant giants  girl giving glacier glory gloves goblin goddess gods going golden gown grave
graves great greed  greek grief guests guide guilt guilty guns habits hands happiness happy harbor harbour
harmony hat  hate hatred haunted haus heart heaven heavy heir heiress heirs hell herz hidden hiding history
hollow holy homme honest honor honour horns horror horse hostage hot hotel hour hours house huis  human
humanity humans humble hundred hunger hunted hunting husband hymn hörbuch ice illusion  immigrant impossible
indian infection infinite infinity ink innocent insanity inside inspector  invisible iron island italian
jahr japanese jealousy jewels journey journeys jungle jury justice  kill killer killing kind king kingdom
kingdoms kiss knife knights knowledge koning könig land  language last laughter leadership leaf leaving
leben legacy legend legends letters leven liberty  library liebe liefde lies life light listening little
living logic lonely lords losing lost love  lover lovers loyal lucky lullaby lüge machine machines mad
madness mage magic magical magician  maid maison making man mansion map maps mask masks medicine melting
memories memory men mermaid  midnight millennium million mind minute minutes mirror mission model monastery
monde mondo money  monster monsters month mord morning mort morte mother mountain mountains muerte mundo
murder  museum music mysteries mysterious mystery nacht narrow nation natural necklace necromancer  neighbor
neighbors neighbour nest network never new night nightmare noche nomad notte novel nuit  number numbers oath
ocean odd officer old ombra ombre opera operation orc orcs order ordinary  orphan orphans outlaw outside
over pact pages pain paladin pandemic panic paper paradox part party  passage passion past paths patient
pearls peasant peculiar pen people perfect perilous phoenix  pirate pirates plague planet poison police
power prairie present prey pride primitive princess  principle principles prison prisoner professor program
project promise proof prophecy protocol  pure pursuit puzzle queen quest question questions race rache rage
ranger rare raven reading  reason rebellion red refugee reina reine reise remembering republic result return
returning  revenge revolution rey riddle riddles riding rifle rights rings rise risen rising river road robe
robot rogue rogues roi room roses rotten ruf ruined rules russian sacred sad sadness saga sail  sailing
saints sang sangre sangue sanity scale scales scared scattered schaduw schatten scholar  schuld schwert
science scottish scream scroll scrolls sea searching second secret secrets seeking  sentence separation
series serpent servant seven shadow shadows shallow shame shattered ships shoe  shoes siege silence silent
sinners sins sister sisters skeleton skeletons skin skull sky slave  slaves sleeping smile smoke smooth
snare soft soldier soldiers sombra son song songs sons sorcerer  sorceress sorrow soul south space spanish
speaking special spider spiel spy stad stadt stale star  stars station stolen stories storm storms story
straight stranger strangers strike stubborn  student stupid success suit summer sun supernatural suspect
swamp sword symphony system systems  tage tail taking tale tales tall target tears teeth teil telling tempo
temps terrible terror  theatre theory thief thieves thinking third thirst thirteen thousand throat throne
through thunder  tiempo tiger tijd time tod today tomorrow tooth torn tourist train traitor trap traveler
travelers  traveller treasure treaty tree trees trial tribe trilogy troll trust truth tundra twelve twenty
twin twins twisted undead under unicorn uniform union unique unity universe university unknown  unseen
untold valley value vampire vampires veil vengeance verdict victim victims victory vida vie  village ville
virtual virus visitor visitors vita voice voices vol volcano volume volumes voyage  vuur wahrheit waiting
waking walking wanderer war warm warrior warriors wars wasser watching water  wealth weapon weapons wedding
week weird welt wereld werewolf wet whisper whispers white wicked  wide widow wife wild wildlife window
winds wings winning winter wisdom witch witness wives wizard  wizards wolves woman women word words works
world wrath writing years yesterday zauber zeit zero  zombie
"""

TITLE_NOUNS: frozenset[str] = frozenset(_LINES.split())
