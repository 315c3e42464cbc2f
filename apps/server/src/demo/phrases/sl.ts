import type { PhraseBook } from "./phrase-book.ts";

export const slovenian: PhraseBook = {
  language: "sl",
  currency: "EUR",
  customerGreetings: ["Pozdravljeni,", "Dober dan,", "Lep pozdrav,", "Spoštovani,"],
  customerFarewells: [
    "Lep pozdrav,\n{customer}",
    "Hvala in lep dan,\n{first}",
    "S spoštovanjem,\n{customer}",
    "{customer}",
  ],
  agentGreetings: ["Pozdravljeni, {first},", "Dober dan,", "Spoštovani,"],
  agentFarewells: ["Lep pozdrav,\n{agent}", "Prijeten dan,\n{agent}", "S spoštovanjem,\n{agent}"],
  reminders: [
    "Odgovora še ni. Ali se s tem kdo ukvarja?",
    "Zanima me, ali je kaj novega glede mojega sporočila z dne {written}.",
  ],
  thanks: ["Zdaj deluje, najlepša hvala za hitro pomoč!", "Odlično, vse je urejeno. Hvala."],
  stillWrong: [
    "Pri meni se žal ni nič spremenilo. Lahko, prosim, pogledate še enkrat?",
    "Težava žal še ni odpravljena.",
  ],
  notes: [
    "Skladišče potrjuje, da je {order} pripravljeno.",
    "Zvesta stranka, vedno prijazna. Bodimo velikodušni.",
    "Dostavna služba pravi, da je bil paket prevzet {date}.",
    "Računovodstvo je odobrilo {amount}.",
  ],
  outOfOffice: [
    "Odsotnost do {soon}. Na sporočilo odgovorim po vrnitvi.",
    "Hvala za sporočilo. Do {soon} pošte ne berem.",
  ],
  spam: [
    {
      subject: "Vaša spletna stran na prvem mestu",
      text: "Na vaši strani smo našli 14 napak. Odgovorite za brezplačno ponudbo.",
    },
    {
      subject: "Paketa ni bilo mogoče dostaviti",
      text: "V 24 urah plačajte carino 1,99 na spodnji povezavi.",
    },
  ],
  products: [
    "Nahrbtnik Triglav 40",
    "Vetrovka Bora",
    "Pohodni čevlji Steza",
    "Kuhalnik Iskra",
    "Volneni pulover Pohorje",
    "Naglavna svetilka Kresnica",
    "Spalna vreča Tišina",
    "Pohodne palice Greben",
  ],
  streets: ["Slovenska cesta 12", "Gubčeva ulica 7", "Na Klancu 4", "Partizanska cesta 31"],
  dialogues: {
    "delivery-late": {
      subjects: ["Kje je naročilo {order}?", "Paket {tracking} še ni prispel"],
      openings: [
        "Izdelek »{product}« je bil naročen {date}, a ga še vedno ni. V potrditvi so bili obljubljeni trije delovni dnevi. Številka naročila je {order}.",
        "Sledenje paketu {tracking} od {date} stoji na istem mestu. Lahko, prosim, preverite, kje je paket?",
      ],
      answers: [
        "Hvala za sporočilo. Dostavno službo smo že povprašali za paket {tracking}; navadno odgovorijo v enem delovnem dnevu. Takoj ko kaj izvemo, vam pišemo.",
        "Opravičujemo se za zamudo. Naročilo {order} je skladišče zapustilo {date}, zato ga pričakujte vsak čas. Lahko, prosim, počakate do jutri zvečer?",
      ],
      followUps: [
        "Minila sta dva dneva, paketa pa še ni. Kaj zdaj?",
        "Dostavna služba pravi, da paketa od vas ni prejela.",
      ],
      outcomes: [
        "Paket so našli v drugem centru. Danes je na poti k vam, stroške pošiljanja {amount} pa smo vam vrnili.",
        "Paket velja za izgubljenega, zato smo vam s hitro pošto poslali novega. Njegova številka je {tracking}.",
      ],
    },
    refund: {
      subjects: ["Vračilo kupnine za {order}", "Kdaj dobim denar nazaj?"],
      openings: [
        "Izdelek »{product}« je bil vrnjen {date}, na računu pa še ni {amount}. Prosim, preverite naročilo {order}.",
        "Na vaši strani piše, da vračilo traja pet delovnih dni. Na {amount} čakam že precej dlje.",
      ],
      answers: [
        "Vrnjenega paketa v sistemu še ne vidim. Ali imate še potrdilo s pošte? Zadostuje fotografija.",
        "Vračilo smo prejeli in pravkar potrdili izplačilo {amount}. Nakazilo traja dva do tri delovne dni, odvisno od banke.",
      ],
      followUps: [
        "Številka s potrdila je {tracking}. Je to tisto, kar potrebujete?",
        "Na banki pravijo, da nakazilo ni napovedano.",
      ],
      outcomes: [
        "Hvala, to je pomagalo: vračilo smo našli. Danes smo vam nakazali {amount} in za čakanje dodali darilni bon.",
        "Prvo nakazilo se je vrnilo zaradi napačne številke računa. Davi smo ga poslali znova.",
      ],
    },
    "wrong-item": {
      subjects: ["Napačen izdelek v naročilu {order}", "V paketu je nekaj drugega"],
      openings: [
        "Namesto izdelka »{product}« je bil v škatli drug artikel. Dobavnica je prava. Kako to uredimo?",
        "Naročilo {order} je prispelo danes, a v napačni velikosti. Če je le mogoče, ga potrebujem do konca tedna.",
      ],
      answers: [
        "Hvala, da ste nam sporočili. Mi lahko pošljete številko z nalepke prejetega izdelka?",
        "Opravičujemo se, napaka je naša. Pravi izdelek še danes zapusti skladišče, nalepko za vračilo drugega pa imate v pošti.",
      ],
      followUps: ["Na nalepki piše {tracking}. Naj ga najprej pošljem nazaj?", "Nalepke za vračilo še ni."],
      outcomes: [
        "Ni treba čakati: vaš »{product}« je že na poti. Drugi izdelek dajte v isto škatlo in ga izročite dostavljavcu.",
        "Nalepko smo poslali še enkrat. Pravi izdelek prispe {soon}.",
      ],
    },
    damaged: {
      subjects: ["Poškodovan ob prevzemu: {product}", "Pokvarjeno po dveh tednih"],
      openings: [
        "Izdelek »{product}« je prispel raztrgan ob strani. Škatla je bila videti cela. Prosim za zamenjavo.",
        "Po dveh tednih običajne rabe se je pri izdelku »{product}« pokvarila zadrga. Mislim, da je to primer za garancijo. Naročilo {order}.",
      ],
      answers: [
        "Žal mi je, da se je to zgodilo. Nam lahko pošljete eno ali dve fotografiji? Potem odločimo takoj in vam ni treba ničesar vračati.",
        "Seveda ga zamenjamo. Nov izdelek je rezerviran za vas; sporočite mi le, ali je vaš naslov še {street}.",
      ],
      followUps: ["Prilagam dve fotografiji. Je to dovolj?", "Da, naslov je še {street}."],
      outcomes: [
        "Hvala, fotografiji zadostujeta. Nov »{product}« odpotuje danes, starega obdržite ali oddajte med odpadke.",
        "Zamenjava je bila poslana {date}. Naj vam dolgo služi.",
      ],
    },
    invoice: {
      subjects: ["Račun za naročilo {order}", "Prosim za popravek računa {invoice}"],
      openings: [
        "Za računovodstvo potrebujemo račun za naročilo {order} v obliki PDF. V mojem profilu ga ni.",
        "Na računu {invoice} manjka naša davčna številka. Lahko, prosim, izdate novega?",
      ],
      answers: [
        "Račun {invoice} je priložen. Vse račune najdete tudi v svojem profilu pod »Naročila«.",
        "Z veseljem. Sporočite mi točen naziv podjetja in davčno številko, kot naj stojita na računu.",
      ],
      followUps: [
        "Hvala. Znesek {amount} pa se ne ujema s potrditvijo naročila. Zakaj?",
        "Podjetje je tisto iz mojega podpisa, drugo ostane enako.",
      ],
      outcomes: [
        "Razlika je popust, ki je bil knjižen posebej. Popravljeni račun {invoice} je priložen.",
        "Urejeno: popravljeni račun {invoice} je priložen, stari je storniran.",
      ],
    },
    "double-charge": {
      subjects: ["Dvakrat bremenjeno naročilo {order}", "Dve plačili po {amount}"],
      openings: [
        "Kartica je bila za naročilo {order} bremenjena dvakrat, obakrat {amount}. Prosim, vrnite eno plačilo.",
        "Dne {date} vidim dve plačili po {amount}, naročilo pa je bilo le eno. Prosim za hiter pregled.",
      ],
      answers: [
        "Vidim obe plačili. Eno je le rezervacija in jo bo banka sprostila v treh dneh. Če se to ne zgodi, nam pišite še enkrat.",
        "Hvala za opozorilo. Zadeva je že pri našem plačilnem ponudniku in ima prednost.",
      ],
      followUps: ["Trije dnevi so mimo in zdaj sta knjiženi obe plačili.", "Banka želi vaše potrdilo."],
      outcomes: [
        "Prav imate in opravičujemo se. Vrnili smo {amount}; potrdilo za banko je priloženo.",
        "Plačilni ponudnik je povračilo {amount} potrdil za {soon}.",
      ],
    },
    login: {
      subjects: ["Ne morem se prijaviti", "Sporočilo za novo geslo ne pride"],
      openings: [
        "Od včeraj se ne morem prijaviti v svoj račun. Stran pravi, da je geslo napačno, čeprav je ostalo isto.",
        "Zahteva za novo geslo je bila oddana trikrat, pa ni nobenega sporočila. Tudi med neželeno pošto ga ni.",
      ],
      answers: [
        "Račun se je po več napačnih poskusih zaklenil. Odklenili smo ga; poskusite znova in mi sporočite, ali deluje.",
        "Naša sporočila na vaš naslov so se vrnila, ker je bil nabiralnik poln. Pravkar smo poslali novo.",
      ],
      followUps: [
        "Zdaj pridem malo dlje, potem pa ostane stran prazna.",
        "Sporočilo je prišlo, a je povezava že potekla.",
      ],
      outcomes: [
        "Kriv je star piškotek. Stran enkrat odprite v zasebnem oknu, potem deluje povsod.",
        "Pripravili smo novo povezavo, ki velja ves dan.",
      ],
    },
    "app-error": {
      subjects: ["Aplikacija se ob plačilu zapre", "Napaka pri zaključku nakupa"],
      openings: [
        "Kadar v aplikaciji pritisnem Plačaj, se zapre. Enako je na dveh telefonih. V košarici je »{product}«.",
        "Pri zaključku nakupa se pokaže »Nekaj je narobe, koda {tracking}«. Naročiti želim do {soon}.",
      ],
      answers: [
        "Hvala za natančen opis. Katero različico aplikacije in sistema imate na telefonu?",
        "Napako smo lahko ponovili in jo odpravljamo. Do takrat naročilo deluje v brskalniku; košarica ostane.",
      ],
      followUps: ["Različica je najnovejša, nameščena {date}.", "V brskalniku deluje, a brez popusta."],
      outcomes: [
        "Popravek je v različici, ki je izšla danes. Po posodobitvi plačilo spet deluje.",
        "Popust {amount} smo pripisali naročilu {order}.",
      ],
    },
    address: {
      subjects: ["Nov naslov za dostavo", "Sprememba naslova pri {order}"],
      openings: [
        "Preselili smo se. Prosim, spremenite moj naslov v {street}. Naročilo {order} naj gre že tja.",
        "V naročilu {order} je napačna hišna številka. Pravi naslov je {street}. Ga je še mogoče spremeniti?",
      ],
      answers: [
        "Ni težav, naročilo {order} gre na {street}. Naslov smo spremenili tudi v vašem profilu.",
        "Paket je že odpotoval, a smo dostavno službo prosili, naj ga preusmeri na {street}.",
      ],
      followUps: ["Sledenje še kaže stari naslov.", "Ali to velja tudi za račun?"],
      outcomes: [
        "Stran se osveži šele zvečer. Novi naslov nam je dostavna služba potrdila pisno.",
        "Da, tudi račun ima novi naslov. Priložen je.",
      ],
    },
    cancel: {
      subjects: ["Prosim za preklic naročila {order}", "Preklic"],
      openings: [
        "Izdelek »{product}« je bil naročen pomotoma. Prosim, prekličite naročilo {order} in vrnite {amount}.",
        "Prosim za preklic naročila z dne {date}. Potrebujem drugo velikost.",
      ],
      answers: [
        "Naročilo je preklicano, {amount} se vrne po isti poti. Potrditev dobite po e-pošti.",
        "Paket je bil oddan pred eno uro, zato ga nismo mogli ustaviti. Preprosto ga zavrnite in vračilo je opravljeno.",
      ],
      followUps: ["Potrditve še ni. Je naročilo res preklicano?", "Paket je prevzel sosed. Kaj zdaj?"],
      outcomes: [
        "Da, preklicano je. Potrditev je imela napačen naslov, tu je še enkrat.",
        "Potem uporabite priloženo nalepko. Vračilo je za vas brezplačno.",
      ],
    },
    product: {
      subjects: ["Vprašanje o izdelku {product}", "Kdaj bo spet na zalogi {product}?"],
      openings: [
        "Ali je »{product}« nepremočljiv in katero velikost priporočate za 1,78 m? Na strani tega ni.",
        "Izdelek »{product}« je že tedne razprodan. Kdaj ga boste spet imeli?",
      ],
      answers: [
        "Dež zdrži več ur, za neurje pa ni narejen. Za vašo višino priporočam M.",
        "Naslednjo pošiljko pričakujemo {soon}. En kos lahko brez obveznosti rezerviramo za vas.",
      ],
      followUps: ["Hvala. Ali obstaja tudi v modri barvi?", "Da, prosim, rezervirajte enega."],
      outcomes: [
        "Modra pride spomladi. Vpisali smo vas na seznam, prvi dan dobite sporočilo.",
        "Rezervirano do {soon}. Izdelek vas čaka v košarici.",
      ],
    },
    voucher: {
      subjects: ["Bon {voucher} ni sprejet", "Koda za popust ne deluje"],
      openings: [
        "Koda {voucher} iz vašega novičnika je zavrnjena, čeprav velja do konca meseca.",
        "Pri naročilu {order} je bon {voucher} ostal pozabljen. Ga lahko še odštejete?",
      ],
      answers: [
        "Koda velja za naročila nad {amount}. Ali je vaša košarica višja?",
        "Z veseljem: bon smo odšteli od naročila {order}. Nazaj dobite {amount}.",
      ],
      followUps: ["Da, precej višja.", "V profilu je še stari znesek."],
      outcomes: [
        "Potem je napaka naša. Tu je nova koda, ki velja za vse: {voucher}.",
        "Znesek se osveži čez noč. Na računu je že pravi.",
      ],
    },
  },
};
