import type { SampleTexts } from "../sample-texts.ts";

export const czech: SampleTexts = {
  people: {
    guide: "Pia z Kvitu",
    ana: "Hana Černá",
    jan: "Jan Novotný",
    eva: "Eva Horáková",
    petra: "Lenka Svobodová",
    marko: "Petr Dvořák",
    stranger: "Centrum šťastných výher",
  },
  tickets: {
    welcome: {
      subject: "Začněte tady: stačí čtyři klávesy",
      opening: `Dobrý den a vítejte!

Toto je ukázkový požadavek. Vyzkoušejte si na něm čtyři klávesy:

1. r: napište mi odpověď a odešlete ji pomocí Ctrl+Enter (na Macu ⌘↵). Požadavek bude Zodpovězený: teď jsem na řadě já.
2. e: vyřešte požadavek. Zákazníka se zeptáme, zda je vyřešeno.
3. z: vezměte zpět poslední krok. Pošta před odesláním deset sekund počká, takže to stihnete.
4. Ctrl+K (⌘K): najděte požadavek podle čísla, osoby nebo předmětu i každý příkaz.

Co pošlete ukázkám, nikdy neopustí dům. Až je nebudete potřebovat, odstraňte je všechny jedním kliknutím v nastavení.

Hezký začátek!
Pia`,
    },
    hours: {
      subject: "Máte v sobotu otevřeno?",
      opening:
        "Dobrý den,\n\nobjednávku bych si vyzvedla osobně. Máte tuto sobotu otevřeno a do kolika?\n\nDěkuji,\nEva",
    },
    charged: {
      subject: "Dvojí platba za objednávku 1182",
      opening:
        "Dobrý den,\n\nkarta byla za objednávku 1182 stržena dvakrát. Vraťte prosím jednu platbu; zítra je splatný nájem.\n\nJan Novotný",
    },
    parcel: {
      subject: "Kde je moje zásilka?",
      opening: "Dobré ráno,\n\nzásilka měla přijít v úterý. Můžete se podívat, kde je?\n\nHana",
      answer:
        "Dobrý den,\n\nzásilka opustila náš sklad v pondělí. Dopravce jsme se zeptali a ozveme se, jakmile budeme vědět víc.\n\nS pozdravem",
      reply: "Děkuji. Dopravce teď tvrdí, že byla doručena, ale nikdo u nás ji nemá. Co teď?\n\nHana",
    },
    printer: {
      subject: "Tiskárna stále netiskne",
      opening: "Dobrý den,\n\nod aktualizace naše tiskárna papír vezme a vrátí ho prázdný.\n\nPetr",
      answer: "Dobrý den,\n\nvypněte ji, vyjměte kazetu a vložte ji znovu. Obvykle to pomůže.\n\nS pozdravem",
      reply: "Už dvakrát vyzkoušeno. Stále prázdné stránky.\n\nPetr",
      note: "Třetí hlášení tento týden po aktualizaci. Před odpovědí se zeptat výrobce.",
    },
    invoice: {
      subject: "Faktura na naši firmu",
      opening:
        "Dobrý den,\n\nmůžete vystavit fakturu k objednávce 1169 na naši firmu? Potřebujeme ji do účetnictví.\n\nLenka Svobodová",
      answer:
        "Dobrý den,\n\nrádi. Pošlete nám prosím přesný název a DIČ, jak mají být uvedeny.\n\nS pozdravem",
    },
    moving: {
      subject: "Stěhujeme se: nová adresa",
      opening:
        "Dobrý den,\n\nod prvního příštího měsíce prosím posílejte vše na adresu Zahradní 48.\n\nLenka Svobodová",
      answer: "Dobrý den,\n\nhotovo. Máme změnit i adresu objednávky, která je na cestě?\n\nS pozdravem",
      absence: "Do pondělí jsem mimo kancelář a zprávu si přečtu pak. (Automatická odpověď)",
    },
    stock: {
      subject: "Kdy bude zase modrý?",
      opening: "Dobrý den,\n\nmodrý batoh je už týdny vyprodaný. Kdy ho budete mít znovu?\n\nEva",
      note: "Další dodávka přijde v pondělí. Odloženo do té doby; napíše-li Eva dřív, požadavek se probudí sám.",
    },
    login: {
      subject: "Nemohu se přihlásit",
      opening: "Dobrý den,\n\nstránka tvrdí, že mám špatné heslo. Nemám.\n\nJan",
      answer:
        "Dobrý den,\n\nváš účet se po příliš mnoha pokusech zamkl. Už je zase otevřený a heslo platí to původní.\n\nS pozdravem",
    },
    repair: {
      subject: "Oprava čelovky",
      opening: "Dobrý den,\n\nčelovka po minutě zhasne. Je půl roku stará.\n\nHana",
      answer: "Dobrý den,\n\nnová je na cestě k vám. Starou nemusíte vracet.\n\nS pozdravem",
    },
    prize: {
      subject: "Vyhráli jste 1 000 000!",
      opening: "Blahopřejeme! Pro získání výhry pošlete do 24 hodin údaje o svém účtu.",
    },
    test: { subject: "test", opening: "jen zkouška, prosím ignorujte" },
  },
};
