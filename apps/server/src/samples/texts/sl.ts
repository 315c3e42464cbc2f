import type { SampleTexts } from "../sample-texts.ts";

export const slovenian: SampleTexts = {
  people: {
    guide: "Pia iz Kvita",
    ana: "Ana Kovač",
    jan: "Jan Novak",
    eva: "Eva Zupančič",
    petra: "Petra Hribar",
    marko: "Marko Kos",
    stranger: "Center srečnih nagrad",
  },
  tickets: {
    welcome: {
      subject: "Začnite tukaj: štiri tipke zadostujejo",
      opening: `Pozdravljeni in dobrodošli!

To je vzorčni zahtevek. Na njem preizkusite štiri tipke:

1. r: napišite mi odgovor in ga pošljite s Ctrl+Enter (na Macu ⌘↵). Zahtevek postane Odgovorjen: zdaj sem na potezi jaz.
2. e: rešite zahtevek. Stranko vprašamo, ali je res rešeno.
3. z: prekličite zadnje dejanje. Pošta počaka deset sekund, preden odide, zato to gre.
4. Ctrl+K (⌘K): poiščite vsak zahtevek po številki, osebi ali zadevi in vsak ukaz.

Kar pošljete vzorcem, nikoli ne zapusti hiše. Ko jih ne potrebujete več, jih v nastavitvah odstranite z enim klikom.

Lep začetek!
Pia`,
    },
    hours: {
      subject: "Ali ste odprti v soboto?",
      opening:
        "Dober dan,\n\nnaročilo bi želela prevzeti osebno. Ali ste to soboto odprti in do kdaj?\n\nHvala,\nEva",
    },
    charged: {
      subject: "Dvakrat plačano naročilo 1182",
      opening:
        "Pozdravljeni,\n\nkartica je bila za naročilo 1182 bremenjena dvakrat. Prosim, vrnite eno plačilo; jutri zapade najemnina.\n\nJan Novak",
    },
    parcel: {
      subject: "Kje je moj paket?",
      opening: "Dobro jutro,\n\npaket bi moral priti v torek. Lahko, prosim, pogledate, kje je?\n\nAna",
      answer:
        "Pozdravljeni, Ana,\n\npaket je v ponedeljek zapustil naše skladišče. Dostavno službo smo že povprašali in vam pišemo, takoj ko izvemo kaj več.\n\nLep pozdrav",
      reply:
        "Hvala. Dostavna služba zdaj pravi, da je bil dostavljen, a ga pri nas nima nihče. Kaj zdaj?\n\nAna",
    },
    printer: {
      subject: "Tiskalnik še vedno ne tiska",
      opening: "Živjo,\n\nod posodobitve naš tiskalnik papir vzame in ga vrne praznega.\n\nMarko",
      answer:
        "Pozdravljeni, Marko,\n\nugasnite ga, vzemite kartušo ven in jo znova vstavite. Navadno to pomaga.\n\nLep pozdrav",
      reply: "To je bilo narejeno dvakrat. Še vedno prazne strani.\n\nMarko",
      note: "Tretja prijava ta teden po posodobitvi. Pred odgovorom vprašati proizvajalca.",
    },
    invoice: {
      subject: "Račun za naše podjetje",
      opening:
        "Pozdravljeni,\n\nali lahko račun za naročilo 1169 izdate na naše podjetje? Potrebujemo ga za knjige.\n\nPetra Hribar",
      answer:
        "Pozdravljeni, Petra,\n\nz veseljem. Pošljite mi točen naziv in davčno številko, kot naj stojita na računu.\n\nLep pozdrav",
    },
    moving: {
      subject: "Selimo se: nov naslov",
      opening:
        "Spoštovani,\n\nod prvega naslednjega meseca prosim vse pošiljajte na Gubčevo ulico 7.\n\nPetra Hribar",
      answer:
        "Pozdravljeni, Petra,\n\nurejeno. Ali smem spremeniti tudi naslov naročila, ki je že na poti?\n\nLep pozdrav",
      absence: "Do ponedeljka sem odsotna in bom sporočilo prebrala takrat. (Samodejni odgovor)",
    },
    stock: {
      subject: "Kdaj bo spet modri?",
      opening: "Živjo,\n\nmodri nahrbtnik je že tedne razprodan. Kdaj ga boste spet imeli?\n\nEva",
      note: "Naslednja pošiljka pride v ponedeljek. Odloženo do takrat; če Eva prej piše, se zahtevek zbudi sam.",
    },
    login: {
      subject: "Ne morem se prijaviti",
      opening: "Pozdravljeni,\n\nstran pravi, da je moje geslo napačno. Ni.\n\nJan",
      answer:
        "Pozdravljeni, Jan,\n\nvaš račun se je po preveč poskusih zaklenil. Zdaj je spet odprt, geslo pa je staro.\n\nLep pozdrav",
    },
    repair: {
      subject: "Popravilo naglavne svetilke",
      opening: "Pozdravljeni,\n\nsvetilka po eni minuti ugasne. Stara je pol leta.\n\nAna",
      answer: "Pozdravljeni, Ana,\n\nnova je že na poti k vam. Stare vam ni treba vračati.\n\nLep pozdrav",
    },
    prize: {
      subject: "Zadeli ste 1.000.000!",
      opening: "Čestitamo! Za prevzem nagrade v 24 urah pošljite podatke o svojem bančnem računu.",
    },
    test: { subject: "test", opening: "samo preizkus, prosim, prezrite" },
  },
};
