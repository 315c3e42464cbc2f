import type { Instant } from "@kvit/domain/kernel";
import { intlLocale, type Language } from "@kvit/i18n/language";
import { day } from "./calendar.ts";
import { phraseBooks, type Dialogue, type PhraseBook, type Topic } from "./phrases/index.ts";
import type { Random } from "./random.ts";

/** What one customer and the desk say to each other about one topic, with the same order number throughout. */
export class Speech {
  readonly book: PhraseBook;
  readonly #random: Random;
  readonly #dialogue: Dialogue;
  readonly #variant: 0 | 1;
  readonly #slots: Readonly<Record<string, string>>;
  /** When the customer first wrote. */
  #writtenAt: Instant | null = null;

  constructor(random: Random, language: Language, topic: Topic) {
    this.book = phraseBooks[language];
    this.#random = random;
    this.#dialogue = this.book.dialogues[topic];
    this.#variant = random.chance(0.5) ? 1 : 0;
    this.#slots = slotsFrom(random, this.book);
  }

  get subject(): string {
    return this.#fill(this.part("subjects"), 0);
  }

  /** The template of one part of the dialogue, in this conversation's variant. */
  part(part: keyof Dialogue): string {
    return this.#dialogue[part][this.#variant];
  }

  byCustomer(text: string, name: string, at: Instant): string {
    this.#writtenAt ??= at;
    const [greeting, farewell] = [
      this.#random.pick(this.book.customerGreetings),
      this.#random.pick(this.book.customerFarewells),
    ];
    return this.#letter([greeting, this.#fill(text, at), farewell], {
      customer: name,
      first: firstOf(name),
    });
  }

  byAgent(text: string, { agent, customer }: { agent: string; customer: string }, at: Instant): string {
    const [greeting, farewell] = [
      this.#random.pick(this.book.agentGreetings),
      this.#random.pick(this.book.agentFarewells),
    ];
    return this.#letter([greeting, this.#fill(text, at), farewell], {
      agent,
      customer,
      first: firstOf(customer),
    });
  }

  /** Without greeting: notes, and what machines write. */
  plain(text: string, at: Instant): string {
    return this.#fill(text, at);
  }

  #letter(parts: readonly string[], people: Readonly<Record<string, string>>): string {
    return fill(parts.join("\n\n"), people);
  }

  #fill(text: string, at: Instant): string {
    if (!text.includes("{")) return text;
    const date = dateText(this.book.language, at - (2 + this.#random.below(9)) * day);
    const soon = dateText(this.book.language, at + (2 + this.#random.below(9)) * day);
    const written = dateText(this.book.language, this.#writtenAt ?? at);
    return fill(text, { ...this.#slots, date, soon, written });
  }
}

function slotsFrom(random: Random, book: PhraseBook): Readonly<Record<string, string>> {
  const digits = (length: number) => String(random.below(10 ** length)).padStart(length, "0");
  const euros = 9 + random.skewed(24_000) / 100;
  return {
    order: `${20 + random.below(80)}${digits(5)}`,
    invoice: `2${digits(1)}-${digits(5)}`,
    tracking: `KV${digits(8)}`,
    voucher: random.pick(["SPRING", "WELCOME", "TRAIL", "FRIEND"]) + (5 + 5 * random.below(4)),
    product: random.pick(book.products),
    street: random.pick(book.streets),
    amount: amountText(book, euros),
  };
}

/** What a euro is worth, roughly. */
const rates: Readonly<Record<string, number>> = { EUR: 1, NOK: 11.5, PLN: 4.3, CZK: 25 };

function amountText({ language, currency }: PhraseBook, euros: number): string {
  let format = amountFormats.get(language);
  if (format === undefined) {
    format = new Intl.NumberFormat(intlLocale[language], { style: "currency", currency });
    amountFormats.set(language, format);
  }
  return format.format(Math.round(euros * (rates[currency] ?? 1)));
}

/** Formatting is slow and the year has few days, so each is written once. */
function dateText(language: Language, at: Instant): string {
  const date = new Date(at / 1000);
  const key = `${language} ${date.getUTCMonth()} ${date.getUTCDate()}`;
  const known = dateTexts.get(key);
  if (known !== undefined) return known;
  const text = dateFormatOf(language).format(date);
  dateTexts.set(key, text);
  return text;
}

function dateFormatOf(language: Language): Intl.DateTimeFormat {
  const known = dateFormats.get(language);
  if (known !== undefined) return known;
  const format = new Intl.DateTimeFormat(intlLocale[language], {
    day: "numeric",
    month: "long",
    timeZone: "UTC",
  });
  dateFormats.set(language, format);
  return format;
}

const dateFormats = new Map<Language, Intl.DateTimeFormat>();
const amountFormats = new Map<Language, Intl.NumberFormat>();
const dateTexts = new Map<string, string>();

function fill(text: string, slots: Readonly<Record<string, string>>): string {
  return text.replaceAll(/\{(\w+)\}/g, (whole, name: string) => slots[name] ?? whole);
}

function firstOf(name: string): string {
  return name.split(" ")[0] ?? name;
}
