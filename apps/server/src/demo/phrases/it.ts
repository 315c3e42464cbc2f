import type { PhraseBook } from "./phrase-book.ts";

export const italian: PhraseBook = {
  language: "it",
  currency: "EUR",
  customerGreetings: ["Buongiorno,", "Salve,", "Buonasera,", "Gentile assistenza,"],
  customerFarewells: [
    "Cordiali saluti\n{customer}",
    "Grazie e buona giornata\n{first}",
    "Distinti saluti\n{customer}",
    "{customer}",
  ],
  agentGreetings: ["Buongiorno {first},", "Gentile {customer},", "Salve {first},"],
  agentFarewells: ["Cordiali saluti\n{agent}", "Buona giornata\n{agent}", "Un saluto\n{agent}"],
  reminders: [
    "Non ho ancora ricevuto risposta. Qualcuno se ne sta occupando?",
    "Ci sono novità sul mio messaggio del {written}?",
  ],
  thanks: ["Ora funziona, grazie mille per l'aiuto rapido!", "Perfetto, è tutto a posto. Grazie."],
  stillWrong: [
    "Purtroppo da me non è cambiato nulla. Potete ricontrollare?",
    "Temo che il problema non sia ancora risolto.",
  ],
  notes: [
    "Parlato con il magazzino: confermano {order}.",
    "Cliente affezionato, sempre gentile. Possiamo essere generosi.",
    "Il corriere dice che il pacco è stato registrato il {date}.",
    "La contabilità ha approvato {amount}.",
  ],
  outOfOffice: [
    "Sono fuori ufficio fino al {soon} e risponderò al mio rientro.",
    "Grazie per il messaggio. Fino al {soon} non leggo la posta.",
  ],
  spam: [
    {
      subject: "In prima pagina in una settimana",
      text: "Abbiamo trovato 14 errori sul Suo sito. Risponda ora per un'offerta gratuita.",
    },
    {
      subject: "Impossibile consegnare il pacco",
      text: "Paghi la tassa doganale di 1,99 dal collegamento qui sotto entro 24 ore.",
    },
  ],
  products: [
    "zaino Dolomiti 40",
    "giacca a vento Maestrale",
    "scarponi Sentiero",
    "fornello Scintilla",
    "maglione di lana Appennino",
    "lampada frontale Lucciola",
    "sacco a pelo Quiete",
    "bastoncini Cresta",
  ],
  streets: ["via Garibaldi 12", "via del Porto 7", "viale dei Tigli 48", "piazza della Stazione 3"],
  dialogues: {
    "delivery-late": {
      subjects: ["Dov'è il mio ordine {order}?", "Il pacco {tracking} non è arrivato"],
      openings: [
        "Il {date} ho ordinato un articolo ({product}) e non è ancora arrivato. La conferma parlava di tre giorni lavorativi. Il numero d'ordine è {order}.",
        "La pagina di tracciamento di {tracking} è ferma al {date}. Potete scoprire dove si trova il pacco?",
      ],
      answers: [
        "Grazie per averci scritto. Ho chiesto al corriere notizie del pacco {tracking}; di solito rispondono entro un giorno lavorativo. La informo appena so qualcosa.",
        "Ci scusiamo per il ritardo. L'ordine {order} ha lasciato il magazzino il {date}, quindi dovrebbe arrivare a momenti. Può attendere fino a domani sera?",
      ],
      followUps: [
        "Sono passati altri due giorni e il pacco non c'è. E adesso?",
        "Il corriere dice di non aver mai ricevuto il pacco.",
      ],
      outcomes: [
        "Il corriere ha trovato il pacco in un altro deposito. È in consegna oggi e Le ho rimborsato le spese di spedizione di {amount}.",
        "Consideriamo il pacco smarrito e ne abbiamo spedito uno nuovo con corriere espresso. Il numero è {tracking}.",
      ],
    },
    refund: {
      subjects: ["Rimborso dell'ordine {order}", "Quando riceverò il rimborso?"],
      openings: [
        "Ho restituito l'articolo ({product}) il {date}, ma i {amount} non sono ancora sul mio conto. Potete controllare l'ordine {order}?",
        "Sul vostro sito c'è scritto che il rimborso richiede cinque giorni lavorativi. Aspetto {amount} da molto più tempo.",
      ],
      answers: [
        "Non vedo ancora il reso nel sistema. Ha conservato la ricevuta della posta? Basta una foto.",
        "Il reso è arrivato e ho appena autorizzato il rimborso di {amount}. A seconda della banca servono due o tre giorni lavorativi.",
      ],
      followUps: [
        "Il numero sulla ricevuta è {tracking}. È quello che Le serve?",
        "La banca dice che non risulta alcun bonifico in arrivo.",
      ],
      outcomes: [
        "Grazie, è stato utile: ho trovato il reso. Oggi abbiamo versato {amount}, con un piccolo buono per l'attesa.",
        "Il primo bonifico era tornato indietro per un numero di conto errato. È ripartito stamattina.",
      ],
    },
    "wrong-item": {
      subjects: ["Articolo sbagliato nell'ordine {order}", "Ho ricevuto un'altra cosa"],
      openings: [
        "Al posto dell'articolo ordinato ({product}) nella scatola ce n'era un altro. La bolla è quella giusta. Come facciamo?",
        "L'ordine {order} è arrivato oggi, ma nella taglia sbagliata. Se possibile mi servirebbe prima del fine settimana.",
      ],
      answers: [
        "Grazie della segnalazione. Può mandarmi il numero sull'etichetta dell'articolo ricevuto?",
        "Ci scusiamo, l'errore è nostro. L'articolo giusto parte oggi dal magazzino e l'etichetta di reso per l'altro è nella Sua posta.",
      ],
      followUps: [
        "Sull'etichetta c'è scritto {tracking}. Devo prima rispedirlo?",
        "Non ho ricevuto l'etichetta di reso.",
      ],
      outcomes: [
        "Non occorre attendere: l'articolo giusto ({product}) è in viaggio. Metta l'altro nella stessa scatola e lo consegni al corriere.",
        "Ho inviato di nuovo l'etichetta. L'articolo giusto arriva il {soon}.",
      ],
    },
    damaged: {
      subjects: ["Arrivato danneggiato: {product}", "Rotto dopo due settimane"],
      openings: [
        "L'articolo ({product}) è arrivato con uno strappo sul lato. La scatola sembrava in ordine. Vorrei la sostituzione.",
        "Dopo due settimane di uso normale si è rotta la cerniera ({product}). Credo che sia coperto dalla garanzia. Ordine {order}.",
      ],
      answers: [
        "Mi dispiace. Può inviarci una o due foto? Così decido subito e non deve rispedire nulla.",
        "Certamente lo sostituiamo. Quello nuovo è già da parte; mi conferma che l'indirizzo è ancora {street}?",
      ],
      followUps: ["Allego due foto. Vanno bene?", "Sì, l'indirizzo è ancora {street}."],
      outcomes: [
        "Grazie, le foto bastano. Quello nuovo ({product}) parte oggi; il vecchio può tenerlo o riciclarlo.",
        "La sostituzione è stata spedita il {date}. Le auguro di usarla per molti anni.",
      ],
    },
    invoice: {
      subjects: ["Fattura dell'ordine {order}", "Correzione della fattura {invoice}"],
      openings: [
        "Per la contabilità mi serve la fattura dell'ordine {order} in PDF. Nel mio account non la trovo.",
        "Sulla fattura {invoice} manca la nostra partita IVA. Potete emetterla di nuovo?",
      ],
      answers: [
        "Ecco la fattura {invoice}. Trova tutte le fatture anche nel Suo account, alla voce Ordini.",
        "Volentieri. Mi scriva la ragione sociale esatta e la partita IVA da riportare sulla fattura.",
      ],
      followUps: [
        "Grazie. L'importo di {amount} però non corrisponde alla conferma d'ordine. Come mai?",
        "L'azienda è quella della mia firma, il resto rimane uguale.",
      ],
      outcomes: [
        "La differenza è lo sconto, registrato a parte. Allego la fattura corretta {invoice}.",
        "Fatto: allego la fattura corretta {invoice}, quella vecchia è annullata.",
      ],
    },
    "double-charge": {
      subjects: ["Addebito doppio per {order}", "Due pagamenti di {amount}"],
      openings: [
        "La mia carta è stata addebitata due volte per l'ordine {order}: {amount} ogni volta. Vi prego di restituire un pagamento.",
        "Vedo due pagamenti di {amount} del {date}, ma l'ordine era uno solo. Vi prego di verificare in fretta.",
      ],
      answers: [
        "Vedo entrambi i pagamenti. Uno è solo prenotato e la banca lo libera entro tre giorni. In caso contrario mi riscriva.",
        "Grazie della segnalazione. L'ho passata come urgente al gestore dei pagamenti.",
      ],
      followUps: [
        "I tre giorni sono passati e ora risultano entrambi contabilizzati.",
        "La mia banca chiede una vostra conferma.",
      ],
      outcomes: [
        "Ha ragione e ci scusiamo. Abbiamo rimborsato {amount}; allego la conferma per la banca.",
        "Il gestore dei pagamenti ha confermato lo storno di {amount} per il {soon}.",
      ],
    },
    login: {
      subjects: ["Non riesco ad accedere", "Il messaggio per la nuova password non arriva"],
      openings: [
        "Da ieri non riesco ad accedere al mio account. La pagina dice che la password è sbagliata, ma non l'ho cambiata.",
        "Ho chiesto tre volte una nuova password e non arriva alcun messaggio. Nemmeno nella posta indesiderata.",
      ],
      answers: [
        "L'account si era bloccato dopo diversi tentativi falliti. L'ho sbloccato; riprovi e mi dica se funziona.",
        "I nostri messaggi tornavano indietro perché la casella era piena. Ne ho appena inviato uno nuovo.",
      ],
      followUps: [
        "Ora arrivo un po' più avanti, ma poi la pagina resta bianca.",
        "Il messaggio è arrivato, ma il collegamento è scaduto.",
      ],
      outcomes: [
        "La causa era un vecchio cookie. Apra la pagina una volta in una finestra anonima, poi funziona ovunque.",
        "Le ho preparato un nuovo collegamento valido per tutto il giorno.",
      ],
    },
    "app-error": {
      subjects: ["L'app si chiude al pagamento", "Messaggio di errore alla cassa"],
      openings: [
        "Ogni volta che tocco Paga nell'app, questa si chiude. Succede su due telefoni. Nel carrello c'è: {product}.",
        "Alla cassa appare «Qualcosa non va, codice {tracking}». Vorrei ordinare prima del {soon}.",
      ],
      answers: [
        "Grazie per la descrizione precisa. Quale versione dell'app e del sistema del telefono usa?",
        "Siamo riusciti a riprodurre l'errore e ci stiamo lavorando. Nel frattempo l'ordine funziona dal browser; il carrello resta salvato.",
      ],
      followUps: [
        "È la versione più recente, installata il {date}.",
        "Dal browser funziona, ma senza il mio sconto.",
      ],
      outcomes: [
        "La correzione è nella versione uscita oggi. Dopo l'aggiornamento il pagamento funziona di nuovo.",
        "Ho accreditato lo sconto di {amount} sull'ordine {order}.",
      ],
    },
    address: {
      subjects: ["Nuovo indirizzo di consegna", "Cambio d'indirizzo per l'ordine {order}"],
      openings: [
        "Abbiamo traslocato. Vi prego di cambiare il mio indirizzo in {street}. L'ordine {order} dovrebbe già arrivare lì.",
        "Nell'ordine {order} il numero civico è sbagliato. L'indirizzo giusto è {street}. Si può ancora cambiare?",
      ],
      answers: [
        "Nessun problema, l'ordine {order} va in {street}. Ho aggiornato l'indirizzo anche nel Suo account.",
        "Il pacco è già partito, ma ho chiesto al corriere di deviarlo in {street}.",
      ],
      followUps: ["Il tracciamento mostra ancora il vecchio indirizzo.", "Vale anche per la fattura?"],
      outcomes: [
        "La pagina si aggiorna solo in serata. Il corriere mi ha confermato il nuovo indirizzo per iscritto.",
        "Sì, anche la fattura riporta il nuovo indirizzo. La allego.",
      ],
    },
    cancel: {
      subjects: ["Annullamento dell'ordine {order}", "Vorrei annullare"],
      openings: [
        "Ho ordinato per errore questo articolo: {product}. Vi prego di annullare l'ordine {order} e di restituire {amount}.",
        "Vi prego di annullare il mio ordine del {date}. Mi serve un'altra taglia.",
      ],
      answers: [
        "L'ordine è annullato e {amount} tornano per la stessa via. Riceverà una conferma per e-mail.",
        "Il pacco è stato affidato al corriere un'ora fa, quindi non ho potuto fermarlo. Basta rifiutarlo e il reso è fatto.",
      ],
      followUps: [
        "Non ho ricevuto conferma. È davvero annullato?",
        "Il pacco l'ha ritirato il vicino. E adesso?",
      ],
      outcomes: [
        "Sì, lo è. La conferma aveva un indirizzo errato; eccola di nuovo.",
        "Allora usi l'etichetta allegata. Il reso per Lei è gratuito.",
      ],
    },
    product: {
      subjects: ["Domanda su: {product}", "Quando torna disponibile: {product}?"],
      openings: [
        "Questo articolo ({product}) è impermeabile, e quale taglia consigliate per 1,78 m? Sul sito non l'ho trovato.",
        "L'articolo ({product}) è esaurito da settimane. Quando tornerà?",
      ],
      answers: [
        "Resiste alla pioggia per diverse ore, ma non è fatto per un temporale. Per la Sua altezza consiglio la M.",
        "Aspettiamo la prossima consegna per il {soon}. Posso metterne da parte uno senza impegno.",
      ],
      followUps: ["Grazie. C'è anche in blu?", "Sì, me ne metta da parte uno."],
      outcomes: [
        "Il blu arriva in primavera. L'ho messa in lista e riceverà un messaggio il primo giorno.",
        "Riservato fino al {soon}. Lo trova nel carrello.",
      ],
    },
    voucher: {
      subjects: ["Il buono {voucher} non viene accettato", "Il codice sconto non funziona"],
      openings: [
        "Il codice {voucher} della vostra newsletter viene rifiutato, benché sia valido fino a fine mese.",
        "Nell'ordine {order} ho dimenticato il buono {voucher}. Potete ancora detrarlo?",
      ],
      answers: [
        "Il codice vale per ordini superiori a {amount}. Il Suo carrello li supera?",
        "Volentieri: ho detratto il buono dall'ordine {order}. Le restituiamo {amount}.",
      ],
      followUps: ["Sì, e di molto.", "Nel mio account vedo ancora il vecchio totale."],
      outcomes: [
        "Allora l'errore è nostro. Ecco un nuovo codice valido per tutto: {voucher}.",
        "Il totale si aggiorna nella notte. Sulla fattura è già quello giusto.",
      ],
    },
  },
};
