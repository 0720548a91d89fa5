"""Given names that are common in many countries: evidence that a line is a person's name."""

from __future__ import annotations

from skillsearch.passages.word_tables import word_set

__all__ = ["GIVEN_NAMES"]

# Names that are more often a word, a place or a brand (Will, Mark, Grant, Austin, Paris, May) are
# left out: the shape and the place of a line speak for those who bear them.
GIVEN_NAMES = word_set("""
    aaron abigail adam adrian agnes ahmed aisha alan albert alejandra alejandro alex alexander
    alexandra alexis alfred ali alice alicia alison allison alyssa amanda amber amelia amina
    amir amit amy ana anastasia andre andrea andreas andrew angela angelica anil anita anja ann
    anna anne annette annika anthony antoine antonio anya april arianna armin arjun arthur arun
    asha ashley astrid aurora ava barbara beatrice beatriz ben benjamin bernard bernd beth
    bianca bob brad bradley brandon brenda brian bridget bruno caleb cameron camila camille
    carla carlos carmen carol caroline carolyn catherine cecilia cedric celine chantal charles
    charlotte chen chiara chloe chris christian christina christine christoph christopher claire
    clara claudia claus clemens colin connor corinna craig cristina cynthia dagmar damien dan
    daniel daniela danielle darius darren dave david deborah deepak deepika denise dennis derek
    diana diego dieter dimitri dina dirk dmitri dominic dominik donald donna dora doris dorothy
    douglas duncan dylan edith eduardo edward eileen elaine eleanor elena eli elif elisa
    elisabeth elizabeth ella ellen elsa emilia emilie emily emma eric erica erik erika erin
    esther ethan eugene eva evelyn fabian farah fatima felipe felix fernanda fernando fiona
    florence florian frances francesca francisco francois frank franziska fred frederick frida
    gabriel gabriela gareth gary geoffrey george gerald gerhard gina giovanni giulia gloria
    gordon graham greg gregory greta guillaume gustavo hannah hans harold haruto hassan heather
    hector heidi heike heinz helen helena helga henri henrik henry herbert hiroshi holger holly
    howard hugo hussein ian ibrahim igor ines ingrid irene irina iris isaac isabel isabella
    isabelle ivan ivana jack jackie jacob jacqueline jacques jaime jake jakob james jamie jan
    jana jane janet janice jaroslav jason javier jay jean jeff jeffrey jelena jenna jennifer
    jenny jens jeremy jerome jerry jesse jessica jill jim joachim joan joanna joao joe joel
    joerg johan johann johanna john jonas jonathan jordan jorge jose josef joseph josephine
    joshua joyce juan juana juanita judith judy julia julian juliana julie julien jung jürgen
    justin justine kai karen karin karl karla karolina katarina kate katharina katherine
    kathleen kathryn kathy katie katja kavita keith kelly ken kenneth kerstin kevin khalid kim
    kimberly kiran klara klaus konrad krishna kristen kristin kristina kumar kurt kyle lara
    larissa larry lars latisha laura lauren laurence laurent lea leah leila lena leo leon
    leonard leonardo leonie leslie li liam lieselotte liliana linda lisa logan lorena lorenzo
    louis louise luca lucas lucia lucie lucy luis luisa lukas luke lydia mackenzie madeleine
    madison magdalena manfred manuel manuela marc marcel marcia marco marcos marcus margaret
    margarita maria mariam mariana marie marina mario marion marissa markus marlene marta martha
    martin martina mary mateo mathias mathilde matt matteo matthew matthias maureen maurice max
    maximilian maya megan mei mélanie melanie melissa mercedes michael michal michel michele
    michelle miguel mike mila milan miriam mohamed mohammad mohammed moira molly monica monika
    moritz muhammad nadia nadine naomi natalia natalie natasha nathalie nathan neha neil
    nicholas nick nicola nicolas nicole niklas nikolai nina noah noemi nora norbert norma olaf
    oleg olga oliver olivia omar oscar oskar pablo pamela paola pascal patricia patrick paul
    paula pauline pavel pedro peggy penelope peter petra philip philipp philippe phillip pierre
    pieter pooja prakash pranav priscilla priya rachel rafael rahul rainer raj rajesh ralph
    ramesh ramon randy raphael raquel ravi raymond rebecca regina renata rene ricardo richard
    rita robert roberta roberto rodrigo roger roland rolf romain roman ronald ronny rosa
    rosemary rudolf russell ruth ryan sabine sabrina sally salma sam samantha samir samuel
    sandeep sandra sanjay sara sarah sascha scarlett scott sean sebastian sergei sergio shannon
    sharon shawn sheila shirley silke silvia simon simone sofia sofie sonia sophia sophie stacey
    stefan stefanie stephan stephanie stephen steve steven stuart sunil suresh susan susanne
    suzanne sven svetlana sylvia tamara tanja tanya tara tariq tatiana teresa terry thea theo
    theodore theresa thierry thomas tiffany tim timothy tina tobias todd tom tomas tomasz toni
    tracy travis tristan ulrich ulrike uma ursula ute valentina valerie vanessa vera veronica
    veronika victor victoria vijay vikram vincent viola virginia vivian vladimir walter wanda
    wei wendy werner wilhelm william wolfgang xavier xin yan yasmin yolanda yusuf yuki yvonne
    zachary zainab zoe zofia jonah keisha tyrone darnell siobhan niamh aoife sinead
    padraig oisin kwame kofi ama amara chidi ngozi chinedu oluwaseun femi tunde thabo lerato
    sipho nguyen minh linh thi hoa dung yuan ming hui ling jin soo hye jun seo kenji takeshi
    akira sakura yoko naoko satoshi rina putri dewi agus budi siti nur aisyah ananya aarav rohan
    rohit aditya sneha anjali divya swati nisha shreya manish ashish vivek nikhil akash jamal
    latoya malik demetrius ebony trevon lakisha ariel elijah mason wyatt hunter carter landon
""")
