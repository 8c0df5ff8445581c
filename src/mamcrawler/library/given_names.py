"""Given names common among authors and narrators.

They are evidence, never proof: a text that begins with one is more likely a person than a title. Names
that are ordinary title words as well (Grace, Rose, Summer, Art) are left out, for they would speak for
both.
"""

_LINES = """
aaron abdul abdulrazak abe abigail abner absalom abubakar ada adalbert adam adania adaobi adele adelheid
adeline adjoa adrian adriana agata agatha agnes agneta agnieszka ahdaf ahmed aidan aileen ailsa aimee aino
aisha aja aki akira aksel akwaeke alaa alan alanna alaric alastair alba albert alberta alberto aldous alec
aleister alejandro aleksander aleksandr aleksandra aleksi alena alessandra alessandro alessia aletta alex
alexa alexander alexandr alexandra alexandre alexia alexis alfonso alfred alfredo algernon alice alina alisa
alisha alison alistair alix alla allan allegra allen allie allison alma alonzo althea alva alvaro alyse
alyson alyssa alyx amabel amal amalia amanda amara amartya amaryllis amber ambrose amelia amelie amie amina
aminatta amir amit amitav amity amor amos amy amélie ana anabel anais anand anastasia anatole anatoly anaïs
anchee anders andie andre andrea andreas andrei andrej andres andrew andries andrzej andré andrés andy
anette aneurin angela angelica angelina angeline angelique angelo angie angus anika anil anirudh anita anja
anjali anjelica anke ann ann-kathrin anna anna-lena annabel annabelle annabeth annalee annalisa anne anne-
anne-sophie anneke annelie annelise annemarie annette annie annika annmarie ansel anselm anson anthea
anthony antje antoine anton antonella antoni antonia antonin antonina antonio antony antti antónio anya
aoife aoko aphra araminta archibald archie aretha ariadne arianna ariel arjun arkady arlene arlo arnaldur
arnaud arne arnold arnon arthur arto arturo arun arundhati arvid asa asha asher ashlee ashley ashok ashton
ashwin asne assia astri astrid atticus audrey augusten augustin aurel aurelia aurelie aurélie avis aviva
axel ayaan ayad ayana ayesha ayi ayn ayobami azar babette bahar bahni barb barbara barbro barnabas barnaby
barney barrett barry bart bartholomew bas bastian bea beata beate beatrice beatrix becca becky begoña
belinda bella ben benedetta benedict benita benito benjamim benjamin bennett benoit benoît bente berit
bernadette bernard bernardine bernd bernhard bernice bernie bert bertie bertil bertrand bessie beth bethany
bette bettina betty bev beverly bevis bharati bianca bill billie billy binyavanga birgit birgitta bjorn
björn bjørn blair blake bob bobbi bobbie bodo boe bogdan bohumil bonita bonnie booker bora borge boris bowen
brad braden bradley brady bram brandi brandon brandy brenda brendan brent brian briana brianna bridget
brienne brigid brigitte britney britt britta brittany brock brogan bronson bronte bronwen bronwyn brooke
bruce bruno bryan bryce bryony buchi burkhard burt byrne byron cade caitlin cal calder caleb calista callie
callum calvin camelia cameron camila camilla camille candace candice candida carey carine carissa carl
carl-johan carla carlene carlo carlos carlotta carlton carmela carmen carol carole carolee carolina caroline
carolyn caron carrie carson carsten caryn casey casper cassandra cassie catarina cath catharina catherine
cathleen cathryn cathy cecelia cecile cecilia cecily cedric cees celestine celia ceri cesar chad chaim
chantal chantelle charis charlaine charlene charles charley charlie charlotta charlotte charmaine chelsea
chelsey cherie cherise cherryh cheryl chet chetan chiara chigozie chika chimamanda chinelo chinua chitra
chloe chloé chloë chris christa christabel christelle christer christian christiane christianna christina
christine christoph christophe christopher christy chuck ciaran ciarán cillian cindi cindy cixin claire
clancy clara clare clarice clarissa clark claude claudette claudia claudie claudio claus clemens clement
clementine cleo clifford clifton clint clive clyde cody colette colin colleen colm colson conan concetta
conn connie connor conor conrad constance constanza consuelo coralie corey corine corinna cormac cornelia
cory cosette cosima courtney craig cressida cristina curt curtis cynthia cyril cyrus césar dagmar daisy
dakota dale dalia dalton dambudzo damien damon dan dana danae daniel daniela daniella danielle danil danita
danny dante danuta daphna daphne darcy daria dario darius darja darrell darren darryl darwin dashiell dave
david davide davina davis dea dean deanna debbie debora deborah debra deepti deirdre delbert delia delilah
delmore delphine demi denes denholm denis denise dennis denton denyse denzel denzil deon derek dermot
derrick desiree desmond detlef dev devdutt devin devon dewey dexter diana diane dick diego dieter dietmar
dimitri dina dinah dinaw dino dion dionne dirk dita django djuna dmitri dmitry dolly dolores domenico
dominic dominica dominik dominique don dona donald donatella donato donella donna donnie donovan dora dorcas
doreen dorian dorinda doris dorota dorothea dorothee dorothy dorrie dorthe doug dougal douglas doyle drew
dries dubravka dudley dulcie duncan dunstan durs dustin dwight dylan ebba ebony eckhard eddie edgar edie
edison edith edmund edna edouard edsel eduard eduardo edvard edward edwidge edwin edwina effie efrem egan
egon eiji eileen eilidh einar eino eirik elaina elaine elana eldridge eleanor eleanora elena eleonora
elfrida elfriede eli elias elif elijah elin elina elinor elisa elisabeth elisabetta elise elisha eliza
elizabeth elke ella elle ellen ellery ellie ellinor elliot elliott ellis elmar elmore elodie eloise elora
elroy elsa elsbeth elsie elspeth elton elvira elwood elyse emanuel emanuele emeka emerson emil emile emilia
emilie emilio emily emma emmaline emmanuel emmanuele emmeline emmett emmi emory emre ene enid enrico enrique
enya eoin erasmus eric erica erich erik erika erin erle erlend ernest ernestine ernesto ernst errol erwin
esme esmeralda esmeray essie esteban estella estelle esther ethan etienne etta ettie euan eudora eugen
eugene eugenia eugenie eunice euphemia eustacia eva eva-maria evadne evan evangeline evelina evelyn everard
everett evgeny evie ewan ewart ezekiel ezra fabian fabio fabrice fadia fannie fanny farah farley farrah
fatima fay federica federico felice felicia felicitas felicity feliks felix femi fenella fenna ferdinand
fergus fernanda fernando fikret filip filippo finn fiona fionn fionnuala fitz flann flannery flavia florian
floriane floyd folkert frances francesca francesco francie francine francis francisco franck francois frank
frankie frans františek franz franziska françois françoise frasier fred freda freddie frederic frederick
frederik fredric fredrik freida freya frida frieda friedrich frits fritz frédéric fumiko fuminori fuyumi
fyodor félix gabbie gabeba gabor gabra gabriel gabriela gabriele gabriella gabrielle gail galina gareth
garret garrett garrick garth gary gaston gavan gavin gaynor gaël geert geir geling gemma gene genevieve
genki geoff geoffrey geordie georg george georgette georgiana georgie georgina gerald geraldine gerard gerd
gerda gerhard gerlinde germaine gerrit gert gertie gertrude gervase gesine ghassan gia giacomo gianrico
gideon gigi gilbert giles gilles gillian gilly gina ginny gino gioconda giorgio giorgos giovanni gisela gita
giulia giuseppe gladys glen glenn gloria godfrey goran gordon gottfried graeme graham grant grayson grazia
greg gregoire gregor gregory greta gretchen griet griffin griselda grover grégoire grégory gudrun guido
guilherme guillaume guillermo gunes gunnar gunter gunther gus gussie gustav gustave gustaw guus guy gwen
gwenda gwendoline gwendolyn gwyneth gwynne gábor gérard göran gøran günter günther haakon hadley hafsah
hakan hal haley halle hallgrim hallie hamish hammond hanan hanif hank hanna hannah hanneke hannes hanns hans
hans-peter hanya harald harlan harley harmon harold harriet harris harrison harry hartley haruki harve
harvey hasan hassan hattie hayden haydn hayley hazel heather hector heidi heike heiko heimito heinrich heinz
helen helena helene helga hella helle helmut heloise helon helén hendrik henning henri henrietta henriette
henrik henry henryk herbert herbjorg hercule heribert herman hermann hermione hernan herta hester hettie
hideo hilaire hilaria hilary hilda hilde hildegard hildur hillary hillel hiram hiro hiroko hiromi hiroshi
hisham hobart holger holly homer honore horace horatio horst hortense howard howie hubert hugh hugo hunter
huw hwang hye-young hyman håkan hélène iain ian ianthe ibrahim ibtisam ida idris ignacio ignatius ignatz
igone igor ike ilana ilaria ildiko ileana ilene ilja ilona ilse imbolo imelda imke imogen imre ina indra
ines ingeborg inger ingmar ingrid inigo inka innes inês ioan iona iouri irene irma irmgard irmina irvin
irvine irving isa isaac isabel isabella isabelle isadora isaiah isak isidore isla ismael ismail isobel
isolde italo itamar ivan ivana ivar iver ivo ivy iwona izabela izzy iñaki jaan jaap jabez jacek jacinda
jacinta jack jackie jaclyn jacob jacqueline jacquelyn jacques jada jade jaime jaimie jake jakob jakub jalen
jamal james jamie jan jan-erik jana jane janell janelle janet janette janey janice janie janina janine janis
janne janosch jared jaroslav jarrett jarvis jase jasmin jasmine jason jasper jaspreet javier jay jaya jaye
jayne jayson jazmin jean jean- jean-christophe jean-claude jean-jacques jean-marie jean-paul jean-pierre
jeana jeanette jeanie jeanine jeanne jeannette jeannie jeb jed jedediah jeff jeffe jeffery jeffrey jelena
jelle jemima jemma jen jenn jenna jenni jennie jennifer jenny jens jeremiah jeremy jeri jerome jerri jerrold
jerry jerzy jess jessa jessamyn jesse jessica jessie jesús jethro jhumpa jill jillian jim jimmy jin jinny
jitka jiří jo joachim joakim joan joanie joann joanna joanne joao joaquim joaquin jocelyn jodi jodie jody
joe joel joelle joely johan johann johanna johannes john johnathan johnny jojo jolanta joleen jolene jolie
jomo jon jonah jonas jonathan jonna joop joost jordan jordi jorge jorie joris jorn jose josef josefina
joselyn joseph josephine josh joshua josie joss jossie jostein josé joyce jozef joão joël jrr juan juanita
jude judi judie judith judy jules julia julian juliana juliane julianna julianne julie juliet juliette julio
julius juliusz jung-myung junichiro jurek jurgen jussi justin justina justine justyna jv jérôme józef jörg
jörn jørgen jørn jürg jürgen kaari kacen kadir kai kaitlyn kaja kaleo kalle kamel kameron kamila kamran
kanae kara karan kareem karel karen karim karin karina karl karl- karl-ove karla karolina karsten karyn
kasey kasia kasper katarina katarzyna kate katerina kath katharina kathe katherine kathi kathleen kathlyn
kathrin kathrine kathryn kathy katie katja katrin katya kaui kaveh kavita kaye kayla kaylee kazuki kazuo
keely keigo keiko keir keira keith kelley kelli kellie kelly kelvin kemal ken kendall kendra kenji kenna
kenneth kenny kent kenzaburo kenzo keri kermit kerri kerrie kerry kerstin kevan kevin khaled khushwant kiera
kieran kiersten kiki kiley killian kim kimberley kimberly kingsley kira kiran kirby kirill kirk kirsten
kirstie kirstin kirsty kit kitty kj kjartan kjell kjærsti klara klaus knud knut kobo koen kofi koji konrad
kopano kotaro kris krista kristan kristen kristi kristian kristie kristin kristina kristoffer kristy krystal
krystyna krzysztof kurban kurt kurtis kwame kwasi kwei kyle kylie kyra kyung-sook käthe lachlan ladonna
laila lakshmi lamar lambert lana lance laney langston lara larissa larry lars lasse laszlo latoya laura
laurel laurell lauren laurena laurence laurens laurent lauri laurie laverne lavie lavinia lawrence layla
leah leander leandra leann leanne lee leena leif leigh leila leland lemony lemuel len lena lene leni lennart
lenora leo leon leonard leonardo leonie leonora leopold leopoldo leroy leslee lesley leslie lester leszek
leticia letitia lettie lev lew lewis lexie leye lia liam liane libby lidia lila lilian liliana lillian
lillie lilly lily lina linda lindsay lindsey linn linnea linnet linton linus linwood lionel lisa lisa-marie
lisbeth lise lissa liu liv livia livio livvy liz liza lizzie lizzy ljubko lloyd lluis lois lola lolita
lonnie lora loraine lorelei loren lorenzo loretta lori lorinda lorna lorne lorraine lorrie lothar lotta
lotte lottie louann louis louisa louise lovisa lowell luann luanne lubna luc luca lucas lucia lucian luciana
luciano lucie lucille lucinda lucio lucius lucjan lucretia lucy ludmila ludovic ludovico ludwig luella luis
luisa luise lukas lukasz luke lula lulu luther lutz lydia lyle lyn lynda lyndon lynette lynn lynne lynsey
lyra lyudmila lászló maarten maartje maaza mabel maciej mackenzie macy maddy madeleine madeline madge mads
mae mael maeve magda magdalen magdalena maggie magnus mahalia mahmoud maia mairi maisie maj maja malachi
malachy malala malcolm malin malinda malorie malu mamen mamie manda mandel mandy manfred manju manjula
manning manon manu manuel manuela mara marc marc-uwe marcel marcela marceline marcella marcello marcellus
marcelo marci marcia marcie marcin marco marcos marcus mareike marek maren margaret margareta margaretha
margarethe margarita marge margery margherita margie margit margo margot margriet margrit mari maria mariah
mariama marian mariana marianne mariano maribel maribeth marie marie-claire marieke mariel marietta marija
marika mariko marilee marilyn marilynne marina mario marion maris marisa marissa marit marita marius marja
marjan marjane marjolein marjorie marjut mark markku marko markus marlen marlena marlene marloes marlon
marlowe marnie marsha marshall marta marte marten martha martijn martin martina martine marty marvin marwa
mary mary-anne mary-kate maryann maryanne marybeth marylou maryse maría masha massimo mateo mateusz mathew
mathias mathilde matilda matilde mats matt matteo matthew matthias matthieu matti mattia mattie matz maud
maude maura maureen maurice mauricio maurits maurizio mave mavis max maxi maximilian maximilien maxine maya
maynard maël małgorzata mbue mckenzie meena meg megan meghan meike melania melanie melina melinda melissa
mellie melville melvin melvyn menno mercedes meredith meredyth merete merle merrill merrily mervyn meryl mia
micah michael michaela michał micheal michel michele michelle mick micky mieko miguel mihail mika mikael
mikaela mike mikhail mikkel mikko miklós mikołaj milan mildred milena miles millie milo milton mimi mina
mindy mineko minette minna minnie mira mirabel miranda mircea mireille miriam mirja mirjam mirko miroslav
missy mitch mitchell mitsuyo mitzi miyuki mohamed mohammed mohan mohsin moira mollie molly mona monica
monika monique montserrat morag mordecai morgan morgana morgane moritz morten mortimer morton morwenna moses
moya muhammad mukoma mukul mungo mur murathan murdo muriel murray mustafa myfanwy myla myles myra myriam
myrna märta mélanie mónica nadezhda nadia nadifa nadine nadja naguib nahoko nalini namina nan nancy nandita
nanette naoise naoki naomi narayan narine nasim nat natalia natalie natalka natalya natascha natasha nathan
nathaniel natsume natsuo nawal nazim neal neel neelam neha neil nele nell nella nellie nelly nelson nerys
nessa nettie neve neven nevil neville newton ngaio ngaire nghi ngugi nia niall niamh nicci niccolo nichelle
nicholai nicholas nick nicki nickolas nicola nicolas nicole nicolette nigel nikhil nikita nikki niklas niko
nikola nikolai nikolaj nikolas nikolaus nikos nils nima nina nino nisha njabulo nnedi noah noam noel noelle
noemi nola nolan nona nora norah norbert noreen norma norman norris novuyo noël nuria nuruddin nye obadiah
octave octavia oddny odette odile ofelia oguz okwiri ola olaf olav ole-martin oleg olen olesya olga olin
oliver olivia olivie olle ollie olof omar ondřej onur oona orhan oriana oriel orla orlaith orly orrin
orsolya orson orville osamu osbert osborne oscar oskar osman osvaldo oswald otfried otis ottessa ottilie
otto ousmane ove owain owen oyinkan pablo paddy padraic padraig paige palle paloma pam pamela pankaj paola
paolo parini pascal patrice patricia patricio patrick patrik patrizia patrycja patsy patti paul paula
paulette paulina pauline paulo pavel pawel paweł pedro peer peg pegeen peggy pema penelope penny per-erik
perceval percival percy perpetua perry peta pete peter petina petr petra petros petter petula phil philip
philipp philippa philippe phillip philomena phineas phoebe phyllida phyllis pia pierce piero pierre piet
pieter pietro pilar piotr pippa polly prajwal prakash prentice primo priscilla priya priyanka prosper péter
qiu quentin quincy quinn quintin rabih rachael rachel rachelle radek radha rae rafael rafal rafał rafik
rahul raimund raina rainer rajesh rakesh raleigh ralf ralph ramesh ramon ramona ramsey rana randal randall
randi randolph randy ranjit raoul raphael raphaelle raquel rashad rashid rasmus raul ravi ray raymond raúl
rebecca rebekah reggie regina reginald regine reid reinhard reinhold renata renate rene renee rené renée
reuben reuven rex reza rhea rhiannon rhoda rhona rhonda rhys ria ricardo richard rick ricky riikka rikke
riku rin rishi rita ritchie rj roald rob robbe robbie robert roberta roberto robin robina robyn rochelle
rocio roddy roderick rodney rodolfo rodrigo roelof rogelio roger rogier rohan rohinton rohit roland rolf
rolland rollo roman romola romy ron rona ronald ronan ronda ronnie rori rory rosa rosalba rosalie rosalind
rosalyn rosamond rosamund rosamunde rosanna roscoe rosella roselle roselyn rosemarie rosemary rosetta
roshani rosie rosina roslyn ross rowena roxana roxane roxanne roy royston rubina ruby rudi rudiger rudolf
rudolph rudyard rufus rui rukmini rumiko rune rupert rurik russ russel russell ruta rutger ruth rutherford
ryan ryder ryka ryu ryunosuke rémi rémy rüdiger saara sabaa sabina sabine sabrina sachin sadeqa sadie saeed
sakari salla sallie sally salman salvador salvatore sam samanta samantha samara sami samir samira samit
sammie samrat samuel samuela sandeep sander sandra sandrine sang-young sanjay sanjeev sanjida sanna saoirse
sara sarah sarah-jane sarai sarina sarita sascha sasha saskia satoshi saul sayaka scot scott seamus sean
seanan sebastian sefi seicho sejal selena selene selina selja selma selwyn sembene senait serena serge
sergei sergio seth severin sevgi seán shan shana shane shanice shannen shannon shanti shaquille shari sharla
sharlene sharon sharron shashi shaun shauna shaunta shawn shawna shayla sheba sheena shehan sheila sheilagh
shel shelagh shelby sheldon shelia shelley shelly sheri sherman sherri sherry sheryl shirin shirley shiromi
shizuko shobha shogo sholem shona shonda shuichi shusaku shyam sian siba sibylle sid siddhartha sidney
sidonie sidsel siegfried sigbjorn sigge sigmund sigourney sigrid sigurd silas silje silke silvana silvia
silvio simon simona simone simonetta sinclair sinead siobhan siobhán siri sissel sissy siv siân sj sjon
snorre snorri sofi sofia sofie sofía soji soledad solomon solveig sonali sonia sonja sonya sophia sophie
soraya sorcha soren sosuke spencer stacey stacia stacie stacy stan stanford stanislaw stanisław stanley
stefan stefania stefanie stefano steffen stella stephan stephane stephanie stephany stephen stephenie steve
steven stieg stig stina stirling stuart stéphane stéphanie sue sujata suketu suki sukie sulari sumner sunil
sunita sunniva suresh susan susana susann susanna susanne susie suyi suzan suzanna suzanne suzette suzy sven
svend sverre svetlana swati sybil sybille sydney sylvain sylvia sylvie sébastien sérgio søren tabatha tabby
tabish tabitha tad tadeusz tage tahereh taichi taiye takashi takis talia talitha tamar tamara tamas tami
tamika tamim tammi tammie tammy tamora tamsyn tana tania tanith tanja tansy tanuja tanya tara taran tariq
tarun taryn tasha tatiana tatjana tatsuhiko tawny tayari tayeb tayler ted tegan teju terence teresa teri
terrance terrell terri terrie terry tess tessa tetsuya thaddeus thadeusz thalia thandie thandiwe thanh thea
thelma thelonius theo theodor theodora theodore theodosia theresa therese theron thierry thilo thomas
thomasina thora thorkild thornton thorsten thurston tibor tiff tiffany tiina tijan tilda tillie tilly tilman
tim timo timothee timothy timur tina tishani tiziano tj tobias tobin toby tochi todd tom tomas tomasz tomi
tommi tommy tomoko tomás toni tony toomas torben tore tori toril torin torquil torsten toshihiko toshikazu
tove tracey traci tracie tracy travis trent tressa trevor tricia trina trish trista tristan trixie troy
trudi trygve tsitsi tudor tuomas turid tuula twyla tyler tyra tyrone uday udo ugo ulf uli ulla ulrich ulrika
ulrike umberto un-su una unni upton urs ursel ursula usha ute uwe uzma uzodinma vaclav vaishnavi val
valentin valentina valentine valeria valerie valerio valérie vance vanda vandana vanessa vanna varun vasily
vasko vassilis vaughan vaughn veit velma venetia vera verena verna vernon vernor veronica veronika veronique
verónica vesna vibeke vic vicki vicky victoire victor victoria vidar vidiadhar vigdis viggo vijay vikas
vikki vikram viktor vilhelm vince vincent vinod viola violet violette virgil virginia virginie vita vittorio
viv viveca vivek viveka vivian vivien vivienne vladimir volker václav véronique vít waldemar walden waldo
waleed wallace wallis wally walt walter wanda wayland wayne wei weike wenche wenda wendell wendy werner wes
wesley whitney wiebke wieslaw wilbert wilbur wilfred wilfried wilhelm wilhelmina wilkie willa willard willem
william willy wilma wilmot wim winfried winifred winnie winnifred winona winston wislawa wisława wladyslaw
wojciech wole wolfgang wolfram wyatt wyndham wynne wynona władysław xanthe xavier xiaolu xinran xiran yaa
yael yan yana yangsze yann yannick yaphet yasar yasmin yasmina yasmine yasunari yasushi yavuz yetta yevgeny
yewande yiyun ynez yoav yoel yoko yolanda yoon yorgos yoru yoshiko young-ha youssef yrsa yukiko yukio yukito
yuri yusuf yusuke yuval yves yvette yvonne zach zachariah zachary zack zadie zahra zakes zara zbigniew
zdenek zebulon zeina zeke zelda zelma zena zenobia zeruya zia zita zoe zofia zola zoltan zoltán zora zoé zoë
zsuzsa zukiswa zuleika zulfu zygmunt álvaro ángel ángela åke åsa åsne éric étienne óscar ödön özgür øyvind
čapek łukasz александр алексей андрей анна антон аркадий борис виктор владимир дмитрий евгений елена иван
лев людмила марина михаил наталья николай ольга павел сергей татьяна федор фёдор юрий
"""


GIVEN_NAMES: frozenset[str] = frozenset(_LINES.split())
