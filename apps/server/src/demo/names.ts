import type { Language } from "@kvit/i18n/language";

/** Names as they are borne where the language is spoken; family names that change with the person are kept apart. */
export type Names = {
  readonly women: readonly string[];
  readonly men: readonly string[];
  readonly familyOfWomen: readonly string[];
  readonly familyOfMen: readonly string[];
  /** With {name} for an invented word or a family name. */
  readonly companies: readonly string[];
  readonly mailProviders: readonly string[];
};

const words = (text: string): readonly string[] => text.split(" ");

const norwegianFamilies = words(
  "Hansen Johansen Olsen Larsen Andersen Nilsen Berg Haugen Hagen Johannessen Solberg Moen Lie Dahl Bakken Sørensen Strand Ødegård Lunde Næss",
);
const italianFamilies = words(
  "Rossi Russo Ferrari Esposito Bianchi Romano Colombo Ricci Marino Greco Bruno Gallo Conti Mancini Costa Giordano Rizzo Lombardi Moretti Barbieri",
);
const englishFamilies = words(
  "Smith Jones Taylor Brown Williams Wilson Davies Evans Thomas Roberts Walker Wright Hughes Green Hall Clarke Baker Turner Cooper Ward",
);
const slovenianFamilies = words(
  "Novak Horvat Kovačič Krajnc Zupančič Potočnik Kovač Mlakar Kos Vidmar Golob Turk Božič Kralj Korošec Zupan Bizjak Hribar Kotnik Žagar",
);

export const names: Readonly<Record<Language, Names>> = {
  en: {
    women: words("Emma Olivia Grace Sophie Hannah Lucy Alice Charlotte Megan Rachel Zoe Helen"),
    men: words("Jack Oliver Harry George Thomas James Daniel Samuel Adam Peter Luke Simon"),
    familyOfWomen: englishFamilies,
    familyOfMen: englishFamilies,
    companies: ["{name} & Sons Ltd", "{name} Outdoor Ltd", "{name} Logistics", "{name} Partners LLP"],
    mailProviders: ["mailbox.example", "postbox.example"],
  },
  sl: {
    women: words("Ana Maja Eva Nina Sara Katja Petra Tjaša Špela Urška Mojca Neža"),
    men: words("Luka Jan Marko Andrej Rok Matej Tomaž Jure Žiga Blaž Gregor Aljaž"),
    familyOfWomen: slovenianFamilies,
    familyOfMen: slovenianFamilies,
    companies: ["{name} d.o.o.", "{name} šport d.o.o.", "{name} trgovina d.o.o.", "{name} storitve s.p."],
    mailProviders: ["posta.example", "nabiralnik.example"],
  },
  nb: {
    women: words("Nora Ingrid Kari Astrid Silje Marit Åse Solveig Ida Hanne Tuva Randi"),
    men: words("Lars Ole Henrik Magnus Erik Sindre Håkon Bjørn Øyvind Kristian Jonas Trond"),
    familyOfWomen: norwegianFamilies,
    familyOfMen: norwegianFamilies,
    companies: ["{name} AS", "{name} Sport AS", "{name} Handel AS", "{name} & Co"],
    mailProviders: ["epost.example", "innboks.example"],
  },
  pl: {
    women: words("Anna Katarzyna Małgorzata Agnieszka Zofia Julia Maja Ewa Magdalena Łucja Hanna Alicja"),
    men: words("Jan Piotr Krzysztof Andrzej Tomasz Paweł Michał Łukasz Marcin Jakub Stanisław Wojciech"),
    familyOfWomen: words(
      "Nowak Kowalska Wiśniewska Wójcik Kowalczyk Kamińska Lewandowska Zielińska Szymańska Woźniak Dąbrowska Kozłowska Mazur Jankowska Krawczyk",
    ),
    familyOfMen: words(
      "Nowak Kowalski Wiśniewski Wójcik Kowalczyk Kamiński Lewandowski Zieliński Szymański Woźniak Dąbrowski Kozłowski Mazur Jankowski Krawczyk",
    ),
    companies: ["{name} sp. z o.o.", "{name} Sport sp. z o.o.", "Hurtownia {name}", "{name} i Wspólnicy"],
    mailProviders: ["skrzynka.example", "listy.example"],
  },
  it: {
    women: words("Giulia Sofia Aurora Martina Chiara Francesca Elisa Paola Silvia Beatrice Lucia Caterina"),
    men: words("Marco Luca Matteo Andrea Lorenzo Davide Giorgio Nicolò Paolo Stefano Pietro Federico"),
    familyOfWomen: italianFamilies,
    familyOfMen: italianFamilies,
    companies: [
      "{name} S.r.l.",
      "{name} Sport S.r.l.",
      "Fratelli {name} S.n.c.",
      "{name} Distribuzione S.p.A.",
    ],
    mailProviders: ["casella.example", "lettere.example"],
  },
  cs: {
    women: words("Jana Eva Hana Lenka Kateřina Lucie Tereza Veronika Zuzana Alžběta Markéta Šárka"),
    men: words("Jan Petr Jiří Tomáš Pavel Martin Jakub Ondřej Lukáš Vojtěch Radek Štěpán"),
    familyOfWomen: words(
      "Nováková Svobodová Novotná Dvořáková Černá Procházková Kučerová Veselá Horáková Němcová Pokorná Marková Růžičková Benešová Fialová",
    ),
    familyOfMen: words(
      "Novák Svoboda Novotný Dvořák Černý Procházka Kučera Veselý Horák Němec Pokorný Marek Růžička Beneš Fiala",
    ),
    companies: ["{name} s.r.o.", "{name} Sport s.r.o.", "Obchod {name}", "{name} a syn"],
    mailProviders: ["schranka.example", "dopisy.example"],
  },
};
