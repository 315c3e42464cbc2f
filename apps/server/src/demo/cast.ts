import type { Language } from "@kvit/i18n/language";
import type { Topic } from "./phrases/index.ts";

export const departmentNames = ["Support", "Billing", "Technical", "Sales"] as const;
export type DepartmentName = (typeof departmentNames)[number];

/** What the departments are called on a desk of each language; Support is the desk's first, whatever its name. */
export const departmentTitles: Readonly<Record<Language, Readonly<Record<DepartmentName, string>>>> = {
  en: { Support: "Support", Billing: "Billing", Technical: "Technical", Sales: "Sales" },
  sl: { Support: "Podpora", Billing: "Računi", Technical: "Tehnična pomoč", Sales: "Prodaja" },
  nb: { Support: "Kundeservice", Billing: "Faktura", Technical: "Teknisk", Sales: "Salg" },
  pl: { Support: "Wsparcie", Billing: "Rozliczenia", Technical: "Pomoc techniczna", Sales: "Sprzedaż" },
  it: { Support: "Assistenza", Billing: "Fatturazione", Technical: "Tecnico", Sales: "Vendite" },
  cs: { Support: "Podpora", Billing: "Fakturace", Technical: "Technická podpora", Sales: "Prodej" },
};

export const departmentOf: Readonly<Record<Topic, DepartmentName>> = {
  "delivery-late": "Support",
  refund: "Billing",
  "wrong-item": "Support",
  damaged: "Support",
  invoice: "Billing",
  "double-charge": "Billing",
  login: "Technical",
  "app-error": "Technical",
  address: "Support",
  cancel: "Sales",
  product: "Sales",
  voucher: "Sales",
};

/** How often each topic comes up, relative to the others. */
export const topicWeights: Readonly<Record<Topic, number>> = {
  "delivery-late": 15,
  refund: 12,
  "wrong-item": 7,
  damaged: 8,
  invoice: 10,
  "double-charge": 6,
  login: 11,
  "app-error": 8,
  address: 7,
  cancel: 6,
  product: 8,
  voucher: 5,
};

export const tagsOf: Readonly<Record<Topic, readonly string[]>> = {
  "delivery-late": ["delivery"],
  refund: ["refund", "return"],
  "wrong-item": ["delivery", "return"],
  damaged: ["warranty"],
  invoice: ["invoice"],
  "double-charge": ["payment", "refund"],
  login: ["account"],
  "app-error": ["app", "bug"],
  address: ["address"],
  cancel: ["order"],
  product: ["product"],
  voucher: ["voucher"],
};

export const languageWeights: Readonly<Record<Language, number>> = {
  en: 24,
  sl: 18,
  nb: 13,
  pl: 19,
  it: 15,
  cs: 11,
};

export type DemoAgent = {
  readonly id: number;
  readonly name: string;
  readonly email: string;
  readonly language: Language;
  readonly department: DepartmentName;
  readonly lead: boolean;
};

export type Person = {
  readonly id: number;
  readonly name: string;
  readonly firstName: string;
  readonly address: string;
  readonly language: Language;
  /** Null for a private customer. */
  readonly companyId: number | null;
};

/** Everybody who appears, with the keys under which the database knows them. */
export type Cast = {
  readonly accountId: number;
  readonly mailboxId: number;
  /** The desk's own language. */
  readonly language: Language;
  readonly departmentIds: Readonly<Record<DepartmentName, number>>;
  readonly agents: readonly DemoAgent[];
  readonly persons: Readonly<Record<Language, readonly Person[]>>;
};

/** A dozen colleagues; the first of each department leads it. */
export const staff: readonly Omit<DemoAgent, "id">[] = [
  {
    name: "Marta Kowalska",
    email: "marta.kowalska@desk.example",
    language: "pl",
    department: "Billing",
    lead: true,
  },
  {
    name: "Jan Dvořák",
    email: "jan.dvorak@desk.example",
    language: "cs",
    department: "Technical",
    lead: true,
  },
  {
    name: "Ingrid Solberg",
    email: "ingrid.solberg@desk.example",
    language: "nb",
    department: "Support",
    lead: true,
  },
  {
    name: "Marco Bianchi",
    email: "marco.bianchi@desk.example",
    language: "it",
    department: "Sales",
    lead: true,
  },
  {
    name: "Petra Zupančič",
    email: "petra.zupancic@desk.example",
    language: "sl",
    department: "Support",
    lead: false,
  },
  {
    name: "Tomaž Hribar",
    email: "tomaz.hribar@desk.example",
    language: "sl",
    department: "Technical",
    lead: false,
  },
  {
    name: "Emma Clarke",
    email: "emma.clarke@desk.example",
    language: "en",
    department: "Support",
    lead: false,
  },
  {
    name: "Łukasz Mazur",
    email: "lukasz.mazur@desk.example",
    language: "pl",
    department: "Support",
    lead: false,
  },
  {
    name: "Chiara Moretti",
    email: "chiara.moretti@desk.example",
    language: "it",
    department: "Billing",
    lead: false,
  },
  {
    name: "Håkon Lie",
    email: "hakon.lie@desk.example",
    language: "nb",
    department: "Technical",
    lead: false,
  },
  {
    name: "Lenka Horáková",
    email: "lenka.horakova@desk.example",
    language: "cs",
    department: "Sales",
    lead: false,
  },
  {
    name: "Daniel Hughes",
    email: "daniel.hughes@desk.example",
    language: "en",
    department: "Billing",
    lead: false,
  },
];
