import type { Stage } from "./stage.ts";

/** Stages to begin with; a desk takes them over as they are and changes them afterwards. */
export type Preset = {
  readonly key: "wider-cycle" | "waiting-for-supplier";
  readonly stages: readonly Stage[];
};

const plain = {
  customerWords: {},
  meaning: {},
  clocks: "as-state",
  entering: [],
  leaving: [],
  retired: false,
} as const;

/** The wider cycle around a ticket (investigated, fixed, verified), and the wait for somebody else's part. */
export const presets: readonly Preset[] = [
  {
    key: "wider-cycle",
    stages: [
      {
        ...plain,
        key: "investigating",
        in: "open",
        color: "blue",
        names: {
          en: "Investigating",
          sl: "Preiskujemo",
          nb: "Undersøkes",
          pl: "Badane",
          it: "In esame",
          cs: "Zkoumá se",
        },
      },
      {
        ...plain,
        key: "fixing",
        in: "open",
        color: "orange",
        names: {
          en: "Fixing",
          sl: "Odpravljamo",
          nb: "Rettes",
          pl: "Naprawiane",
          it: "In riparazione",
          cs: "Opravuje se",
        },
      },
      {
        ...plain,
        key: "verifying",
        in: "open",
        color: "violet",
        names: {
          en: "Verifying",
          sl: "Preverjamo",
          nb: "Kontrolleres",
          pl: "Sprawdzane",
          it: "In verifica",
          cs: "Ověřuje se",
        },
      },
    ],
  },
  {
    key: "waiting-for-supplier",
    stages: [
      {
        ...plain,
        key: "waiting-for-supplier",
        in: "postponed",
        color: "yellow",
        names: {
          en: "Waiting for supplier",
          sl: "Čakamo dobavitelja",
          nb: "Venter på leverandør",
          pl: "Czeka na dostawcę",
          it: "In attesa del fornitore",
          cs: "Čeká na dodavatele",
        },
      },
    ],
  },
];
