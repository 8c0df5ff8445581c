"""Given names common among authors and narrators.

They are evidence, never proof: a text that begins with one is more likely a person than a title. Names
that are ordinary title words as well (Grace, Rose, Summer, Art) are left out, for they would speak for
both.
"""

_LINES = """
aaron adam adrian agatha alan alastair albert aldous alec aleister alex alexander alexandra alexandre alexis
alfred alice alison alistair allan allen allison amanda ambrose amelia amir amitav amy anais anatole anders
andre andrea andreas andrew andrzej andy aneurin angela angus anita ann anna annabelle anne annette annie
anthony antonia antonio antony arkady arnold arthur arto arundhati astrid audrey barbara barry beatrice ben
benedict benjamin bernard bernhard beth bethany betty beverly bill billy bjorn bob boe bohumil boris brad
bradley bram brandon brenda brendan brent brian bridget bruce bryan bryce byron caitlin caleb callum calvin
cameron candice carl carla carlos carmen carol carole caroline carolyn carrie casey cassandra catherine
cathy cecelia cecilia charlene charles charlie charlotte cheryl chloe chris christa christina christine
christoph christopher christy chuck cindy claire clara clare clarissa claudia clifford clive clyde colin
colleen connie connor conrad constance corinna cormac cornelia courtney craig cressida cynthia dale damien
damon dan dana daniel daniela danielle danny dante daphne darren dave david dean debbie deborah deirdre
delia denis denise dennis derek desmond diana diane dieter dinah dirk dmitri dmitry dolores dominic don
donald donna dora doris dorothy doug douglas duncan dwight dylan edgar edith edmund eduardo edward edwin
eileen elaine eleanor elena elias elisabeth elise eliza elizabeth ella ellen elliot elliott elmore elsa emil
emile emily emma emmanuel enid eric erica erich erik erika erin ernest ernst esther ethan eugene eva evan
evelyn federico felix fiona frances francesca francis francisco francois frank frankie franz fred frederic
frederick fredrik friedrich fritz fyodor gabriel gabriella gail gareth garth gary gaston gavin gemma gene
geoff geoffrey george georgina gerald geraldine gerard gerhard gertrude gideon gilbert giles gillian
giovanni glen glenn gloria gordon graeme graham grant greg gregory greta guido gunter gustav gustave guy
gwen hanna hannah hannes hans harald harlan harold harriet harry haruki harvey heather hector heidi heike
heinrich heinz helen helena helene helga henning henrik henry herbert herman hermann hermione hilary hillary
homer honore horst howard hubert hugh hugo hunter ian ida ignacio igor ilana ilona imogen ines ingrid irene
irvine irving isaac isabel isabella isabelle isaiah italo ivan jack jackie jacob jacqueline jacques jake
jakob james jamie jan jana jane janet janice jared jarrett jasmine jason jasper javier jay jean jeanette
jeannette jeff jeffe jeffery jeffrey jen jenn jenna jennifer jenny jens jeremiah jeremy jerome jerry jesse
jessica jill jillian jim jimmy jo joachim joan joann joanna joanne jodi jodie joe joel johan johann johanna
johannes john johnathan johnny jojo jon jonas jonathan jordan jorge jorn jose josef joseph josephine josh
joshua jostein joyce jrr juan juanita judith judy jules julia julian juliana julie juliet juliette julio
julius jurgen jussi justin kai kameron karen karin karl karla kate katharina katherine kathleen kathryn
kathy katie katja katrin kazuo keith kelley kelly ken kendra kenneth kerry kevin khaled kim kimberly kirk
kirsten klaus konrad kristen kristin kristina kurt kyle lana larissa larry lars laura lauren laurence laurie
lawrence leah lee leigh lene leo leon leonard leonora leslie lester lev lewis liane lillian linda lindsay
lindsey lionel lisa lise liz liza lloyd lois lorenzo lori lorna lorraine louis louisa louise luca lucas
lucinda lucy ludwig luis luke lydia lynda lynn lynne madeleine maeve maggie malcolm mandy manfred manuel
marc marcel marco marcus margaret margarita margit margot maria marian marianne marie marilyn mario marion
marissa marjorie mark markus marlene marlon marsha martha martin martina marty marvin mary mathew mathias
matt matthew matthias maureen maurice max maximilian maxine megan meghan melanie melinda melissa meredith
mia michael michaela michel michele michelle miguel mika mike mikhail milan mildred milton miranda miriam
mitch mitchell mohsin moira molly mona monica monika morgan moritz murray myra myriam nadia nadine naguib
nalini nancy naomi natalia natalie natasha nathan nathaniel neal neil nelson ngugi niall nicholas nick
nicola nicolas nicole nigel nikolai nikolas nils nina noah noam noel nora noreen norma norman octavia olaf
oleg olga oliver olivia orhan orson oscar oskar otto owen pablo pamela paolo pascal patricia patrick paul
paula pauline paulo peggy pema penelope percy perry pete peter petra phil philip philipp philippa philippe
phillip phoebe phyllis pierre pippa polly priscilla quentin rachel rafael rainer ralph ramona randall randi
randy raphael raul ray raymond rebecca reginald reinhard rene renee rhonda ricardo richard ricky roald rob
robbie robert roberta roberto robin roderick rodney roger rohan rohinton roland rolf ron ronald ronan ronnie
rosalind rosamund roxane roy rudolf rudolph rudyard rupert russell ruth ryan sabaa sabine sabrina sally
salman sam samantha samuel sandra sara sarah scott sean seanan sebastian selma serena sergei seth shannon
sharon shaun shawn sheila shelby shelley sherry shirley sidney siegfried sigmund sigrid silvia simon simone
sinclair sjon sofia sonia sonja sophia sophie soren stacey stacy stanislaw stanley stefan stefanie stella
stephanie stephen steve steven stieg stuart sunita susan susanna susanne suzanna suzanne sven svetlana
sylvia tabitha tamara tammy tamora tamsyn tanith tanya tara tatiana ted terence teresa terrance terri terry
thea thelma theo theodor theodore theresa therese thomas thorsten tiffany tim timo timothy tina tobias toby
todd tom tommy toni tony tove tracey traci tracy travis trevor tricia tristan troy trudi trygve tyler ulrich
ulrike umberto ursula uwe valerie vanessa vasily vera vernor veronica veronika victor victoria vikas vikram
viktor vincent virginia vivian vivien vladimir waldo wallace wally walter wanda wayne wendy werner wesley
wilbur wilhelm wilkie willa willem william willy winifred winston wolfgang wyatt xavier yann yasmin yoko
yolanda yukio yuval yvette yvonne zachary zadie zoe zora
"""


GIVEN_NAMES: frozenset[str] = frozenset(_LINES.split())
