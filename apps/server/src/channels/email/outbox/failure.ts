/** Why a mail did not reach somebody: `gave-up` and the rest are for good, `late` is not. */
type FailureCode = "no-such-address" | "mailbox-full" | "too-large" | "refused" | "gave-up" | "late";

/** What a mail system answered for one recipient. */
export type Refusal = {
  readonly address: string;
  readonly permanent: boolean;
  readonly code: FailureCode;
  /** The answer itself, for those who can read it. */
  readonly technical: string;
};

/**
 * Reads an SMTP answer (RFC 5321 §4.2.1, RFC 3463). Only a 5xx is for good; no
 * answer, a broken connection and a 4xx are tried again.
 */
export function readRefusal(address: string, responseCode: number | null, technical: string): Refusal {
  const permanent = responseCode !== null && responseCode >= 500 && responseCode < 600;
  return {
    address,
    permanent,
    code: permanent ? reasonOf(responseCode, technical) : "late",
    technical: technical.slice(0, 400),
  };
}

function reasonOf(responseCode: number, technical: string): FailureCode {
  const status = /\b5\.\d{1,3}\.\d{1,3}\b/.exec(technical)?.[0] ?? "";
  if (/^5\.1\.(?:1|2|3|6|10)$/.test(status)) return "no-such-address";
  if (status === "5.2.2" || responseCode === 552) return status === "5.3.4" ? "too-large" : "mailbox-full";
  if (status === "5.3.4" || status === "5.2.3") return "too-large";
  if (status === "" && responseCode === 550 && unknownUser.test(technical)) return "no-such-address";
  return "refused";
}

const unknownUser =
  /user unknown|unknown user|no such (?:user|address|mailbox|recipient)|does not exist|not ours|unknown recipient|invalid recipient|mailbox unavailable/i;
