import type { Messages } from "../language.ts";

/** Texts of the mails that the desk sends by itself. */
export const mailMessages = {
  "mail.greeting": {
    en: "Hello {name},",
    sl: "Pozdravljeni, {name},",
    nb: "Hei {name},",
    pl: "Dzień dobry, {name},",
    it: "Buongiorno {name},",
    cs: "Dobrý den, {name},",
  },
  "mail.greetingNameless": {
    en: "Hello,",
    sl: "Pozdravljeni,",
    nb: "Hei,",
    pl: "Dzień dobry,",
    it: "Buongiorno,",
    cs: "Dobrý den,",
  },
  "mail.receipt": {
    en: "We've got your request {reference}. You need not do anything; we'll answer here.",
    sl: "Prejeli smo vaš zahtevek {reference}. Ničesar vam ni treba storiti; odgovorili bomo na ta naslov.",
    nb: "Vi har fått henvendelsen din {reference}. Du trenger ikke gjøre noe; vi svarer her.",
    pl: "Otrzymaliśmy zgłoszenie {reference}. Nic nie trzeba robić; odpowiemy na ten adres.",
    it: "Abbiamo ricevuto la Sua richiesta {reference}. Non deve fare nulla: risponderemo qui.",
    cs: "Přijali jsme váš požadavek {reference}. Nemusíte nic dělat; odpovíme na tuto adresu.",
  },
  "mail.solved": {
    en: "We think your request is solved. Is it?",
    sl: "Mislimo, da je vaš zahtevek rešen. Je res?",
    nb: "Vi tror henvendelsen din er løst. Er den det?",
    pl: "Sądzimy, że zgłoszenie jest rozwiązane. Czy tak?",
    it: "Pensiamo che la Sua richiesta sia risolta. È così?",
    cs: "Myslíme, že váš požadavek je vyřešen. Je to tak?",
  },
} as const satisfies Messages;
