/**
 * The words with which mail programs open a quote: the table that the reply
 * parser lacks, for the six languages of the desk and some neighbours. Order
 * within a row: English, Slovenian, Norwegian, Polish, Italian, Czech, others.
 */
const alternatives = (words: string): string => words.split("|").map(escapeWord).join("|");
const escapeWord = (word: string): string => word.trim().replace(/[.*+?^${}()[\]\\/]/g, "\\$&");

/** The verb of "On … Marta wrote:". */
const wrote = alternatives(
  "wrote|writes|napisal/a|napisal(a)|napisala|napisal|skrev|skreiv|napisał/a|napisał(a)|napisała|napisał|napisana przez|pisze|ha scritto|scritto|napsal(a)|napsal/a|napsala|napsal|schrieb|a écrit|escribió|escreveu|schreef|kirjoitti|írta|написал(а)|написала|написал|пише",
);
export const wroteVerb = new RegExp(`(?<!\\p{L})(?:${wrote})(?!\\p{L})`, "iu");

/** How such a line begins: with its preposition, a weekday, a date or the writer's name and address. */
export const attributionStart =
  /^\s*-*\s*(?:(?:on|v|dne|den|il|in data|w dniu|dnia|wiadomość|le|el|em|op|am)\s|\p{L}{2,12}\.?,?\s+\d|\d{1,4}[.\-/ ]|[^<>]{1,80}<[^<>\s]+@[^<>\s]+>|"[^"]{1,80}"\s)/iu;

/** Apple Mail in Czech has no verb: "26. 11. 2026 v 13:10, Marta <m@desk.example>:". */
export const verblessAttribution =
  /^\s*(?:dne\s)?\d{1,2}\.\s?\d{1,2}\.\s?\d{4},?\s(?:v|ob|o|kl\.?|alle)\s?\d{1,2}[:.]\d{2}(?::\d{2})?,?\s[^<>]{1,120}<[^<>\s]+@[^<>\s]+>\s?:$/iu;

const label = (words: string): RegExp =>
  new RegExp(`^\\s*\\*{0,2}(?:${alternatives(words)})\\s?\\*{0,2}:\\*{0,2}(?:\\s|$)`, "iu");

export type HeaderLabel = "from" | "date" | "to" | "cc" | "subject";

/** The lines of the header block that Outlook and its kin put above a quote. */
export const headerLabels: readonly (readonly [HeaderLabel, RegExp])[] = [
  ["from", label("From|Od|Pošiljatelj|Fra|Avsender|Nadawca|Da|Mittente|Odesílatel|Von|De|Van|Från")],
  [
    "date",
    label(
      "Sent|Date|Poslano|Datum|Sendt|Dato|Wysłano|Wysłane|Data|Inviato|Odesláno|Gesendet|Envoyé|Enviado|Fecha|Message du|Verzonden|Skickat",
    ),
  ],
  ["to", label("To|Za|Prejemnik|Til|Do|A|Destinatario|Komu|An|À|Para|Aan|Till")],
  ["cc", label("Cc|Kp|Kopija|Kopi|DW|Copia|Kopie|Bcc")],
  [
    "subject",
    label("Subject|Zadeva|Emne|Temat|Oggetto|Předmět|Betreff|Objet|Sujet|Asunto|Assunto|Onderwerp|Ämne"),
  ],
];

const original = alternatives(
  "Original Message|Izvirno sporočilo|Originalno sporočilo|Opprinnelig melding|Oryginalna wiadomość|Wiadomość oryginalna|Messaggio originale|Původní zpráva|Původní e-mail|Ursprüngliche Nachricht|Message d'origine|Oprindelig besked|Mensaje original|Mensagem original|Oorspronkelijk bericht",
);
export const originalMessageLine = new RegExp(`^\\s*-{2,14}\\s?(?:${original})\\s?-{0,14}\\s*$`, "iu");

const forwarded = alternatives(
  "Forwarded message|Begin forwarded message|Posredovano sporočilo|Začetek posredovanega sporočila|Videresendt melding|Videresendt e-post|Start på videresendt melding|Wiadomość przekazana|Przekazana wiadomość|Przesłana wiadomość|Początek przekazywanej wiadomości|Messaggio inoltrato|Inizio messaggio inoltrato|Přeposlaná zpráva|Začátek přeposílané zprávy|Weitergeleitete Nachricht|Message transféré",
);
/** What follows such a line is new to us: the customer shows us somebody else's mail. */
export const forwardedLine = new RegExp(`^\\s*-{0,14}\\s?(?:${forwarded})\\s?(?:-{2,14}|:)\\s*$`, "iu");

/** Subjects of forwarded mail: the header block below is then the forwarded one. */
export const forwardedSubject = /^(?:fwd?|posr|vs|vb|pd|i|přepos|předat|wg|tr|rv)\s*:/iu;

const device = alternatives(
  "Sent from|Poslano iz|Poslano z|Sendt fra|Skickat från|Wysłane z|Wysłano z|Inviato da|Inviato dal|Odesláno z|Odesílám z|Gesendet von|Envoyé de|Get Outlook|Prenesite Outlook|Pridobite Outlook|Hent Outlook|Få Outlook|Last ned Outlook|Pobierz Outlook|Pobierz aplikację Outlook|Scarica Outlook|Ottieni Outlook|Získejte Outlook|Získat Outlook|Stáhnout Outlook",
);
/** "Sent from my iPhone" and the like: one short line, no sentence. */
export const deviceLine = new RegExp(`^\\s*(?:${device})\\s[^.!?]{0,80}(?:<[^<>]*>)?$`, "iu");

const closing = alternatives(
  "Best regards|Kind regards|Warm regards|Regards|Best wishes|Yours sincerely|Sincerely|Lep pozdrav|Lepo pozdravljeni|Lepo vas pozdravljam|S spoštovanjem|S pozdravi|Pozdrav|LP|L.P.|Med vennlig hilsen|Vennlig hilsen|Beste hilsen|Hilsen|Mvh|Pozdrawiam|Pozdrawiam serdecznie|Z poważaniem|Z wyrazami szacunku|Cordiali saluti|Distinti saluti|Cordialmente|Saluti|Un cordiale saluto|S pozdravem|S přátelským pozdravem|S úctou|Zdravím",
);
/** The polite formula that opens a signature, alone on its line. */
export const closingLine = new RegExp(`^\\s*(?:${closing})\\s*[,.!]?\\s*$`, "iu");
