import type { SampleTexts } from "../sample-texts.ts";

export const italian: SampleTexts = {
  people: {
    guide: "Pia di Kvit",
    ana: "Giulia Rossi",
    jan: "Luca Ferrari",
    eva: "Sofia Greco",
    petra: "Chiara Lombardi",
    marko: "Marco Conti",
    stranger: "Centro Premi Fortunati",
  },
  tickets: {
    welcome: {
      subject: "Cominci da qui: bastano quattro tasti",
      opening: `Salve e benvenuti!

Questo è un ticket di esempio. Provi su di esso questi quattro tasti:

1. r: mi scriva una risposta e la invii con Ctrl+Invio (⌘↵ su Mac). Il ticket diventa Risposto: ora tocca a me.
2. e: risolva un ticket. Al cliente si chiede se è davvero risolto.
3. z: annulli l'ultima azione. La posta aspetta dieci secondi prima di partire, quindi fa in tempo.
4. Ctrl+K (⌘K): trovi ogni ticket per numero, persona o oggetto e ogni comando.

Ciò che invia agli esempi non esce mai di casa. Quando ne ha visto abbastanza, li rimuova tutti con un clic nelle impostazioni.

Buon inizio!
Pia`,
    },
    hours: {
      subject: "Siete aperti sabato?",
      opening:
        "Buongiorno,\n\nvorrei ritirare l'ordine di persona. Questo sabato siete aperti, e fino a che ora?\n\nGrazie,\nSofia",
    },
    charged: {
      subject: "Addebito doppio per l'ordine 1182",
      opening:
        "Buongiorno,\n\nla mia carta è stata addebitata due volte per l'ordine 1182. Vi prego di restituire un pagamento; domani scade l'affitto.\n\nLuca Ferrari",
    },
    parcel: {
      subject: "Dov'è il mio pacco?",
      opening: "Buongiorno,\n\nil pacco doveva arrivare martedì. Potete vedere dov'è?\n\nGiulia",
      answer:
        "Buongiorno Giulia,\n\nha lasciato il nostro magazzino lunedì. Ho chiesto al corriere e Le scrivo appena so di più.\n\nCordiali saluti",
      reply:
        "Grazie. Ora il corriere dice che è stato consegnato, ma qui non l'ha nessuno. E adesso?\n\nGiulia",
    },
    printer: {
      subject: "La stampante continua a non stampare",
      opening:
        "Salve,\n\ndopo l'aggiornamento la nostra stampante prende la carta e la restituisce bianca.\n\nMarco",
      answer:
        "Buongiorno Marco,\n\nla spenga, tolga la cartuccia e la inserisca di nuovo. Di solito basta.\n\nCordiali saluti",
      reply: "L'ho fatto due volte. Ancora pagine bianche.\n\nMarco",
      note: "Terza segnalazione della settimana dopo l'aggiornamento. Chiedere al produttore prima di rispondere.",
    },
    invoice: {
      subject: "Fattura per la nostra azienda",
      opening:
        "Buongiorno,\n\npotete intestare la fattura dell'ordine 1169 alla nostra azienda? Ci serve per la contabilità.\n\nChiara Lombardi",
      answer:
        "Buongiorno Chiara,\n\nvolentieri. Mi mandi la ragione sociale esatta e la partita IVA da riportare.\n\nCordiali saluti",
    },
    moving: {
      subject: "Traslochiamo: nuovo indirizzo",
      opening:
        "Gentile assistenza,\n\ndal primo del mese prossimo vi prego di spedire tutto in viale dei Tigli 48.\n\nChiara Lombardi",
      answer:
        "Buongiorno Chiara,\n\nfatto. Cambio anche l'indirizzo dell'ordine già in viaggio?\n\nCordiali saluti",
      absence:
        "Sono fuori ufficio fino a lunedì e leggerò il messaggio al mio rientro. (Risposta automatica)",
    },
    stock: {
      subject: "Quando torna quello blu?",
      opening: "Salve,\n\nlo zaino blu è esaurito da settimane. Quando lo riavrete?\n\nSofia",
      note: "La prossima consegna arriva lunedì. Rinviato fino ad allora; se Sofia scrive prima, il ticket si sveglia da solo.",
    },
    login: {
      subject: "Non riesco ad accedere",
      opening: "Buongiorno,\n\nla pagina dice che la mia password è sbagliata. Non lo è.\n\nLuca",
      answer:
        "Buongiorno Luca,\n\nil Suo account si era bloccato dopo troppi tentativi. Ora è di nuovo aperto e la password è quella di prima.\n\nCordiali saluti",
    },
    repair: {
      subject: "Riparazione della lampada frontale",
      opening: "Buongiorno,\n\nla mia lampada si spegne dopo un minuto. Ha sei mesi.\n\nGiulia",
      answer:
        "Buongiorno Giulia,\n\nuna nuova è già in viaggio. Quella vecchia non deve rispedirla.\n\nCordiali saluti",
    },
    prize: {
      subject: "Ha vinto 1.000.000!",
      opening: "Congratulazioni! Per ricevere il premio invii entro 24 ore i dati del Suo conto.",
    },
    test: { subject: "prova", opening: "solo una prova, ignorate pure" },
  },
};
