import type { PhraseBook } from "./phrase-book.ts";

export const norwegian: PhraseBook = {
  language: "nb",
  currency: "NOK",
  customerGreetings: ["Hei,", "Hei!", "God dag,", "Heisann,"],
  customerFarewells: ["Vennlig hilsen\n{customer}", "Mvh\n{first}", "Hilsen {first}", "{customer}"],
  agentGreetings: ["Hei {first},", "Hei, {first}!", "God dag, {first},"],
  agentFarewells: ["Vennlig hilsen\n{agent}", "Ha en fin dag!\n{agent}", "Hilsen\n{agent}"],
  reminders: [
    "Jeg har ikke hørt noe ennå. Er det noen som ser på dette?",
    "Er det noe nytt om meldingen jeg sendte {written}?",
  ],
  thanks: ["Nå virker det, tusen takk for rask hjelp!", "Supert, alt er i orden. Takk skal dere ha."],
  stillWrong: [
    "Dessverre er det ingen endring hos meg. Kan dere se en gang til?",
    "Jeg er redd det ikke er løst ennå.",
  ],
  notes: [
    "Snakket med lageret, de bekrefter {order}.",
    "Trofast kunde, alltid hyggelig. Vi kan være rause her.",
    "Transportøren sier at pakken ble skannet {date}.",
    "Regnskap har godkjent {amount}.",
  ],
  outOfOffice: [
    "Jeg er ute av kontoret til {soon} og svarer når jeg er tilbake.",
    "Takk for e-posten. Jeg leser ikke e-post før {soon}.",
  ],
  spam: [
    {
      subject: "Kom på første side på en uke",
      text: "Vi fant 14 feil på nettsiden din. Svar nå for et gratis tilbud.",
    },
    {
      subject: "Pakken din kunne ikke leveres",
      text: "Betal tollavgiften på 1,99 via lenken under innen 24 timer.",
    },
  ],
  products: [
    "Ryggsekk Fjell 40",
    "Regnjakke Vestland",
    "Tursko Sti",
    "Turkjøkken Gnist",
    "Ullgenser Hardanger",
    "Hodelykt Nattlys",
    "Sovepose Drøm",
    "Turstaver Topp",
  ],
  streets: ["Storgata 12", "Havnegata 7", "Bjørkeveien 48", "Kirkegata 3"],
  dialogues: {
    "delivery-late": {
      subjects: ["Hvor er ordre {order}?", "Pakke {tracking} har ikke kommet"],
      openings: [
        "Jeg bestilte {product} den {date}, og den har fortsatt ikke kommet. I bekreftelsen stod det tre virkedager. Ordrenummeret er {order}.",
        "Sporingen for {tracking} har ikke flyttet seg siden {date}. Kan dere finne ut hvor pakken er?",
      ],
      answers: [
        "Takk for at du skriver. Jeg har spurt transportøren om pakke {tracking}; de svarer som regel innen en virkedag. Du hører fra meg så snart jeg vet mer.",
        "Beklager forsinkelsen. Ordre {order} forlot lageret vårt {date}, så den skal være hos deg snart. Kan du vente til i morgen kveld?",
      ],
      followUps: [
        "Nå har det gått to dager til, og fortsatt ingen pakke. Hva skjer videre?",
        "Transportøren sier at de aldri fikk pakken fra dere.",
      ],
      outcomes: [
        "Transportøren fant pakken på en annen terminal. Den kjøres ut i dag, og jeg har betalt tilbake frakten på {amount}.",
        "Vi regner pakken som tapt og har sendt deg en ny med ekspress. Sporingsnummeret er {tracking}.",
      ],
    },
    refund: {
      subjects: ["Tilbakebetaling for ordre {order}", "Når får jeg pengene tilbake?"],
      openings: [
        "Jeg returnerte {product} den {date}, men har ikke fått {amount} på kontoen. Kan dere sjekke ordre {order}?",
        "På siden deres står det at tilbakebetaling tar fem virkedager. Jeg har ventet mye lenger på {amount}.",
      ],
      answers: [
        "Jeg ser ikke returen i systemet ennå. Har du kvitteringen fra posten? Et bilde holder.",
        "Returen er mottatt, og jeg har nettopp godkjent {amount}. Det tar to til tre virkedager, avhengig av banken.",
      ],
      followUps: [
        "Nummeret på kvitteringen er {tracking}. Er det det du trenger?",
        "Banken sier at ingen overføring er på vei.",
      ],
      outcomes: [
        "Takk, det hjalp: Jeg fant returen. {amount} ble betalt ut i dag, sammen med et lite gavekort for ventetiden.",
        "Den første overføringen kom i retur på grunn av feil kontonummer. Den gikk ut på nytt i morges.",
      ],
    },
    "wrong-item": {
      subjects: ["Feil vare i ordre {order}", "Jeg fikk noe annet"],
      openings: [
        "I stedet for {product} lå det en annen vare i esken. Pakkseddelen er riktig. Hvordan løser vi dette?",
        "Ordre {order} kom i dag, men i feil størrelse. Jeg trenger den helst før helgen.",
      ],
      answers: [
        "Takk for at du sier fra. Kan du sende meg nummeret på etiketten til varen du fikk?",
        "Beklager, det er vår feil. Riktig vare sendes fra lageret i dag, og returlappen for den andre ligger i innboksen din.",
      ],
      followUps: [
        "Det står {tracking} på etiketten. Skal jeg sende den tilbake først?",
        "Jeg har ikke fått noen returlapp.",
      ],
      outcomes: [
        "Du trenger ikke vente: {product} er på vei. Legg den andre varen i samme eske og gi den til sjåføren.",
        "Jeg har sendt returlappen på nytt. Den nye varen kommer {soon}.",
      ],
    },
    damaged: {
      subjects: ["Skadet ved levering: {product}", "Gikk i stykker etter to uker"],
      openings: [
        "{product} kom med en rift på siden. Selve esken så fin ut. Jeg ønsker å få den byttet.",
        "Etter to uker med vanlig bruk røk glidelåsen på {product}. Dette må være en garantisak. Ordre {order}.",
      ],
      answers: [
        "Det var leit å høre. Kan du sende oss et bilde eller to? Da kan jeg avgjøre det med en gang, og du slipper å sende noe tilbake.",
        "Selvfølgelig bytter vi den. En ny er satt av til deg; er adressen din fortsatt {street}?",
      ],
      followUps: ["Her er to bilder. Holder det?", "Ja, adressen er fortsatt {street}."],
      outcomes: [
        "Takk, bildene er alt jeg trenger. En ny {product} sendes i dag; behold eller resirkuler den gamle.",
        "Den nye ble sendt {date}. Jeg håper du får glede av den i mange år.",
      ],
    },
    invoice: {
      subjects: ["Faktura for ordre {order}", "Vennligst rett faktura {invoice}"],
      openings: [
        "Til regnskapet trenger jeg fakturaen for ordre {order} som PDF. Jeg finner den ikke på kontoen min.",
        "Organisasjonsnummeret vårt mangler på faktura {invoice}. Kan dere lage en ny?",
      ],
      answers: [
        "Her er faktura {invoice}. Du finner alle fakturaer på kontoen din under Ordrer.",
        "Gjerne. Skriv til meg nøyaktig firmanavn og organisasjonsnummer slik det skal stå på fakturaen.",
      ],
      followUps: [
        "Takk. Beløpet på {amount} stemmer ikke med ordrebekreftelsen. Hvorfor?",
        "Firmaet er det som står i signaturen min, resten er som før.",
      ],
      outcomes: [
        "Forskjellen er rabatten, som ble ført for seg. Den rettede fakturaen {invoice} er vedlagt.",
        "Ferdig: Rettet faktura {invoice} er vedlagt, og den gamle er kreditert.",
      ],
    },
    "double-charge": {
      subjects: ["Trukket to ganger for {order}", "To betalinger på {amount}"],
      openings: [
        "Kortet mitt ble trukket to ganger for ordre {order}: {amount} hver gang. Vennligst betal tilbake den ene.",
        "Jeg ser to betalinger på {amount} den {date}, men har bare bestilt én gang. Fint om dere ser på det raskt.",
      ],
      answers: [
        "Jeg ser begge betalingene. Den ene er bare reservert og frigis av banken innen tre dager. Skriv til meg igjen om det ikke skjer.",
        "Takk for at du sier fra. Jeg har sendt saken til betalingsleverandøren og merket den som haster.",
      ],
      followUps: [
        "De tre dagene er gått, og nå er begge bokført.",
        "Banken min trenger en bekreftelse fra dere.",
      ],
      outcomes: [
        "Du har rett, og jeg beklager. {amount} er betalt tilbake; bekreftelsen til banken er vedlagt.",
        "Betalingsleverandøren har bekreftet at {amount} tilbakeføres {soon}.",
      ],
    },
    login: {
      subjects: ["Jeg får ikke logget inn", "E-posten for nytt passord kommer ikke"],
      openings: [
        "Siden i går får jeg ikke logget inn. Siden sier at passordet er feil, men jeg har ikke endret det.",
        "Jeg har bedt om nytt passord tre ganger uten at det kommer noen e-post. Det er ingenting i søppelposten heller.",
      ],
      answers: [
        "Kontoen ble låst etter flere mislykkede forsøk. Jeg har låst den opp; prøv igjen og si fra om det virker.",
        "E-postene våre til deg kom i retur fordi innboksen var full. Jeg har sendt en ny nå nettopp.",
      ],
      followUps: [
        "Nå kommer jeg litt lenger, men så blir siden hvit.",
        "E-posten kom, men lenken er utløpt.",
      ],
      outcomes: [
        "Det skyldtes en gammel informasjonskapsel. Åpne siden i et privat vindu én gang, så virker det overalt.",
        "Jeg har laget en ny lenke som gjelder hele dagen.",
      ],
    },
    "app-error": {
      subjects: ["Appen lukker seg når jeg betaler", "Feilmelding i kassen"],
      openings: [
        "Hver gang jeg trykker Betal i appen, lukker den seg. Jeg har prøvd på to telefoner. I kurven ligger {product}.",
        "I kassen står det «Noe er galt, kode {tracking}». Jeg vil gjerne bestille før {soon}.",
      ],
      answers: [
        "Takk for en presis beskrivelse. Hvilken versjon av appen og telefonens system har du?",
        "Vi har klart å gjenskape feilen og jobber med den. I mellomtiden virker det i nettleseren; kurven din er beholdt.",
      ],
      followUps: [
        "Det er den nyeste versjonen, installert {date}.",
        "I nettleseren virker det, men uten rabatten min.",
      ],
      outcomes: [
        "Rettelsen er med i versjonen som kom i dag. Oppdater, så virker betalingen igjen.",
        "Jeg har trukket rabatten på {amount} fra ordre {order}.",
      ],
    },
    address: {
      subjects: ["Ny leveringsadresse", "Endre adresse på ordre {order}"],
      openings: [
        "Vi har flyttet. Vennligst endre adressen min til {street}. Ordre {order} skal allerede dit.",
        "Jeg skrev feil husnummer i ordre {order}. Riktig adresse er {street}. Går det fortsatt an å endre?",
      ],
      answers: [
        "Det går fint, ordre {order} sendes til {street}. Adressen er endret på kontoen din også.",
        "Pakken er allerede sendt, men jeg har bedt transportøren om å omdirigere den til {street}.",
      ],
      followUps: ["Sporingen viser fortsatt den gamle adressen.", "Gjelder det også fakturaen?"],
      outcomes: [
        "Siden oppdateres først i kveld. Transportøren har bekreftet den nye adressen skriftlig.",
        "Ja, fakturaen har også den nye adressen. Den er vedlagt.",
      ],
    },
    cancel: {
      subjects: ["Vennligst avbestill ordre {order}", "Avbestilling"],
      openings: [
        "Jeg bestilte {product} ved en feil. Vennligst avbestill ordre {order} og betal tilbake {amount}.",
        "Jeg vil avbestille ordren fra {date}. Jeg trenger en annen størrelse.",
      ],
      answers: [
        "Ordren er avbestilt, og {amount} går tilbake samme vei. Du får en bekreftelse på e-post.",
        "Pakken ble levert til transportøren for en time siden, så jeg fikk ikke stanset den. Bare nekt å ta imot, så er returen i orden.",
      ],
      followUps: [
        "Jeg har ikke fått noen bekreftelse. Er den virkelig avbestilt?",
        "Naboen tok imot pakken. Hva nå?",
      ],
      outcomes: [
        "Ja, det er den. Bekreftelsen hadde feil adresse; her er den på nytt.",
        "Da kan du bruke den vedlagte returlappen. Returen er gratis for deg.",
      ],
    },
    product: {
      subjects: ["Spørsmål om {product}", "Når kommer {product} på lager igjen?"],
      openings: [
        "Er {product} vanntett, og hvilken størrelse anbefaler dere til 1,78 m? Jeg fant det ikke på siden.",
        "{product} har vært utsolgt i flere uker. Når får dere den inn igjen?",
      ],
      answers: [
        "Den tåler regn i flere timer, men er ikke laget for storm. Til din høyde anbefaler jeg M.",
        "Vi venter neste levering {soon}. Jeg kan sette av en til deg, helt uforpliktende.",
      ],
      followUps: ["Takk. Finnes den også i blått?", "Ja takk, sett av en til meg."],
      outcomes: [
        "Blå kommer til våren. Jeg har satt deg på listen, og du får en e-post den første dagen.",
        "Satt av til {soon}. Du finner den i handlekurven.",
      ],
    },
    voucher: {
      subjects: ["Gavekort {voucher} godtas ikke", "Rabattkoden virker ikke"],
      openings: [
        "Koden {voucher} fra nyhetsbrevet deres avvises, selv om den gjelder ut måneden.",
        "Jeg glemte å bruke gavekortet {voucher} på ordre {order}. Kan dere trekke det fra nå?",
      ],
      answers: [
        "Koden gjelder for ordrer over {amount}. Er kurven din over det?",
        "Gjerne: Gavekortet er trukket fra ordre {order}. Du får {amount} tilbake.",
      ],
      followUps: ["Ja, godt over.", "Jeg ser fortsatt den gamle summen på kontoen."],
      outcomes: [
        "Da er feilen vår. Her er en ny kode som gjelder alt: {voucher}.",
        "Summen oppdateres i natt. På fakturaen er den allerede riktig.",
      ],
    },
  },
};
