import type { Messages } from "../language.ts";

/** The sandbox: mails as their recipients would see them, on a desk without a relay. */
export const sandboxMessages = {
  "sandbox.title": {
    en: "Sandbox",
    sl: "Peskovnik",
    nb: "Sandkasse",
    pl: "Piaskownica",
    it: "Sandbox",
    cs: "Pískoviště",
  },
  "sandbox.lead": {
    en: "No relay is set, so mails stay here. This is how their recipients would see them.",
    sl: "Odhodni strežnik ni nastavljen, zato pošta ostane tukaj. Tako bi jo videli prejemniki.",
    nb: "Ingen utgående tjener er satt opp, så e-posten blir her. Slik ville mottakerne sett den.",
    pl: "Serwer wychodzący nie jest ustawiony, więc poczta zostaje tutaj. Tak widzieliby ją odbiorcy.",
    it: "Nessun server di uscita è impostato, quindi la posta resta qui. Così la vedrebbero i destinatari.",
    cs: "Odchozí server není nastaven, pošta proto zůstává zde. Takto by ji viděli příjemci.",
  },
  "sandbox.empty": {
    en: "No mail has left yet. Answer a ticket and look again.",
    sl: "Pošta še ni odšla. Odgovorite na zahtevek in poglejte znova.",
    nb: "Ingen e-post er sendt ennå. Svar på en sak og se igjen.",
    pl: "Żadna poczta jeszcze nie wyszła. Wystarczy odpowiedzieć na zgłoszenie i zajrzeć ponownie.",
    it: "Non è ancora partita posta. Risponda a un ticket e torni qui.",
    cs: "Zatím neodešla žádná pošta. Odpovězte na požadavek a podívejte se znovu.",
  },
} as const satisfies Messages;
