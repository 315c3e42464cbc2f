import type { MailLanguage } from "../parsed-mail.ts";

const sampleLength = 4000;
const minWords = 3;
/** How far ahead of every other language the best must be, as a share of its own score. */
const minLead = 0.2;
/** Share of all words that must be small words of the language: other languages stay below. */
const minCoverage = 0.12;

/**
 * Guesses the language of a mail's new words by the small words that no text
 * can do without, and by letters that only one of the languages uses. Answers
 * null rather than wrongly: for short texts, mixtures, and languages the desk
 * does not speak, some of which are known only to be refused.
 */
export function guessLanguage(text: string): MailLanguage | null {
  const sample = text
    .slice(0, sampleLength)
    .toLowerCase()
    .replace(/<?https?:\S+|\S+@\S+/g, " ");
  const words = sample.match(/\p{L}+/gu) ?? [];
  if (words.length < minWords) return null;
  const scores = profiles.map((profile) => ({ name: profile.name, score: scoreOf(profile, words) }));
  scores.sort((a, b) => b.score - a.score);
  const [best, second] = scores;
  if (best === undefined || second === undefined || best.score < minScore(words.length)) return null;
  if (best.score - second.score < best.score * minLead) return null;
  return isOurs(best.name) ? best.name : null;
}

type Profile = {
  readonly name: string;
  readonly words: ReadonlySet<string>;
  readonly letters: RegExp | null;
};

const minScore = (words: number): number => Math.max(2, words * minCoverage);

function scoreOf({ words: small, letters }: Profile, words: readonly string[]): number {
  let score = 0;
  for (const word of words) {
    if (small.has(word)) score += 1;
    if (letters?.test(word) === true) score += 0.7;
  }
  return score;
}

const ours: readonly MailLanguage[] = ["en", "sl", "nb", "pl", "it", "cs"];
const isOurs = (name: string): name is MailLanguage => ours.some((language) => language === name);

const profile = (name: string, words: string, letters: RegExp | null = null): Profile => ({
  name,
  words: new Set(words.split(" ")),
  letters,
});

const profiles: readonly Profile[] = [
  profile(
    "en",
    "the a an and of to is are was in on for with you your i my we our it this that have has had not can could would please thank thanks hello hi dear when what how order still been from at me do does as be will if or but just about get any an",
  ),
  profile(
    "sl",
    "je in na za se da ne sem smo ste si bi ki ali pa po iz od pri še že vas vam mi me moj moja moje kako kdaj kaj če ker lahko prosim hvala pozdravljeni zdravo spoštovani dober dan naročilo račun ni nisem bil bila bilo tudi samo kot ko do o v z s k s to ta naj vaš vaše zakaj imam",
    /^\p{L}*(?:ljen|ovanj|ščam)\p{L}*$/u,
  ),
  profile(
    "nb",
    "jeg du vi er og å på av for med til ikke det en et har som kan den de min mitt mine din deg meg hei takk hvordan når hva om men fra å så fått bestilling hilsen vennlig var ble blir skal vil må få noe igjen fortsatt ha eller fordi dere oss vår kunne være",
    /[æøå]/u,
  ),
  profile(
    "pl",
    "i w na z do się nie to jest że o jak za od po dla czy mam mój moje moja proszę dziękuję dzień dobry witam o co ale już jeszcze być był była było są ja ty pan pani państwa można mogę kiedy zamówienie przez który która które nadal mi ze u jej tak bardzo",
    /[łąęśćżźń]/u,
  ),
  profile(
    "it",
    "il lo la i gli le un una e di a da in con su per che non è ho ha hai sono mi si del della dei delle al alla nel come quando cosa ma più grazie buongiorno salve ciao vorrei posso ordine mio mia ancora anche questo questa se sul dal ci vi vostro già",
  ),
  profile(
    "cs",
    "a v na se je že s z do to i o za pro jsem jsme jste by ale jak co když nebo od po mi mě můj moje mám prosím děkuji dobrý den ahoj zdravím už ještě není byl byla bylo být ve ke k si vás vám kdy objednávka můžete mohu také stále tak jeho který která které máte",
    /[ěřů]/u,
  ),
  profile(
    "de",
    "der die das und ist nicht ich sie wir ein eine mit für auf von zu den dem im habe hat haben bitte danke guten tag wie wann was aber noch bei meine mein ihre auch es oder wurde kann hallo",
    /[ß]/u,
  ),
  profile(
    "fr",
    "le la les un une et de des du je vous nous est pas que qui dans pour avec sur ne mon ma mes votre bonjour merci comment quand mais encore au aux ce cette j ai il elle été être",
    /[çœ]/u,
  ),
  profile(
    "es",
    "el la los las un una y de que en no es por con para mi mis su se lo me hola gracias cómo cuándo pero todavía he ha usted muy del al este esta como más está pedido quiero tengo",
    /[ñ]/u,
  ),
  profile(
    "hr",
    "je i u na za se da ne sam smo ste bi što ili pa po iz od kod još vas vam mi me moj moja kako kada ako jer mogu molim hvala poštovani dobar dan narudžba nije nisam bio bila bilo samo kao do s koji koja koje gdje li zašto imam sa",
    /[đ]/u,
  ),
  profile(
    "sk",
    "a v na sa je že s z do to i o za pre som sme ste by ale ako čo keď alebo od po mi ma môj moja mám prosím ďakujem dobrý deň ahoj už ešte nie bol bola bolo byť vo ku k si vás vám kedy objednávka môžete tiež stále tak ktorý ktorá ktoré",
    /[ľĺŕôä]/u,
  ),
  profile(
    "sv",
    "jag du vi är och att på av för med till inte det en ett har som kan den de min mitt mina hej tack hur när vad om men från så fått beställning var blev blir ska vill måste få något igen eller eftersom er oss vår",
    /[äö]/u,
  ),
  profile(
    "nl",
    "de het een en van ik je u is niet dat die in op te met voor zijn was maar mijn heb heeft hallo bedankt graag hoe wanneer wat nog bij kan ook er aan om naar dan of bestelling",
  ),
];
