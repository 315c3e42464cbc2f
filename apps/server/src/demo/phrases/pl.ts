import type { PhraseBook } from "./phrase-book.ts";

export const polish: PhraseBook = {
  language: "pl",
  currency: "PLN",
  customerGreetings: ["Dzień dobry,", "Witam,", "Szanowni Państwo,", "Dobry wieczór,"],
  customerFarewells: [
    "Pozdrawiam\n{customer}",
    "Z poważaniem\n{customer}",
    "Dziękuję i pozdrawiam\n{first}",
    "{customer}",
  ],
  agentGreetings: ["Dzień dobry,", "Szanowni Państwo,", "Witamy,"],
  agentFarewells: ["Z poważaniem\n{agent}", "Pozdrawiam serdecznie\n{agent}", "Miłego dnia\n{agent}"],
  reminders: [
    "Nadal nie ma odpowiedzi. Czy ktoś się tym zajmuje?",
    "Czy wiadomo coś nowego w sprawie mojej wiadomości z dnia {written}?",
  ],
  thanks: ["Teraz działa, bardzo dziękuję za szybką pomoc!", "Świetnie, wszystko w porządku. Dziękuję."],
  stillWrong: [
    "Niestety u mnie nic się nie zmieniło. Proszę sprawdzić jeszcze raz.",
    "Obawiam się, że problem nadal występuje.",
  ],
  notes: [
    "Rozmowa z magazynem: potwierdzają {order}.",
    "Stały klient, zawsze uprzejmy. Bądźmy wyrozumiali.",
    "Przewoźnik mówi, że paczka została zeskanowana {date}.",
    "Księgowość zatwierdziła {amount}.",
  ],
  outOfOffice: [
    "Jestem poza biurem do {soon}. Odpowiem po powrocie.",
    "Dziękuję za wiadomość. Do {soon} nie mam dostępu do poczty.",
  ],
  spam: [
    {
      subject: "Pierwsza strona wyników w tydzień",
      text: "Na Państwa stronie znaleźliśmy 14 błędów. Prosimy o odpowiedź po darmową ofertę.",
    },
    {
      subject: "Nie udało się doręczyć paczki",
      text: "Prosimy opłacić cło 1,99 w ciągu 24 godzin, korzystając z poniższego odnośnika.",
    },
  ],
  products: [
    "Plecak Tatry 40",
    "Kurtka Bryza",
    "Buty trekkingowe Szlak",
    "Kuchenka Iskra",
    "Sweter wełniany Podhale",
    "Latarka czołowa Świetlik",
    "Śpiwór Cisza",
    "Kijki Grań",
  ],
  streets: ["ul. Lipowa 12", "ul. Portowa 7", "ul. Słoneczna 48", "Rynek 3"],
  dialogues: {
    "delivery-late": {
      subjects: ["Gdzie jest zamówienie {order}?", "Paczka {tracking} nie dotarła"],
      openings: [
        "Produkt „{product}” był zamówiony {date} i nadal go nie ma. W potwierdzeniu były trzy dni robocze. Numer zamówienia to {order}.",
        "Status przesyłki {tracking} nie zmienił się od {date}. Proszę sprawdzić, gdzie jest paczka.",
      ],
      answers: [
        "Dziękujemy za wiadomość. Zapytaliśmy przewoźnika o paczkę {tracking}; zwykle odpowiada w ciągu jednego dnia roboczego. Odezwę się, gdy tylko coś będzie wiadomo.",
        "Przepraszamy za opóźnienie. Zamówienie {order} opuściło nasz magazyn {date}, więc powinno dotrzeć lada chwila. Czy możemy prosić o cierpliwość do jutra wieczorem?",
      ],
      followUps: [
        "Minęły kolejne dwa dni, a paczki nadal nie ma. Co dalej?",
        "Przewoźnik twierdzi, że nie otrzymał tej paczki.",
      ],
      outcomes: [
        "Przewoźnik znalazł paczkę w innej sortowni. Dziś jest w doręczeniu, a koszt wysyłki {amount} zwróciliśmy na konto.",
        "Uznajemy paczkę za zaginioną i wysłaliśmy nową przesyłką ekspresową. Jej numer to {tracking}.",
      ],
    },
    refund: {
      subjects: ["Zwrot pieniędzy za {order}", "Kiedy otrzymam zwrot?"],
      openings: [
        "Produkt „{product}” został odesłany {date}, a kwoty {amount} nadal nie ma na koncie. Proszę sprawdzić zamówienie {order}.",
        "Na stronie jest napisane, że zwrot trwa pięć dni roboczych. Na {amount} czekam już znacznie dłużej.",
      ],
      answers: [
        "Nie widzimy jeszcze tej przesyłki w systemie. Czy zachowało się potwierdzenie nadania? Wystarczy zdjęcie.",
        "Zwrot do nas dotarł i właśnie zleciliśmy wypłatę {amount}. W zależności od banku trwa to dwa do trzech dni roboczych.",
      ],
      followUps: [
        "Numer z potwierdzenia to {tracking}. Czy o to chodzi?",
        "Bank mówi, że żaden przelew nie jest zapowiedziany.",
      ],
      outcomes: [
        "Dziękujemy, to pomogło: przesyłka się znalazła. Dziś wypłaciliśmy {amount} i dodaliśmy mały bon za czekanie.",
        "Pierwszy przelew wrócił z powodu błędnego numeru konta. Dziś rano wyszedł ponownie.",
      ],
    },
    "wrong-item": {
      subjects: ["Niewłaściwy produkt w zamówieniu {order}", "W paczce jest coś innego"],
      openings: [
        "Zamiast produktu „{product}” w pudełku był inny artykuł. Dokument dostawy jest właściwy. Jak to załatwimy?",
        "Zamówienie {order} dotarło dzisiaj, ale w złym rozmiarze. W miarę możliwości potrzebuję go przed weekendem.",
      ],
      answers: [
        "Dziękujemy za zgłoszenie. Proszę o numer z etykiety otrzymanego produktu.",
        "Przepraszamy, to nasz błąd. Właściwy produkt wyjdzie z magazynu jeszcze dziś, a etykieta zwrotna do drugiego jest w skrzynce.",
      ],
      followUps: [
        "Na etykiecie jest {tracking}. Czy mam go najpierw odesłać?",
        "Etykieta zwrotna do mnie nie dotarła.",
      ],
      outcomes: [
        "Nie trzeba czekać: „{product}” jest już w drodze. Drugi artykuł proszę włożyć do tego samego pudełka i oddać kurierowi.",
        "Etykietę wysłaliśmy ponownie. Właściwy produkt dotrze {soon}.",
      ],
    },
    damaged: {
      subjects: ["Uszkodzony przy dostawie: {product}", "Zepsuty po dwóch tygodniach"],
      openings: [
        "Produkt „{product}” dotarł rozdarty z boku. Samo pudełko wyglądało dobrze. Proszę o wymianę.",
        "Po dwóch tygodniach zwykłego używania w produkcie „{product}” zepsuł się zamek. To chyba sprawa na gwarancję. Zamówienie {order}.",
      ],
      answers: [
        "Bardzo nam przykro. Czy możemy prosić o jedno lub dwa zdjęcia? Wtedy zdecydujemy od razu i nie trzeba będzie niczego odsyłać.",
        "Oczywiście wymienimy. Nowy egzemplarz jest odłożony; proszę tylko potwierdzić adres {street}.",
      ],
      followUps: ["W załączniku dwa zdjęcia. Czy wystarczą?", "Tak, adres to nadal {street}."],
      outcomes: [
        "Dziękujemy, zdjęcia wystarczą. Nowy „{product}” wychodzi dzisiaj; stary można zachować albo oddać do recyklingu.",
        "Nowy egzemplarz został wysłany {date}. Niech długo służy.",
      ],
    },
    invoice: {
      subjects: ["Faktura do zamówienia {order}", "Proszę o korektę faktury {invoice}"],
      openings: [
        "Do księgowości potrzebuję faktury do zamówienia {order} w formacie PDF. Na koncie jej nie widać.",
        "Na fakturze {invoice} brakuje naszego numeru NIP. Czy można wystawić ją ponownie?",
      ],
      answers: [
        "W załączniku faktura {invoice}. Wszystkie faktury są też na koncie w zakładce Zamówienia.",
        "Oczywiście. Proszę o dokładną nazwę firmy i numer NIP, jakie mają być na fakturze.",
      ],
      followUps: [
        "Dziękuję. Kwota {amount} nie zgadza się jednak z potwierdzeniem zamówienia. Dlaczego?",
        "Firma jest w mojej stopce, reszta bez zmian.",
      ],
      outcomes: [
        "Różnica to rabat zaksięgowany osobno. W załączniku poprawiona faktura {invoice}.",
        "Gotowe: poprawiona faktura {invoice} w załączniku, a poprzednia jest anulowana.",
      ],
    },
    "double-charge": {
      subjects: ["Podwójne obciążenie za {order}", "Dwie płatności po {amount}"],
      openings: [
        "Moja karta została obciążona dwa razy za zamówienie {order}: za każdym razem {amount}. Proszę o zwrot jednej płatności.",
        "Widzę dwie płatności po {amount} z dnia {date}, a zamówienie było jedno. Proszę o pilne sprawdzenie.",
      ],
      answers: [
        "Widzimy obie płatności. Jedna to tylko blokada, którą bank zwolni w ciągu trzech dni. Jeśli nie, proszę napisać ponownie.",
        "Dziękujemy za zgłoszenie. Sprawa trafiła do operatora płatności jako pilna.",
      ],
      followUps: ["Trzy dni minęły i obie płatności są zaksięgowane.", "Mój bank potrzebuje potwierdzenia."],
      outcomes: [
        "To prawda, przepraszamy. Zwróciliśmy {amount}; potwierdzenie dla banku jest w załączniku.",
        "Operator płatności potwierdził zwrot {amount} na dzień {soon}.",
      ],
    },
    login: {
      subjects: ["Nie mogę się zalogować", "Wiadomość z nowym hasłem nie przychodzi"],
      openings: [
        "Od wczoraj nie mogę się zalogować. Strona pisze, że hasło jest błędne, a przecież jest to samo.",
        "Prośba o nowe hasło wysłana trzy razy i żadnej wiadomości. W spamie też jej nie ma.",
      ],
      answers: [
        "Konto zostało zablokowane po kilku nieudanych próbach. Już je odblokowaliśmy; proszę spróbować i dać znać, czy działa.",
        "Nasze wiadomości wracały, bo skrzynka była pełna. Przed chwilą wysłaliśmy nową.",
      ],
      followUps: [
        "Teraz jest trochę lepiej, ale potem strona zostaje pusta.",
        "Wiadomość dotarła, ale odnośnik wygasł.",
      ],
      outcomes: [
        "Winny był stary plik cookie. Proszę raz otworzyć stronę w oknie prywatnym, potem działa wszędzie.",
        "Przygotowaliśmy nowy odnośnik, ważny cały dzień.",
      ],
    },
    "app-error": {
      subjects: ["Aplikacja zamyka się przy płatności", "Błąd przy kasie"],
      openings: [
        "Po naciśnięciu Zapłać aplikacja się zamyka. Tak samo na dwóch telefonach. W koszyku jest „{product}”.",
        "Przy kasie pojawia się „Coś jest nie tak, kod {tracking}”. Zamówienie chcę złożyć przed {soon}.",
      ],
      answers: [
        "Dziękujemy za dokładny opis. Jaka to wersja aplikacji i systemu w telefonie?",
        "Udało nam się odtworzyć błąd i nad nim pracujemy. Do tego czasu zamówienie działa w przeglądarce; koszyk pozostaje.",
      ],
      followUps: [
        "To najnowsza wersja, zainstalowana {date}.",
        "W przeglądarce działa, ale bez mojego rabatu.",
      ],
      outcomes: [
        "Poprawka jest w wersji, która ukazała się dzisiaj. Po aktualizacji płatność znów działa.",
        "Rabat {amount} doliczyliśmy do zamówienia {order}.",
      ],
    },
    address: {
      subjects: ["Nowy adres dostawy", "Zmiana adresu w zamówieniu {order}"],
      openings: [
        "Przeprowadziliśmy się. Proszę zmienić mój adres na {street}. Zamówienie {order} powinno już tam trafić.",
        "W zamówieniu {order} jest zły numer domu. Właściwy adres to {street}. Czy można go jeszcze zmienić?",
      ],
      answers: [
        "Nie ma sprawy, zamówienie {order} trafi na adres {street}. Zmieniliśmy go także na koncie.",
        "Paczka już wyszła, ale poprosiliśmy przewoźnika o przekierowanie na adres {street}.",
      ],
      followUps: ["Strona przewoźnika nadal pokazuje stary adres.", "Czy dotyczy to także faktury?"],
      outcomes: [
        "Strona odświeży się dopiero wieczorem. Przewoźnik potwierdził nowy adres na piśmie.",
        "Tak, faktura też ma nowy adres. Jest w załączniku.",
      ],
    },
    cancel: {
      subjects: ["Proszę anulować zamówienie {order}", "Anulowanie"],
      openings: [
        "Produkt „{product}” został zamówiony przez pomyłkę. Proszę anulować zamówienie {order} i zwrócić {amount}.",
        "Proszę o anulowanie zamówienia z dnia {date}. Potrzebny jest inny rozmiar.",
      ],
      answers: [
        "Zamówienie jest anulowane, a {amount} wróci tą samą drogą. Potwierdzenie przyjdzie mailem.",
        "Paczka wyszła godzinę temu, więc nie dało się jej zatrzymać. Wystarczy odmówić przyjęcia i zwrot jest załatwiony.",
      ],
      followUps: ["Potwierdzenia nie ma. Czy na pewno anulowano?", "Paczkę odebrał sąsiad. Co teraz?"],
      outcomes: [
        "Tak, na pewno. Potwierdzenie miało zły adres; przesyłamy je ponownie.",
        "W takim razie proszę użyć załączonej etykiety. Zwrot jest bezpłatny.",
      ],
    },
    product: {
      subjects: ["Pytanie o produkt {product}", "Kiedy znów będzie {product}?"],
      openings: [
        "Czy „{product}” jest wodoodporny i jaki rozmiar polecacie przy 1,78 m? Na stronie tego nie ma.",
        "Produkt „{product}” jest od tygodni wyprzedany. Kiedy znów się pojawi?",
      ],
      answers: [
        "Wytrzymuje kilka godzin deszczu, ale nie jest zrobiony na burzę. Przy tym wzroście polecam M.",
        "Następnej dostawy spodziewamy się {soon}. Możemy odłożyć jedną sztukę bez zobowiązań.",
      ],
      followUps: ["Dziękuję. Czy jest też niebieski?", "Tak, proszę odłożyć jedną sztukę."],
      outcomes: [
        "Niebieski będzie wiosną. Zapisaliśmy na listę, wiadomość przyjdzie pierwszego dnia.",
        "Odłożone do {soon}. Produkt czeka w koszyku.",
      ],
    },
    voucher: {
      subjects: ["Bon {voucher} nie działa", "Kod rabatowy jest odrzucany"],
      openings: [
        "Kod {voucher} z newslettera jest odrzucany, choć jest ważny do końca miesiąca.",
        "Przy zamówieniu {order} bon {voucher} został pominięty. Czy można go jeszcze odliczyć?",
      ],
      answers: [
        "Kod obowiązuje dla zamówień powyżej {amount}. Czy koszyk przekracza tę kwotę?",
        "Oczywiście: bon odliczyliśmy od zamówienia {order}. Do zwrotu jest {amount}.",
      ],
      followUps: ["Tak, znacznie.", "Na koncie nadal widzę starą kwotę."],
      outcomes: [
        "W takim razie to nasz błąd. Oto nowy kod ważny na wszystko: {voucher}.",
        "Kwota odświeży się w nocy. Na fakturze jest już właściwa.",
      ],
    },
  },
};
