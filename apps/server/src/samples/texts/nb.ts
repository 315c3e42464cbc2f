import type { SampleTexts } from "../sample-texts.ts";

export const norwegian: SampleTexts = {
  people: {
    guide: "Pia fra Kvit",
    ana: "Kari Holm",
    jan: "Ole Hansen",
    eva: "Ingrid Berg",
    petra: "Marit Solberg",
    marko: "Lars Dahl",
    stranger: "Lykkesenteret",
  },
  tickets: {
    welcome: {
      subject: "Begynn her: fire taster er alt du trenger",
      opening: `Hei og velkommen!

Dette er en prøvesak. Prøv disse fire tastene på den:

1. r: skriv et svar til meg og send det med Ctrl+Enter (⌘↵ på Mac). Saken blir Besvart: Nå er det min tur.
2. e: løs en sak. Kunden blir spurt om det er løst.
3. z: angre det du gjorde sist. E-post venter ti sekunder før den går, så det rekker du.
4. Ctrl+K (⌘K): finn saker etter nummer, person eller emne, og alle kommandoer.

Det du sender til prøvesaker, forlater aldri huset. Når du har sett nok, fjerner du alle med ett klikk i innstillingene.

Lykke til!
Pia`,
    },
    hours: {
      subject: "Har dere åpent på lørdag?",
      opening:
        "Hei,\n\njeg vil gjerne hente bestillingen selv. Har dere åpent nå på lørdag, og hvor lenge?\n\nTakk,\nIngrid",
    },
    charged: {
      subject: "Trukket to ganger for ordre 1182",
      opening:
        "Hei,\n\nkortet mitt ble trukket to ganger for ordre 1182. Fint om dere betaler tilbake den ene; husleien forfaller i morgen.\n\nOle Hansen",
    },
    parcel: {
      subject: "Hvor er pakken min?",
      opening: "God morgen,\n\npakken min skulle ha kommet på tirsdag. Kan dere se hvor den er?\n\nKari",
      answer:
        "Hei Kari,\n\nden forlot lageret vårt på mandag. Jeg har spurt transportøren og skriver så snart jeg vet mer.\n\nVennlig hilsen",
      reply: "Takk. Nå sier transportøren at den er levert, men ingen her har den. Hva nå?\n\nKari",
    },
    printer: {
      subject: "Skriveren skriver fortsatt ikke ut",
      opening: "Hei,\n\netter oppdateringen tar skriveren papiret og gir det tomt tilbake.\n\nLars",
      answer:
        "Hei Lars,\n\nslå den av, ta ut patronen og sett den inn igjen. Det pleier å hjelpe.\n\nVennlig hilsen",
      reply: "Jeg har gjort det to ganger. Fortsatt blanke ark.\n\nLars",
      note: "Tredje melding denne uken etter oppdateringen. Spør produsenten før vi svarer.",
    },
    invoice: {
      subject: "Faktura til firmaet vårt",
      opening:
        "Hei,\n\nkan dere stile fakturaen for ordre 1169 til firmaet vårt? Vi trenger den til regnskapet.\n\nMarit Solberg",
      answer:
        "Hei Marit,\n\ngjerne. Send meg nøyaktig navn og organisasjonsnummer slik det skal stå.\n\nVennlig hilsen",
    },
    moving: {
      subject: "Vi flytter: ny adresse",
      opening: "Hei,\n\nfra den første i neste måned kan dere sende alt til Bjørkeveien 48.\n\nMarit Solberg",
      answer:
        "Hei Marit,\n\ndet er gjort. Skal jeg også endre adressen på ordren som er på vei?\n\nVennlig hilsen",
      absence: "Jeg er ute av kontoret til mandag og leser meldingen din da. (Automatisk svar)",
    },
    stock: {
      subject: "Når kommer den blå tilbake?",
      opening:
        "Hei,\n\nden blå ryggsekken har vært utsolgt i flere uker. Når får dere den inn igjen?\n\nIngrid",
      note: "Neste levering kommer på mandag. Utsatt til da; skriver Ingrid før, våkner saken av seg selv.",
    },
    login: {
      subject: "Jeg får ikke logget inn",
      opening: "Hei,\n\nsiden sier at passordet mitt er feil. Det er det ikke.\n\nOle",
      answer:
        "Hei Ole,\n\nkontoen din ble låst etter for mange forsøk. Den er åpen igjen, og passordet er det gamle.\n\nVennlig hilsen",
    },
    repair: {
      subject: "Reparasjon av hodelykten min",
      opening: "Hei,\n\nhodelykten min slukner etter ett minutt. Den er et halvt år gammel.\n\nKari",
      answer:
        "Hei Kari,\n\nen ny er på vei til deg. Du trenger ikke sende den gamle tilbake.\n\nVennlig hilsen",
    },
    prize: {
      subject: "Du har vunnet 1 000 000!",
      opening: "Gratulerer! Send kontoopplysningene dine innen 24 timer for å få premien.",
    },
    test: { subject: "test", opening: "bare en test, se bort fra denne" },
  },
};
