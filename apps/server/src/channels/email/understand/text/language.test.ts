import { describe, expect, it } from "vitest";
import { guessLanguage } from "./language.ts";

describe("the guess at a language", () => {
  it.each([
    ["en", "Hello, where is my order? I have still not received it."],
    ["en", "Please cancel my subscription."],
    ["sl", "Pozdravljeni, kje je moje naročilo? Še vedno ga nisem prejela."],
    ["sl", "Kdaj lahko pričakujem odgovor?"],
    ["nb", "Hei, hvor er bestillingen min? Jeg har ikke fått den ennå."],
    ["nb", "Kan dere sende meg en kopi av fakturaen?"],
    ["pl", "Dzień dobry, gdzie jest moje zamówienie? Nadal go nie otrzymałem."],
    ["pl", "Proszę o przesłanie faktury na ten adres."],
    ["it", "Buongiorno, dov'è il mio ordine? Non l'ho ancora ricevuto."],
    ["it", "Vorrei una copia della fattura, per favore."],
    ["cs", "Dobrý den, kde je moje objednávka? Stále jsem ji nedostal."],
    ["cs", "Můžete mi prosím poslat kopii faktury?"],
  ])("is %s for %j", (language, text) => {
    expect(guessLanguage(text)).toBe(language);
  });

  it.each([
    "",
    "OK",
    "1182",
    "Ljubljana Oslo Warszawa",
    "Hallo, wo ist meine Bestellung? Ich habe sie noch nicht bekommen.",
    "Bonjour, où est ma commande ? Je ne l'ai pas encore reçue.",
    "Hola, ¿dónde está mi pedido? Todavía no lo he recibido.",
    "Poštovani, gdje je moja narudžba? Još uvijek je nisam primio.",
    "Dobrý deň, kde je moja objednávka? Ešte som ju nedostal.",
    "Hej, var är min beställning? Jag har inte fått den.",
    "Hallo, waar is mijn bestelling? Ik heb deze nog niet ontvangen.",
    "Здравствуйте, где мой заказ?",
    "https://mail.example/the/of/and/is in@you.example",
  ])("is nothing for %j", (text) => {
    expect(guessLanguage(text)).toBeNull();
  });
});
