import type { Messages } from "../language.ts";

/** The mails to our own people when a customer has waited too long. */
export const nudgeMailMessages = {
  "nudgeMail.title": {
    en: "A customer is waiting: {reference}",
    sl: "Stranka čaka: {reference}",
    nb: "En kunde venter: {reference}",
    pl: "Klient czeka: {reference}",
    it: "Un cliente aspetta: {reference}",
    cs: "Zákazník čeká: {reference}",
  },
  "nudgeMail.yours": {
    en: "“{subject}” has been waiting for our answer since {since}, and it is yours.",
    sl: "»{subject}« čaka na naš odgovor od {since}, dodeljen pa je vam.",
    nb: "«{subject}» har ventet på svar fra oss siden {since}, og saken er din.",
    pl: "„{subject}” czeka na naszą odpowiedź od {since}; zgłoszenie jest przypisane do Pani/Pana.",
    it: "«{subject}» aspetta una nostra risposta da {since} ed è assegnato a Lei.",
    cs: "„{subject}“ čeká na naši odpověď od {since} a máte ho přidělený.",
  },
  "nudgeMail.lead": {
    en: "“{subject}” has been waiting for our answer since {since}. You lead its department: please see to it.",
    sl: "»{subject}« čaka na naš odgovor od {since}. Vodite oddelek: poskrbite zanj, prosim.",
    nb: "«{subject}» har ventet på svar fra oss siden {since}. Du leder avdelingen: ta deg av den.",
    pl: "„{subject}” czeka na naszą odpowiedź od {since}. To zgłoszenie z kierowanego działu: prosimy się nim zająć.",
    it: "«{subject}» aspetta una nostra risposta da {since}. È del reparto che Lei guida: se ne occupi, per favore.",
    cs: "„{subject}“ čeká na naši odpověď od {since}. Vedete jeho oddělení: postarejte se o něj, prosím.",
  },
  "nudgeMail.escalated": {
    en: "“{subject}” has been waiting for our answer since {since} and was escalated. Somebody has to decide now.",
    sl: "»{subject}« čaka na naš odgovor od {since} in je bil eskaliran. Zdaj se mora nekdo odločiti.",
    nb: "«{subject}» har ventet på svar fra oss siden {since} og er eskalert. Nå må noen bestemme seg.",
    pl: "„{subject}” czeka na naszą odpowiedź od {since} i zostało eskalowane. Teraz ktoś musi podjąć decyzję.",
    it: "«{subject}» aspetta una nostra risposta da {since} ed è passato al livello superiore. Ora qualcuno deve decidere.",
    cs: "„{subject}“ čeká na naši odpověď od {since} a byl eskalován. Teď musí někdo rozhodnout.",
  },
  "nudgeMail.open": {
    en: "Open the ticket",
    sl: "Odpri zahtevek",
    nb: "Åpne saken",
    pl: "Otwórz zgłoszenie",
    it: "Apri il ticket",
    cs: "Otevřít požadavek",
  },
} as const satisfies Messages;
