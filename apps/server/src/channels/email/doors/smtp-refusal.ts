/** What the door says when it does not take a mail: reply code and words (RFC 5321 §4.2, RFC 3463). */
const refusals = {
  "unknown-recipient": { code: 550, words: "This address is not ours" },
  "too-large": { code: 552, words: "Larger than 50 MB" },
  "try-later": { code: 451, words: "Cannot be stored now, please keep the mail and try again" },
  closing: { code: 421, words: "Closing for a restart, please try again" },
} as const;

export class SmtpRefusal extends Error {
  readonly responseCode: number;

  constructor(responseCode: number, words: string) {
    super(words);
    this.name = "SmtpRefusal";
    this.responseCode = responseCode;
  }
}

export function refusal(reason: keyof typeof refusals): SmtpRefusal {
  return new SmtpRefusal(refusals[reason].code, refusals[reason].words);
}
