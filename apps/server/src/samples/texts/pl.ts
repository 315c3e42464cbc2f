import type { SampleTexts } from "../sample-texts.ts";

export const polish: SampleTexts = {
  people: {
    guide: "Pia z Kvit",
    ana: "Anna Kowalska",
    jan: "Jan Nowak",
    eva: "Ewa Wiśniewska",
    petra: "Katarzyna Mazur",
    marko: "Marek Zieliński",
    stranger: "Centrum Szczęśliwych Nagród",
  },
  tickets: {
    welcome: {
      subject: "Na początek: wystarczą cztery klawisze",
      opening: `Dzień dobry i witamy!

To jest przykładowe zgłoszenie. Proszę wypróbować na nim cztery klawisze:

1. r: napisanie odpowiedzi i wysłanie jej przez Ctrl+Enter (na Macu ⌘↵). Zgłoszenie staje się Odpowiedziane: teraz moja kolej.
2. e: rozwiązanie zgłoszenia. Klient otrzyma pytanie, czy sprawa jest załatwiona.
3. z: cofnięcie ostatniej czynności. Poczta czeka dziesięć sekund przed wysłaniem, więc można zdążyć.
4. Ctrl+K (⌘K): każde zgłoszenie po numerze, osobie lub temacie i każde polecenie.

To, co wysyłają Państwo do przykładów, nigdy nie opuszcza domu. Gdy przestaną być potrzebne, można usunąć je wszystkie jednym kliknięciem w ustawieniach.

Udanego startu!
Pia`,
    },
    hours: {
      subject: "Czy w sobotę jest otwarte?",
      opening:
        "Dzień dobry,\n\nchcę odebrać zamówienie osobiście. Czy w tę sobotę jest otwarte i do której?\n\nDziękuję,\nEwa",
    },
    charged: {
      subject: "Podwójna płatność za zamówienie 1182",
      opening:
        "Dzień dobry,\n\nmoja karta została obciążona dwa razy za zamówienie 1182. Proszę o zwrot jednej płatności; jutro mija termin czynszu.\n\nJan Nowak",
    },
    parcel: {
      subject: "Gdzie jest moja paczka?",
      opening: "Dzień dobry,\n\npaczka miała przyjść we wtorek. Czy można sprawdzić, gdzie jest?\n\nAnna",
      answer:
        "Dzień dobry,\n\npaczka opuściła nasz magazyn w poniedziałek. Zapytaliśmy przewoźnika i odezwiemy się, gdy tylko będzie wiadomo więcej.\n\nPozdrawiam",
      reply: "Dziękuję. Przewoźnik mówi teraz, że doręczono, ale nikt u nas jej nie ma. Co dalej?\n\nAnna",
    },
    printer: {
      subject: "Drukarka nadal nie drukuje",
      opening: "Dzień dobry,\n\nod aktualizacji nasza drukarka pobiera papier i oddaje go pusty.\n\nMarek",
      answer:
        "Dzień dobry,\n\nproszę ją wyłączyć, wyjąć wkład i włożyć go ponownie. Zwykle to pomaga.\n\nPozdrawiam",
      reply: "Zrobione dwa razy. Nadal puste kartki.\n\nMarek",
      note: "Trzecie zgłoszenie w tym tygodniu po aktualizacji. Przed odpowiedzią zapytać producenta.",
    },
    invoice: {
      subject: "Faktura na naszą firmę",
      opening:
        "Dzień dobry,\n\nczy można wystawić fakturę do zamówienia 1169 na naszą firmę? Potrzebujemy jej do księgowości.\n\nKatarzyna Mazur",
      answer:
        "Dzień dobry,\n\noczywiście. Proszę o dokładną nazwę i numer NIP, jakie mają się na niej znaleźć.\n\nPozdrawiam",
    },
    moving: {
      subject: "Przeprowadzka: nowy adres",
      opening:
        "Szanowni Państwo,\n\nod pierwszego dnia przyszłego miesiąca proszę wysyłać wszystko na ul. Słoneczną 48.\n\nKatarzyna Mazur",
      answer:
        "Dzień dobry,\n\nzrobione. Czy zmienić także adres zamówienia, które jest w drodze?\n\nPozdrawiam",
      absence: "Jestem poza biurem do poniedziałku i wtedy przeczytam wiadomość. (Odpowiedź automatyczna)",
    },
    stock: {
      subject: "Kiedy wróci niebieski?",
      opening: "Dzień dobry,\n\nniebieski plecak jest od tygodni wyprzedany. Kiedy znów będzie?\n\nEwa",
      note: "Następna dostawa w poniedziałek. Odłożone do tego dnia; jeśli Ewa napisze wcześniej, zgłoszenie obudzi się samo.",
    },
    login: {
      subject: "Nie mogę się zalogować",
      opening: "Dzień dobry,\n\nstrona mówi, że moje hasło jest błędne. Nie jest.\n\nJan",
      answer:
        "Dzień dobry,\n\nkonto zostało zablokowane po zbyt wielu próbach. Jest już otwarte, a hasło pozostało to samo.\n\nPozdrawiam",
    },
    repair: {
      subject: "Naprawa latarki czołowej",
      opening: "Dzień dobry,\n\nmoja latarka gaśnie po minucie. Ma pół roku.\n\nAnna",
      answer: "Dzień dobry,\n\nnowa jest już w drodze. Starej nie trzeba odsyłać.\n\nPozdrawiam",
    },
    prize: {
      subject: "Wygrana 1 000 000!",
      opening: "Gratulacje! Aby odebrać nagrodę, proszę w ciągu 24 godzin przesłać dane swojego konta.",
    },
    test: { subject: "test", opening: "to tylko test, proszę zignorować" },
  },
};
