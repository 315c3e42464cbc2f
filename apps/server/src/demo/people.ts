import { foldForSearch } from "@kvit/i18n";
import { languages, type Language } from "@kvit/i18n/language";
import { languageWeights, type Person } from "./cast.ts";
import { names, type Names } from "./names.ts";
import { Random } from "./random.ts";

export type Company = { readonly id: number; readonly name: string; readonly domain: string };

export type People = {
  readonly companies: readonly Company[];
  readonly persons: Readonly<Record<Language, readonly Person[]>>;
};

export type PeopleSource = {
  readonly seed: string;
  readonly personIds: readonly number[];
  readonly companyIds: readonly number[];
  /** Addresses and domains that exist already; grows as people are made. */
  readonly taken: Set<string>;
};

/** Customers with names of their languages, every third of them working for a company. */
export function makePeople({ seed, personIds, companyIds, taken }: PeopleSource): People {
  const random = new Random(`${seed} people`, 0);
  const companies = companyIds.map((id) => makeCompany(random, id, taken));
  const persons: Record<Language, Person[]> = { en: [], sl: [], nb: [], pl: [], it: [], cs: [] };
  personIds.forEach((id, index) => {
    const language = languages[index] ?? random.weighted<Language>(languageWeights);
    const company = random.chance(0.33) ? (companies[random.skewed(companies.length)] ?? null) : null;
    persons[language].push(makePerson(random, { id, language, company, taken }));
  });
  return { companies, persons };
}

function makeCompany(random: Random, id: number, taken: Set<string>): Company {
  const { companies, familyOfMen } = names[random.weighted<Language>(languageWeights)];
  const family = random.pick(familyOfMen);
  const name = random.pick(companies).replace("{name}", family);
  const domain = free(taken, (mark) => `${asciiOf(family)}${mark === 0 ? "" : `-${mark + 1}`}.example`);
  return { id, name, domain };
}

type NewPerson = {
  readonly id: number;
  readonly language: Language;
  readonly company: Company | null;
  readonly taken: Set<string>;
};

function makePerson(random: Random, { id, language, company, taken }: NewPerson): Person {
  const { firstName, family } = pickName(random, names[language]);
  const domain = company?.domain ?? random.pick(names[language].mailProviders);
  const local = `${asciiOf(firstName)}.${asciiOf(family)}`;
  const address = free(taken, (mark) => `${local}${mark === 0 ? "" : mark + 1}@${domain}`);
  return { id, name: `${firstName} ${family}`, firstName, address, language, companyId: company?.id ?? null };
}

function pickName(random: Random, { women, men, familyOfWomen, familyOfMen }: Names) {
  return random.chance(0.5)
    ? { firstName: random.pick(women), family: random.pick(familyOfWomen) }
    : { firstName: random.pick(men), family: random.pick(familyOfMen) };
}

/** The first spelling nobody has, which is theirs from now on. */
function free(taken: Set<string>, spell: (mark: number) => string): string {
  let mark = 0;
  while (taken.has(spell(mark))) mark += 1;
  taken.add(spell(mark));
  return spell(mark);
}

function asciiOf(name: string): string {
  return foldForSearch(name).replaceAll(/[^a-z0-9]+/g, "-");
}
