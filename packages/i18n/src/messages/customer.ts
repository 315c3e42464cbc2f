import type { Messages } from "../language.ts";
import { customerAccessMessages } from "./customer/access.ts";
import { customerConversationMessages } from "./customer/conversation.ts";
import { customerDecisionMessages } from "./customer/decision.ts";
import { customerStepMessages } from "./customer/steps.ts";

/** The customer's pages. Customers say "request"; "we" is the help team. */
export const customerMessages = {
  "customer.status.new": {
    en: "We've got it",
    sl: "Prejeli smo ga",
    nb: "Vi har fått den",
    pl: "Otrzymaliśmy je",
    it: "L'abbiamo ricevuta",
    cs: "Máme ho",
  },
  "customer.status.open": {
    en: "We're on it",
    sl: "Ukvarjamo se s tem",
    nb: "Vi jobber med den",
    pl: "Pracujemy nad tym",
    it: "Ce ne stiamo occupando",
    cs: "Pracujeme na tom",
  },
  "customer.status.answered": {
    en: "We've answered — your turn",
    sl: "Odgovorili smo – na vrsti ste vi",
    nb: "Vi har svart – din tur",
    pl: "Odpowiedzieliśmy – teraz kolej na Państwa",
    it: "Abbiamo risposto: ora tocca a Lei",
    cs: "Odpověděli jsme – teď jste na řadě vy",
  },
  "customer.status.postponed": {
    en: "We're on it",
    sl: "Ukvarjamo se s tem",
    nb: "Vi jobber med den",
    pl: "Pracujemy nad tym",
    it: "Ce ne stiamo occupando",
    cs: "Pracujeme na tom",
  },
  "customer.status.resolved": {
    en: "We think it's solved. Is it?",
    sl: "Mislimo, da je rešeno. Ali drži?",
    nb: "Vi tror det er løst. Stemmer det?",
    pl: "Sądzimy, że to rozwiązane. Czy tak jest?",
    it: "Pensiamo che sia risolto. È così?",
    cs: "Myslíme si, že je to vyřešené. Je to tak?",
  },
  "customer.status.closed": {
    en: "Closed",
    sl: "Zaprto",
    nb: "Lukket",
    pl: "Zamknięte",
    it: "Chiusa",
    cs: "Uzavřeno",
  },
  "customer.gone": {
    en: "We can't find this request. Ask for a new link.",
    sl: "Tega zahtevka ne najdemo. Zahtevajte novo povezavo.",
    nb: "Vi finner ikke denne henvendelsen. Be om en ny lenke.",
    pl: "Nie możemy znaleźć tego zgłoszenia. Można poprosić o nowy odnośnik.",
    it: "Non troviamo questa richiesta. Chieda un nuovo link.",
    cs: "Tento požadavek nemůžeme najít. Požádejte o nový odkaz.",
  },
  "customer.request": {
    en: "Request {reference}",
    sl: "Zahtevek {reference}",
    nb: "Henvendelse {reference}",
    pl: "Zgłoszenie {reference}",
    it: "Richiesta {reference}",
    cs: "Požadavek {reference}",
  },
  "customer.language": {
    en: "Language",
    sl: "Jezik",
    nb: "Språk",
    pl: "Język",
    it: "Lingua",
    cs: "Jazyk",
  },
  "customer.timeZone": {
    en: "Time zone: {zone}",
    sl: "Časovni pas: {zone}",
    nb: "Tidssone: {zone}",
    pl: "Strefa czasowa: {zone}",
    it: "Fuso orario: {zone}",
    cs: "Časové pásmo: {zone}",
  },
  ...customerDecisionMessages,
  ...customerConversationMessages,
  ...customerStepMessages,
  ...customerAccessMessages,
} as const satisfies Messages;
