"""Given names common among authors and narrators.

They are evidence, never proof: a text that begins with one is more likely a person than a title. Names
that are ordinary title words as well (Grace, Rose, Summer, Art) are left out, for they would speak for
both.
"""

_LINES = """
aaron abdulrazak abigail ada adalbert adam adelheid adjoa adrian adriana agata agatha agnes agneta agnieszka
ahmed aidan ailsa aimee aino aki akira aksel alan alaric alastair alba albert alberto aldous alec aleister
alejandro aleksander aleksandr aleksandra aleksi alena alessandra alessandro alessia alex alexander alexandr
alexandra alexandre alexia alexis alfonso alfred alfredo algernon alice alina alison alistair allan allen
allison alma alvaro alyson alyssa amal amalia amanda ambrose amelia amelie amina amir amitav amos amy amélie
ana anabel anais anastasia anatole anatoly anaïs anchee anders andre andrea andreas andrei andrej andres
andrew andries andrzej andré andrés andy anette aneurin angela angelica angelina angelo angie angus anika
anita anja anke ann anna annabelle annalee anne anneke annelie annelise annette annie annika ansel anselm
anthony antje antoine anton antonella antoni antonia antonin antonio antony antti antónio anya aoife
archibald ariadne ariel arkady arnaldur arnaud arne arnold arnon arthur arto arturo arundhati arvid asa
ashley ashton asne astri astrid audrey augusten augustin aurelie aurélie axel ayaan ayad ayana ayesha ayn
ayobami bahni barbara barbro barnaby barry bart bartholomew bas bastian beata beate beatrice becca becky
begoña bella ben benedetta benedict benito benjamim benjamin benoit benoît bente berit bernadette bernard
bernardine bernd bernhard bert bertil bertrand beth bethany bettina betty beverly bianca bill billy birgit
birgitta bjorn björn bjørn bob bodo boe bogdan bohumil bonnie borge boris brad bradley bram brandon brandy
brenda brendan brent brian brianna bridget brigid brigitte britt britta brogan bronson bruce bruno bryan
bryce burkhard byron caitlin caleb callum calvin cameron camila camilla camille candice carey carine carl
carla carlo carlos carlotta carmen carol carole carolina caroline carolyn carrie carsten casey cassandra
catarina catharina catherine cathryn cathy cecelia cecilia cees celia cesar chad chaim chantal charlaine
charlene charles charlie charlotta charlotte chelsea cherie cheryl chiara chimamanda chinua chitra chloe
chloé chloë chris christa christelle christer christian christiane christianna christina christine christoph
christophe christopher christy chuck ciaran ciarán cillian cindy cixin claire clara clare clarice clarissa
claude claudia claudie claudio claus clemens clement cleo clifford clint clive clyde cody colette colin
colleen colm colson concetta conn connie connor conrad constance coralie corey corine corinna cormac
cornelia cory cosima courtney craig cressida cristina curtis cynthia cyril cyrus césar dagmar daisy dakota
dale dalia damien damon dan dana danae daniel daniela danielle danil danny dante danuta daphne darcy daria
dario darja darrell darren darryl dashiell dave david davide dea dean debbie deborah debra deepti deirdre
delia delilah denes denis denise dennis denzil deon derek derrick desiree desmond detlef devin devon diana
diane diego dieter dietmar dimitri dina dinah dinaw dino dion dirk dita djuna dmitri dmitry dolores domenico
dominic dominik dominique don donald donatella donato donna donovan dora doreen doris dorota dorothea
dorothy dorthe doug douglas drew dries dubravka duncan durs dustin dwight dylan ebba eckhard eddie edgar
edith edmund edna edouard eduard eduardo edvard edward edwidge edwin efrem egon eiji eileen einar eino eirik
elaine eleanor elena eleonora elfriede elias elif elin elina elisa elisabeth elisabetta elise eliza
elizabeth elke ella ellen ellery ellinor elliot elliott elmar elmore elodie eloise elsa elsbeth elvira
emanuel emanuele emil emile emilia emilio emily emma emmanuel emmanuele emmeline emmi ene enid enrico
enrique eoin erasmus eric erica erich erik erika erin erlend ernest ernestine ernesto ernst errol erwin esme
esteban estelle esther ethan etienne euan eugen eugene eugenia eugenie euphemia eva evan evangeline evelina
evelyn everett evgeny ewan ezra fabian fabio fabrice farah fatima fay federica federico felicia felicitas
felicity feliks felix fenna ferdinand fernanda fernando filip filippo finn fiona fionn flann flannery flavia
florian floriane folkert frances francesca francesco francine francis francisco franck francois frank
frankie frans františek franz franziska françois françoise fred freda frederic frederick frederik fredric
fredrik freida freya frida frieda friedrich frits fritz frédéric fumiko fyodor félix gabor gabra gabriel
gabriela gabriele gabriella gabrielle gail gareth garrett garth gary gaston gavin gaël geert geir gemma gene
genevieve geoff geoffrey georg george georgette georgina gerald geraldine gerard gerd gerda gerhard gerlinde
gerrit gert gertrude gesine ghassan giacomo gianrico gideon gilbert giles gilles gillian gina gino gioconda
giorgio giovanni gisela giulia giuseppe gladys glen glenn gloria godfrey goran gordon gottfried graeme
graham grant grazia greg gregoire gregor gregory greta griet grégoire grégory gudrun guido guilherme
guillaume guillermo gunnar gunter gunther gustav gustave gustaw guus guy gwen gwendolyn gwyneth gábor gérard
göran gøran günter günther haakon hadley hal hallgrim hallie hanan hanif hank hanna hannah hanneke hannes
hanns hans hanya harald harlan harold harriet harrison harry haruki harvey hasan hassan hazel heather hector
heidi heike heiko heimito heinrich heinz helen helena helene helga hella helle helmut helén hendrik henning
henri henriette henrik henry henryk herbert herbjorg hercule heribert herman hermann hermione herta hideo
hilary hilda hilde hildegard hildur hillary hiro hiroko hiromi holger holly homer honore horst hortense
howard hubert hugh hugo hunter hwang håkan hélène iain ian ibrahim ibtisam ida idris ignacio ignatius igone
igor ilana ilaria ildiko ilja ilona ilse imke imogen imre ina indra ines ingeborg inger ingrid inka inês
ioan iouri irene irma irmgard irmina irvine irving isa isaac isabel isabella isabelle isadora isaiah isak
ismael ismail isolde italo itamar ivan ivana ivar iver ivo iwona izabela iñaki jaan jaap jacek jack jackie
jacob jacqueline jacques jada jaime jaimie jake jakob jakub jalen james jamie jan jana jane janet janice
janina janine janne janosch jared jaroslav jarrett jasmin jasmine jason jasper jaspreet javier jay jayne
jayson jean jeanette jeanine jeanne jeannette jeannie jeff jeffe jeffery jeffrey jelena jelle jemima jen
jenn jenna jennifer jenny jens jeremiah jeremy jerome jerry jerzy jessamyn jesse jessica jessie jesús jhumpa
jill jillian jim jimmy jitka jiří jo joachim joakim joan joann joanna joanne joao joaquin jocelyn jodi jodie
joe joel joelle johan johann johanna johannes john johnathan johnny jojo jolanta jolene jomo jon jonah jonas
jonathan jonna joop joost jordan jordi jorge joris jorn jose josef josefina joseph josephine josh joshua
josie jostein josé joyce jozef joão joël jrr juan juanita judith judy jules julia julian juliana juliane
julianna julie juliet juliette julio julius juliusz junichiro jurek jurgen jussi justin justine justyna
jérôme józef jörg jörn jørgen jørn jürg jürgen kaari kadir kai kaitlyn kaja kaleo kalle kamel kameron kamila
kamran kara karan karel karen karim karin karina karl karla karolina karsten kasia kasper katarina katarzyna
kate katerina katharina kathe katherine kathleen kathrin kathrine kathryn kathy katie katja katrin katya
kaui kaveh kaye kayla kazuo keigo keiko keith kelley kelly kemal ken kendra kenji kenneth kenny kenzaburo
kerry kerstin kevan kevin khaled khushwant kiersten kiley kim kimberly kira kiran kirby kirill kirk kirsten
kirsty kitty kjartan kjell kjærsti klara klaus knud knut koen koji konrad kristen kristian kristin kristina
kristoffer krystyna krzysztof kurban kurt kwame kwei kyle kylie käthe laila lana larissa larry lars lasse
laszlo laura laurell lauren laurence laurent lauri laurie lavie lavinia lawrence layla leah leanne lee leena
leif leigh leila leland lemony len lena lene leni lennart leo leon leonard leonardo leonie leonora leopold
leopoldo lesley leslie lester leszek leticia lev lewis lia liam liane lidia lilian liliana lillian lillie
lilly linda lindsay lindsey linn linnea linus linwood lionel lisa lise liu livia livio liz liza lizzie lizzy
ljubko lloyd lluis lois lorelei lorenzo lori lorna lorraine lothar lotta lotte louann louis louisa louise
lovisa lubna luc luca lucas lucia luciano lucie lucille lucinda lucio lucius lucjan lucy ludmila ludovic
ludovico ludwig luis luisa luise lukas lukasz luke lutz lydia lyle lynda lynn lynne lyudmila lászló maarten
maartje maciej mackenzie maddy madeleine madeline mads mael maeve magda magdalena maggie magnus mahmoud maj
maja malala malcolm malin malorie malu mamen manda mandy manfred manon manuel manuela mara marc marcel
marceline marcella marcello marcelo marcia marcin marco marcos marcus mareike marek maren margaret margareta
margaretha margarethe margarita margery margherita margit margot margriet margrit mari maria mariah marian
mariana marianne mariano marie marieke mariel marija marika mariko marilyn marilynne marina mario marion
maris marisa marissa marit marita marius marja marjan marjane marjolein marjorie marjut mark markku marko
markus marlen marlene marloes marlon marlowe marsha marta marte marten martha martijn martin martina martine
marty marvin marwa mary maryse maría masha massimo mateo mateusz mathew mathias mathilde matilda matilde
mats matt matteo matthew matthias matthieu matti mattia matz maud maureen maurice mauricio maurits maurizio
max maximilian maximilien maxine maya maël małgorzata mckenzie meg megan meghan meike melania melanie melina
melinda melissa melvin menno mercedes meredith merete merle meryl mia micah michael michaela michał michel
michele michelle mick micky mieko miguel mihail mika mikael mike mikhail mikkel mikko miklós mikołaj milan
mildred milena millie milo milton mina mindy mineko minette minna mira miranda mircea mireille miriam mirja
mirjam mirko miroslav mitch mitchell mohamed mohammed mohsin moira molly mona monica monika monique
montserrat morgan moritz morten moses muhammad mungo muriel murray mustafa myla myra myriam märta mélanie
mónica nadezhda nadia nadifa nadine nadja naguib nalini nancy naoise naoki naomi narine nasim natalia
natalie natalka natascha natasha nathan nathaniel natsuo neal neel neha neil nele nella nelly nelson neven
nevil ngaio ngugi nia niall niamh nicci niccolo nichelle nicholai nicholas nick nickolas nicola nicolas
nicole nigel niklas niko nikola nikolai nikolaj nikolas nikolaus nikos nils nima nina nino nisha njabulo
nnedi noah noam noel noelle nora norah norbert noreen norma norman noël nuria nuruddin octave octavia oddny
odette odile ola olaf olav oleg olen olesya olga oliver olivia olle ollie olof omar ondřej onur orhan oriana
orla orly orsolya orson osamu oscar oskar osman osvaldo oswald otfried ottessa ottilie otto ove owain owen
oyinkan pablo padraig paige palle pam pamela pankaj paola paolo pascal patricia patrick patrik patrizia
patrycja patti paul paula paulette paulina pauline paulo pavel pawel paweł pedro peer pegeen peggy pema
penelope penny percival percy perry peta pete peter petr petra petros petter phil philip philipp philippa
philippe phillip phoebe phyllis pia pierce piero pierre piet pieter pietro pilar piotr pippa polly prentice
primo priscilla priya péter qiu quentin rabih rachael rachel radek rafael rafal rafał rafik raimund raina
rainer ralf ralph ramon ramona rana randall randi randy ranjit raoul raphael raphaelle rashid rasmus raul
ray raymond raúl rebecca rebekah regina reginald regine reinhard reinhold renata renate rene renee rené
renée rex reza rhiannon rhonda rhys ria ricardo richard rick ricky riikka rikke riku rita ritchie roald rob
robbe robbie robert roberta roberto robin rocio roddy roderick rodney rodolfo rodrigo roelof rogelio roger
rogier rohan rohinton roland rolf roman romy ron ronald ronan ronnie rory rosa rosalie rosalind rosamund
rosamunde rosanna rosella roselyn rosemarie rosemary rosie ross rowena roxana roxane roxanne roy rudi
rudiger rudolf rudolph rudyard rufus rui rukmini rune rupert russ russell ruta rutger ruth ryan ryu
ryunosuke rémi rémy rüdiger sabaa sabine sabrina sadeqa sadie saeed sakari salla sally salman salvatore sam
samanta samantha sami samir samira samrat samuel sandeep sander sandra sandrine sanjeev sanjida sanna
saoirse sara sarah sasha saskia satoshi saul sayaka scott sean seanan sebastian sejal selena selina selja
selma senait serena serge sergei sergio seth severin seán shan shana shane shannon shari sharon shaun
shaunta shawn shehan sheila shelby shelley shelly sheri sherman sherry shirin shirley shiromi shobha shogo
sholem shonda shuichi shusaku sian siba sibylle sidney sidsel siegfried sigbjorn sigge sigmund sigrid sigurd
silas silje silke silvana silvia silvio simon simona simone simonetta sinclair siobhan siobhán siri sissel
siv siân sjon snorre snorri sofi sofia sofie sofía solveig sonali sonia sonja sonya sophia sophie soraya
soren spencer stacey stacie stacy stan stanislaw stanisław stanley stefan stefania stefanie stefano steffen
stella stephan stephane stephanie stephen stephenie steve steven stieg stig stina stuart stéphane stéphanie
suki sulari sunita suresh susan susana susann susanna susanne susie suzan suzanna suzanne suzette suzy sven
svend sverre svetlana swati sybil sybille sydney sylvain sylvia sylvie sébastien sérgio søren tabitha
tadeusz tage tahereh taichi takashi takis talia tamar tamara tamas tamim tammy tamora tamsyn tana tania
tanith tanja tanya tara tariq tasha tatiana tatjana tatsuhiko tayari tayeb tayler ted teju terence teresa
terrance terri terry tess tessa thadeusz thandie thandiwe thanh thea thelma theo theodor theodora theodore theresa
therese thierry thilo thomas thora thorkild thornton thorsten tibor tiffany tiina tijan tilman tim timo
timothee timothy timur tina tiziano tobias toby todd tom tomas tomasz tommi tommy tomoko tomás toni tony
toomas torben tore toril torquil torsten toshikazu tove tracey traci tracy travis trevor tricia trish
tristan troy trudi trygve tuomas turid tuula tyler udo ugo ulf uli ulla ulrich ulrike umberto unni urs ursel
ursula ute uwe uzma uzodinma vaclav valentin valentina valeria valerie valerio valérie vanda vandana vanessa
vasily vasko vassilis veit vera verena vernor veronica veronika veronique verónica vesna vibeke vicki vicky
victoire victor victoria vidar vidiadhar vigdis viggo vikas vikki vikram viktor vilhelm vincent violette
virginia virginie vittorio viveca viveka vivian vivien vivienne vladimir volker václav véronique vít waldo
waleed wallace wally walt walter wanda wayne weike wenche wendell wendy werner wes wesley whitney wiebke
wieslaw wilbert wilbur wilfred wilfried wilhelm wilkie willa willard willem william willy wilma wim winfried
winifred winston wislawa wisława wladyslaw wojciech wolfgang wolfram wyatt władysław xavier xiaolu xinran
yaa yael yan yana yangsze yann yannick yasmin yasmina yasunari yevgeny yiyun yoav yoel yoko yolanda yorgos
yoru yoshiko youssef yrsa yukiko yukio yuri yusuf yuval yves yvette yvonne zach zachary zack zadie zahra
zakes zara zbigniew zdenek zeina zelda zeruya zoe zofia zoltan zoltán zora zoé zoë zsuzsa zygmunt álvaro
ángel ángela åke åsa åsne éric étienne óscar ödön özgür øyvind čapek łukasz александр алексей андрей анна
антон аркадий борис виктор владимир дмитрий евгений елена иван лев людмила марина михаил наталья николай
ольга павел сергей татьяна федор фёдор юрий
"""


GIVEN_NAMES: frozenset[str] = frozenset(_LINES.split())
