import type { Messages } from "../language.ts";

/** What was done about fields, approvals and escalation, as the toasts say it. */
export const decisionActMessages = {
  "act.change-fields": {
    en: "Fields changed",
    sl: "Polja so spremenjena",
    nb: "Feltene er endret",
    pl: "Pola zmienione",
    it: "Campi modificati",
    cs: "Pole změněna",
  },
  "act.ask-approval": {
    en: "Approval asked for",
    sl: "Zaprosili ste za odobritev",
    nb: "Det er bedt om godkjenning",
    pl: "Poproszono o zatwierdzenie",
    it: "Approvazione richiesta",
    cs: "Požádáno o schválení",
  },
  "act.give-approval": {
    en: "Approved",
    sl: "Odobreno",
    nb: "Godkjent",
    pl: "Zatwierdzono",
    it: "Approvato",
    cs: "Schváleno",
  },
  "act.refuse-approval": {
    en: "Approval refused; the ticket is open again",
    sl: "Odobritev je zavrnjena, zahtevek je znova odprt",
    nb: "Godkjenning avslått; saken er åpen igjen",
    pl: "Odmówiono zatwierdzenia; zgłoszenie jest znowu otwarte",
    it: "Approvazione negata; il ticket è di nuovo aperto",
    cs: "Schválení odmítnuto, požadavek je znovu otevřený",
  },
  "act.escalate": {
    en: "Escalated",
    sl: "Eskalirano",
    nb: "Eskalert",
    pl: "Eskalowano",
    it: "Inoltrato al livello superiore",
    cs: "Eskalováno",
  },
} as const satisfies Messages;
