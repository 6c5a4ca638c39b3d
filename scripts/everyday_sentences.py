"""Everyday sentences in twelve languages, written for the gallery's model of languages.

The declaration that it learns from is solemn: nobody there asks for coffee.
"""

EVERYDAY_TO_LEARN = {
    "English": """
        Good morning, how are you? | Hello, my name is Anna | I like tea and cake
        What is your name? | I don't know what to do | See you tomorrow at school
        My mother is cooking dinner | He bought a new car last week
        We live in a big house near the river | It is raining again
        Can you help me with this? | She works as a teacher | I love you
        The dog is sleeping on the sofa | How much does it cost?
        Thank you, that was very kind | I am hungry, let's eat something
        Two tickets to London, please | They went for a walk in the park
        Happy birthday to you | Where do you come from? | This is my brother
        I have no time today | Don't worry about it | The book is on the table
        What would you like to drink? | I think she is right | Good night""",
    "German": """
        Guten Morgen, wie geht es dir? | Hallo, ich heiße Anna | Ich mag Tee und Kuchen
        Wie heißt du? | Ich weiß nicht, was ich tun soll | Bis morgen in der Schule
        Meine Mutter kocht das Abendessen | Er hat letzte Woche ein neues Auto gekauft
        Wir wohnen in einem großen Haus am Fluss | Es regnet schon wieder
        Kannst du mir dabei helfen? | Sie arbeitet als Lehrerin | Ich liebe dich
        Der Hund schläft auf dem Sofa | Wie viel kostet das? | Danke, das war sehr nett
        Ich habe Hunger, lass uns etwas essen | Zwei Karten nach Berlin, bitte
        Sie sind im Park spazieren gegangen | Alles Gute zum Geburtstag | Woher kommst du?
        Das ist mein Bruder | Ich habe heute keine Zeit | Mach dir keine Sorgen
        Das Buch liegt auf dem Tisch | Was möchtest du trinken? | Ich glaube, sie hat recht
        Gute Nacht""",
    "French": """
        Bonjour, comment ça va ? | Salut, je m'appelle Anne | J'aime le thé et les gâteaux
        Comment tu t'appelles ? | Je ne sais pas quoi faire | À demain à l'école
        Ma mère prépare le dîner | Il a acheté une nouvelle voiture la semaine dernière
        Nous habitons une grande maison près de la rivière | Il pleut encore
        Est-ce que tu peux m'aider ? | Elle travaille comme institutrice | Je t'aime
        Le chien dort sur le canapé | Combien ça coûte ? | Merci, c'était très gentil
        J'ai faim, mangeons quelque chose | Deux billets pour Paris, s'il vous plaît
        Ils sont allés se promener dans le parc | Joyeux anniversaire | D'où viens-tu ?
        C'est mon frère | Je n'ai pas le temps aujourd'hui | Ne t'inquiète pas
        Le livre est sur la table | Qu'est-ce que tu veux boire ?
        Je crois qu'elle a raison | Où sont les toilettes ?""",
    "Spanish": """
        Buenos días, ¿cómo estás? | Hola, me llamo Ana | Me gustan el té y los pasteles
        ¿Cómo te llamas? | No sé qué hacer | Hasta mañana en la escuela
        Mi madre está preparando la cena | Compró un coche nuevo la semana pasada
        Vivimos en una casa grande cerca del río | Está lloviendo otra vez
        ¿Puedes ayudarme con esto? | Ella trabaja como maestra | Te quiero mucho
        El perro duerme en el sofá | ¿Cuánto cuesta? | Gracias, ha sido muy amable
        Tengo hambre, vamos a comer algo | Dos billetes para Madrid, por favor
        Fueron a pasear por el parque | Feliz cumpleaños | ¿De dónde eres?
        Este es mi hermano | Hoy no tengo tiempo | No te preocupes
        El libro está sobre la mesa | ¿Qué quieres beber? | Creo que tiene razón
        Buenas noches""",
    "Italian": """
        Buongiorno, come stai? | Ciao, mi chiamo Anna | Mi piacciono il tè e i dolci
        Come ti chiami? | Non so che cosa fare | A domani a scuola
        Mia madre prepara la cena | Ha comprato una macchina nuova la settimana scorsa
        Abitiamo in una grande casa vicino al fiume | Piove di nuovo
        Puoi aiutarmi con questo? | Lei lavora come maestra | Ti amo
        Il cane dorme sul divano | Quanto costa? | Grazie, è stato molto gentile
        Ho fame, mangiamo qualcosa | Due biglietti per Roma, per favore
        Sono andati a passeggiare nel parco | Buon compleanno | Di dove sei?
        Questo è mio fratello | Oggi non ho tempo | Non ti preoccupare
        Il libro è sul tavolo | Che cosa vuoi bere? | Penso che abbia ragione | Buona notte""",
    "Portuguese": """
        Bom dia, como estás? | Olá, chamo-me Ana | Gosto de chá e de bolos | Como te chamas?
        Não sei o que fazer | Até amanhã na escola | A minha mãe está a fazer o jantar
        Ele comprou um carro novo na semana passada | Moramos numa casa grande perto do rio
        Está a chover outra vez | Podes ajudar-me com isto? | Ela trabalha como professora
        Eu amo-te | O cão dorme no sofá | Quanto custa? | Obrigado, foi muito simpático
        Tenho fome, vamos comer alguma coisa | Dois bilhetes para Lisboa, por favor
        Eles foram passear no parque | Feliz aniversário | De onde és? | Este é o meu irmão
        Hoje não tenho tempo | Não te preocupes | O livro está em cima da mesa
        O que queres beber? | Acho que ela tem razão | Boa noite""",
    "Dutch": """
        Goedemorgen, hoe gaat het met je? | Hallo, ik heet Anna | Ik hou van thee en taart
        Hoe heet je? | Ik weet niet wat ik moet doen | Tot morgen op school
        Mijn moeder kookt het avondeten | Hij heeft vorige week een nieuwe auto gekocht
        Wij wonen in een groot huis bij de rivier | Het regent alweer
        Kun je me hiermee helpen? | Zij werkt als lerares | Ik hou van jou
        De hond slaapt op de bank | Hoeveel kost dat? | Dank je, dat was heel aardig
        Ik heb honger, laten we iets eten | Twee kaartjes naar Amsterdam, alsjeblieft
        Ze zijn gaan wandelen in het park | Gefeliciteerd met je verjaardag
        Waar kom je vandaan? | Dit is mijn broer | Ik heb vandaag geen tijd
        Maak je geen zorgen | Het boek ligt op de tafel | Wat wil je drinken?
        Ik denk dat zij gelijk heeft | Welterusten""",
    "Swedish": """
        God morgon, hur mår du? | Hej, jag heter Anna | Jag gillar te och kakor
        Vad heter du? | Jag vet inte vad jag ska göra | Vi ses i skolan i morgon
        Min mamma lagar middag | Han köpte en ny bil förra veckan
        Vi bor i ett stort hus vid floden | Det regnar igen | Kan du hjälpa mig med det här?
        Hon arbetar som lärare | Jag älskar dig | Hunden sover på soffan
        Hur mycket kostar det? | Tack, det var mycket snällt
        Jag är hungrig, låt oss äta något | Två biljetter till Stockholm, tack
        De gick på promenad i parken | Grattis på födelsedagen | Var kommer du ifrån?
        Det här är min bror | Jag har inte tid i dag | Oroa dig inte
        Boken ligger på bordet | Vad vill du dricka? | Jag tror att hon har rätt | God natt""",
    "Danish": """
        Godmorgen, hvordan har du det? | Hej, jeg hedder Anna | Jeg kan godt lide te og kage
        Hvad hedder du? | Jeg ved ikke, hvad jeg skal gøre | Vi ses i skolen i morgen
        Min mor laver aftensmad | Han købte en ny bil i sidste uge
        Vi bor i et stort hus ved floden | Det regner igen | Kan du hjælpe mig med det?
        Hun arbejder som lærer | Jeg elsker dig | Hunden sover på sofaen
        Hvor meget koster det? | Tak, det var meget venligt
        Jeg er sulten, lad os spise noget | To billetter til København, tak
        De gik en tur i parken | Tillykke med fødselsdagen | Hvor kommer du fra?
        Det er min bror | Jeg har ikke tid i dag | Du skal ikke være bekymret
        Bogen ligger på bordet | Hvad vil du drikke? | Jeg tror, hun har ret | Sov godt""",
    "Polish": """
        Dzień dobry, jak się masz? | Cześć, mam na imię Anna | Lubię herbatę i ciasto
        Jak się nazywasz? | Nie wiem, co robić | Do zobaczenia jutro w szkole
        Moja mama gotuje obiad | Kupił nowy samochód w zeszłym tygodniu
        Mieszkamy w dużym domu nad rzeką | Znowu pada deszcz | Czy możesz mi pomóc?
        Ona pracuje jako nauczycielka | Kocham cię | Pies śpi na kanapie | Ile to kosztuje?
        Dziękuję, to było bardzo miłe | Jestem głodny, zjedzmy coś
        Dwa bilety do Warszawy, proszę | Poszli na spacer do parku | Wszystkiego najlepszego
        Skąd jesteś? | To jest mój brat | Nie mam dzisiaj czasu | Nie martw się
        Książka leży na stole | Czego chcesz się napić? | Myślę, że ona ma rację | Dobranoc""",
    "Russian": """
        Доброе утро, как дела? | Привет, меня зовут Анна | Я люблю чай и пирог
        Как тебя зовут? | Я не знаю, что делать | Увидимся завтра в школе
        Моя мама готовит ужин | Он купил новую машину на прошлой неделе
        Мы живём в большом доме у реки | Опять идёт дождь | Ты можешь мне помочь?
        Она работает учительницей | Я тебя люблю | Собака спит на диване
        Сколько это стоит? | Спасибо, это было очень мило
        Я голоден, давай что-нибудь съедим | Два билета до Москвы, пожалуйста
        Они пошли гулять в парк | С днём рождения | Откуда ты? | Это мой брат
        У меня сегодня нет времени | Не волнуйся | Книга лежит на столе
        Что ты хочешь выпить? | Я думаю, она права | Спокойной ночи""",
    "Turkish": """
        Günaydın, nasılsın? | Merhaba, benim adım Anna | Çay ve kek severim | Senin adın ne?
        Ne yapacağımı bilmiyorum | Yarın okulda görüşürüz | Annem akşam yemeği yapıyor
        Geçen hafta yeni bir araba aldı | Nehrin yanında büyük bir evde oturuyoruz
        Yine yağmur yağıyor | Bana yardım eder misin? | O öğretmen olarak çalışıyor
        Seni seviyorum | Köpek kanepede uyuyor | Bu ne kadar?
        Teşekkür ederim, çok naziksiniz | Acıktım, bir şeyler yiyelim
        İki bilet lütfen, Ankara'ya | Parkta yürüyüşe çıktılar | Doğum günün kutlu olsun
        Nerelisin? | Bu benim kardeşim | Bugün vaktim yok | Merak etme
        Kitap masanın üstünde | Ne içmek istersin? | Bence o haklı | İyi geceler""",
}


def everyday_pairs() -> list[tuple[str, str]]:
    """Return the sentences, each with its language."""
    return [
        (sentence.strip(), language)
        for language, lines in EVERYDAY_TO_LEARN.items()
        for line in lines.strip().splitlines()
        for sentence in line.split(" | ")
    ]
