import type { PhraseBook } from "./phrase-book.ts";

export const czech: PhraseBook = {
  language: "cs",
  currency: "CZK",
  customerGreetings: ["Dobrý den,", "Zdravím,", "Hezký den,", "Vážení,"],
  customerFarewells: [
    "S pozdravem\n{customer}",
    "Děkuji a přeji hezký den\n{first}",
    "Hezký den\n{customer}",
    "{customer}",
  ],
  agentGreetings: ["Dobrý den,", "Hezký den,", "Vážený zákazníku,"],
  agentFarewells: ["S pozdravem\n{agent}", "Přeji hezký den\n{agent}", "Hezký den\n{agent}"],
  reminders: [
    "Zatím bez odpovědi. Věnuje se tomu někdo?",
    "Je něco nového ohledně mé zprávy ze dne {written}?",
  ],
  thanks: ["Teď to funguje, moc děkuji za rychlou pomoc!", "Výborně, vše je v pořádku. Děkuji."],
  stillWrong: [
    "U mě se bohužel nic nezměnilo. Můžete se prosím podívat znovu?",
    "Obávám se, že to stále není vyřešené.",
  ],
  notes: [
    "Sklad potvrzuje {order}.",
    "Stálý zákazník, vždy milý. Buďme velkorysí.",
    "Dopravce říká, že zásilka byla načtena {date}.",
    "Účtárna schválila {amount}.",
  ],
  outOfOffice: [
    "Do {soon} jsem mimo kancelář a odpovím po návratu.",
    "Děkuji za zprávu. Do {soon} nemám přístup k poště.",
  ],
  spam: [
    {
      subject: "Za týden na první stránce",
      text: "Na vašem webu jsme našli 14 chyb. Odpovězte a získejte nabídku zdarma.",
    },
    { subject: "Zásilku se nepodařilo doručit", text: "Do 24 hodin uhraďte clo 1,99 přes odkaz níže." },
  ],
  products: [
    "Batoh Šumava 40",
    "Bunda Vánek",
    "Turistické boty Stezka",
    "Vařič Jiskra",
    "Vlněný svetr Beskydy",
    "Čelovka Světluška",
    "Spací pytel Ticho",
    "Trekové hole Hřeben",
  ],
  streets: ["Lipová 12", "Přístavní 7", "Zahradní 48", "Nádražní 3"],
  dialogues: {
    "delivery-late": {
      subjects: ["Kde je objednávka {order}?", "Zásilka {tracking} nedorazila"],
      openings: [
        "Zboží „{product}“ bylo objednáno {date} a stále nedorazilo. V potvrzení byly tři pracovní dny. Číslo objednávky je {order}.",
        "Sledování zásilky {tracking} se od {date} nezměnilo. Můžete prosím zjistit, kde je?",
      ],
      answers: [
        "Děkujeme za zprávu. Dopravce jsme se na zásilku {tracking} zeptali; obvykle odpovídá do jednoho pracovního dne. Jakmile budeme něco vědět, ozveme se.",
        "Za zpoždění se omlouváme. Objednávka {order} opustila náš sklad {date}, takže by měla dorazit každou chvíli. Můžete prosím počkat do zítřejšího večera?",
      ],
      followUps: [
        "Uběhly další dva dny a zásilka nikde. Co bude dál?",
        "Dopravce tvrdí, že zásilku nikdy nepřevzal.",
      ],
      outcomes: [
        "Dopravce zásilku našel v jiném depu. Dnes je na rozvozu a dopravné {amount} jsme vrátili.",
        "Zásilku považujeme za ztracenou a poslali jsme novou expresní službou. Její číslo je {tracking}.",
      ],
    },
    refund: {
      subjects: ["Vrácení peněz za {order}", "Kdy dostanu peníze zpět?"],
      openings: [
        "Zboží „{product}“ bylo vráceno {date}, ale {amount} na účtu stále není. Prosím o kontrolu objednávky {order}.",
        "Na vašem webu stojí, že vrácení trvá pět pracovních dnů. Na {amount} čekám mnohem déle.",
      ],
      answers: [
        "Vrácenou zásilku v systému zatím nevidíme. Máte ještě podací lístek? Stačí fotografie.",
        "Vrácené zboží dorazilo a právě jsme uvolnili {amount}. Podle banky to trvá dva až tři pracovní dny.",
      ],
      followUps: [
        "Číslo z lístku je {tracking}. Je to ono?",
        "V bance říkají, že žádná platba není na cestě.",
      ],
      outcomes: [
        "Děkujeme, to pomohlo: zásilku jsme našli. Dnes jsme vyplatili {amount} a za čekání přidali malý poukaz.",
        "První platba se vrátila kvůli chybnému číslu účtu. Dnes ráno odešla znovu.",
      ],
    },
    "wrong-item": {
      subjects: ["Jiné zboží v objednávce {order}", "V balíku je něco jiného"],
      openings: [
        "Místo zboží „{product}“ byl v krabici jiný výrobek. Dodací list je správný. Jak to vyřešíme?",
        "Objednávka {order} dorazila dnes, ale ve špatné velikosti. Pokud to jde, je potřeba do víkendu.",
      ],
      answers: [
        "Děkujeme za upozornění. Pošlete nám prosím číslo ze štítku doručeného výrobku?",
        "Omlouváme se, je to naše chyba. Správné zboží odchází ze skladu dnes a štítek pro vrácení druhého máte v poště.",
      ],
      followUps: ["Na štítku je {tracking}. Mám ho nejdřív poslat zpět?", "Štítek pro vrácení nepřišel."],
      outcomes: [
        "Není třeba čekat: „{product}“ je na cestě. Druhý výrobek dejte do stejné krabice a předejte řidiči.",
        "Štítek jsme poslali znovu. Správné zboží dorazí {soon}.",
      ],
    },
    damaged: {
      subjects: ["Poškozeno při doručení: {product}", "Rozbité po dvou týdnech"],
      openings: [
        "Zboží „{product}“ dorazilo na boku roztržené. Samotná krabice vypadala v pořádku. Prosím o výměnu.",
        "Po dvou týdnech běžného používání se u zboží „{product}“ rozbil zip. Myslím, že je to na záruku. Objednávka {order}.",
      ],
      answers: [
        "To nás mrzí. Můžete nám poslat jednu nebo dvě fotografie? Pak rozhodneme hned a nemusíte nic vracet.",
        "Samozřejmě vyměníme. Nový kus je pro vás odložený; je vaše adresa stále {street}?",
      ],
      followUps: ["Přikládám dvě fotografie. Stačí to?", "Ano, adresa je stále {street}."],
      outcomes: [
        "Děkujeme, fotografie stačí. Nový kus („{product}“) odchází dnes; starý si nechte, nebo ho dejte k recyklaci.",
        "Nový kus byl odeslán {date}. Ať dlouho slouží.",
      ],
    },
    invoice: {
      subjects: ["Faktura k objednávce {order}", "Prosím o opravu faktury {invoice}"],
      openings: [
        "Do účetnictví potřebuji fakturu k objednávce {order} v PDF. Ve svém účtu ji nevidím.",
        "Na faktuře {invoice} chybí naše DIČ. Můžete ji prosím vystavit znovu?",
      ],
      answers: [
        "V příloze je faktura {invoice}. Všechny faktury najdete také ve svém účtu v části Objednávky.",
        "Rádi. Napište nám přesný název firmy a DIČ, jak mají být na faktuře.",
      ],
      followUps: [
        "Děkuji. Částka {amount} ale nesouhlasí s potvrzením objednávky. Proč?",
        "Firma je ta z mého podpisu, ostatní beze změny.",
      ],
      outcomes: [
        "Rozdíl je sleva, která byla zaúčtována zvlášť. V příloze je opravená faktura {invoice}.",
        "Hotovo: opravená faktura {invoice} je v příloze a stará je stornovaná.",
      ],
    },
    "double-charge": {
      subjects: ["Dvojí platba za {order}", "Dvě platby po {amount}"],
      openings: [
        "Karta byla za objednávku {order} stržena dvakrát, pokaždé {amount}. Prosím o vrácení jedné platby.",
        "Vidím dvě platby po {amount} ze dne {date}, objednávka však byla jen jedna. Prosím o rychlé prověření.",
      ],
      answers: [
        "Obě platby vidíme. Jedna je jen blokace a banka ji do tří dnů uvolní. Pokud ne, napište nám znovu.",
        "Děkujeme za upozornění. Předali jsme to platební bráně jako naléhavé.",
      ],
      followUps: ["Tři dny uplynuly a obě platby jsou zaúčtované.", "Banka chce vaše potvrzení."],
      outcomes: [
        "Máte pravdu a omlouváme se. Vrátili jsme {amount}; potvrzení pro banku je v příloze.",
        "Platební brána potvrdila vrácení {amount} ke dni {soon}.",
      ],
    },
    login: {
      subjects: ["Nemohu se přihlásit", "Zpráva s novým heslem nechodí"],
      openings: [
        "Od včerejška se nemohu přihlásit. Stránka hlásí špatné heslo, ale je stále stejné.",
        "Žádost o nové heslo odešla třikrát a žádná zpráva nepřišla. Ani ve spamu nic není.",
      ],
      answers: [
        "Účet se po několika neúspěšných pokusech zamkl. Odemkli jsme ho; zkuste to prosím znovu a dejte vědět.",
        "Naše zprávy se vracely, protože schránka byla plná. Právě jsme poslali novou.",
      ],
      followUps: [
        "Teď se dostanu o kousek dál, ale pak stránka zůstane prázdná.",
        "Zpráva dorazila, ale odkaz už neplatí.",
      ],
      outcomes: [
        "Mohl za to starý soubor cookie. Otevřete stránku jednou v anonymním okně, pak to funguje všude.",
        "Připravili jsme nový odkaz, který platí celý den.",
      ],
    },
    "app-error": {
      subjects: ["Aplikace se při placení zavře", "Chyba u pokladny"],
      openings: [
        "Po stisknutí Zaplatit se aplikace zavře. Stejně na dvou telefonech. V košíku je „{product}“.",
        "U pokladny se objeví „Něco se nepovedlo, kód {tracking}“. Objednat chci před {soon}.",
      ],
      answers: [
        "Děkujeme za přesný popis. Jakou verzi aplikace a systému v telefonu máte?",
        "Chybu se nám podařilo zopakovat a pracujeme na ní. Do té doby objednávka funguje v prohlížeči; košík zůstává.",
      ],
      followUps: [
        "Je to nejnovější verze, nainstalovaná {date}.",
        "V prohlížeči to funguje, ale bez mé slevy.",
      ],
      outcomes: [
        "Oprava je ve verzi, která vyšla dnes. Po aktualizaci platba zase funguje.",
        "Slevu {amount} jsme připsali k objednávce {order}.",
      ],
    },
    address: {
      subjects: ["Nová dodací adresa", "Změna adresy u objednávky {order}"],
      openings: [
        "Přestěhovali jsme se. Změňte prosím mou adresu na {street}. Objednávka {order} by už měla jít tam.",
        "V objednávce {order} je špatné číslo domu. Správná adresa je {street}. Dá se to ještě změnit?",
      ],
      answers: [
        "Žádný problém, objednávka {order} půjde na adresu {street}. Změnili jsme ji i ve vašem účtu.",
        "Zásilka už odešla, ale dopravce jsme požádali o přesměrování na adresu {street}.",
      ],
      followUps: ["Sledování stále ukazuje starou adresu.", "Platí to i pro fakturu?"],
      outcomes: [
        "Stránka se obnoví až večer. Dopravce nám novou adresu potvrdil písemně.",
        "Ano, i faktura má novou adresu. Je v příloze.",
      ],
    },
    cancel: {
      subjects: ["Prosím o zrušení objednávky {order}", "Storno"],
      openings: [
        "Zboží „{product}“ bylo objednáno omylem. Zrušte prosím objednávku {order} a vraťte {amount}.",
        "Prosím o zrušení objednávky ze dne {date}. Je potřeba jiná velikost.",
      ],
      answers: [
        "Objednávka je zrušená a {amount} se vrátí stejnou cestou. Potvrzení přijde e-mailem.",
        "Zásilka byla předána před hodinou, takže už nešla zastavit. Stačí ji odmítnout a vrácení je hotové.",
      ],
      followUps: ["Potvrzení nepřišlo. Je objednávka opravdu zrušená?", "Zásilku převzal soused. Co teď?"],
      outcomes: [
        "Ano, je. Potvrzení mělo špatnou adresu; posíláme ho znovu.",
        "Pak použijte přiložený štítek. Vrácení je pro vás zdarma.",
      ],
    },
    product: {
      subjects: ["Dotaz na zboží {product}", "Kdy bude znovu skladem {product}?"],
      openings: [
        "Je „{product}“ nepromokavý a jakou velikost doporučujete na 1,78 m? Na webu to není.",
        "Zboží „{product}“ je už týdny vyprodané. Kdy ho budete mít znovu?",
      ],
      answers: [
        "Déšť vydrží několik hodin, na bouřku ale stavěný není. Na vaši výšku doporučuji M.",
        "Další dodávku čekáme {soon}. Jeden kus vám můžeme nezávazně odložit.",
      ],
      followUps: ["Děkuji. Je i v modré?", "Ano, odložte mi prosím jeden."],
      outcomes: [
        "Modrá přijde na jaře. Zapsali jsme vás na seznam, první den dostanete zprávu.",
        "Odloženo do {soon}. Zboží čeká v košíku.",
      ],
    },
    voucher: {
      subjects: ["Poukaz {voucher} není přijat", "Slevový kód nefunguje"],
      openings: [
        "Kód {voucher} z vašeho newsletteru je odmítnut, i když platí do konce měsíce.",
        "U objednávky {order} zůstal poukaz {voucher} zapomenutý. Můžete ho ještě odečíst?",
      ],
      answers: [
        "Kód platí pro objednávky nad {amount}. Je váš košík vyšší?",
        "Rádi: poukaz jsme odečetli od objednávky {order}. Vracíme {amount}.",
      ],
      followUps: ["Ano, o hodně.", "V účtu stále vidím starou částku."],
      outcomes: [
        "Pak je chyba na naší straně. Tady je nový kód platný na vše: {voucher}.",
        "Částka se obnoví přes noc. Na faktuře už je správná.",
      ],
    },
  },
};
