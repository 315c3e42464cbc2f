import { describe, expect, it } from "vitest";
import { foldReply } from "./fold-reply.ts";
import { isReplyMarker, REPLY_MARKER } from "./reply-marker.ts";

const marta = "Marta <marta@desk.example>";

const attributions: readonly (readonly [string, string])[] = [
  ["en Gmail", `On Thu, 26 Nov 2026 at 11:06, ${marta} wrote:`],
  ["en Apple", `On 26 Nov 2026, at 11:06, ${marta} wrote:`],
  ["sl Gmail", `V V čet., 26. nov. 2026 ob 11:06 je oseba ${marta} napisala:`],
  ["sl Apple", `Dne 26. nov. 2026 ob 11:06 je ${marta} napisal/a:`],
  ["sl Thunderbird", "Dne 26. 11. 2026 ob 11:06 je Marta napisal(a):"],
  ["nb Gmail", `tor. 26. nov. 2026 kl. 11:06 skrev ${marta}:`],
  ["nb Apple", `Den 26. nov. 2026 kl. 11:06 skrev ${marta}:`],
  ["nb Thunderbird", "Den 26.11.2026 11:06, skrev Marta:"],
  ["pl Gmail", `czw., 26 lis 2026 o 11:06 ${marta} napisał(a):`],
  ["pl Apple", `Wiadomość napisana przez ${marta} w dniu 26 lis 2026, o godz. 11:06:`],
  ["pl Thunderbird", "W dniu 26.11.2026 o 11:06, Marta pisze:"],
  ["it Gmail", `Il giorno gio 26 nov 2026 alle ore 11:06 ${marta} ha scritto:`],
  ["it Apple", `Il giorno 26 nov 2026, alle ore 11:06, ${marta} ha scritto:`],
  ["it Thunderbird", "Il 26/11/2026 11:06, Marta ha scritto:"],
  ["cs Gmail", `čt 26. 11. 2026 v 11:06 odesílatel ${marta} napsal:`],
  ["cs Apple", `26. 11. 2026 v 11:06, ${marta}:`],
  ["cs Thunderbird", "Dne 26.11.2026 v 11:06 Marta napsal(a):"],
];

const blocks: readonly (readonly [string, string])[] = [
  ["en", `From: ${marta}\nSent: Thursday, November 26, 2026 11:06\nTo: Ann\nSubject: Refund`],
  ["sl", `Od: ${marta}\nPoslano: četrtek, 26. november 2026 11:06\nZa: Ana\nZadeva: Vračilo`],
  ["nb", `Fra: ${marta}\nSendt: torsdag 26. november 2026 11:06\nTil: Kari\nEmne: Refusjon`],
  ["pl", `Od: ${marta}\nWysłano: czwartek, 26 listopada 2026 11:06\nDo: Jan\nTemat: Zwrot`],
  ["it", `Da: ${marta}\nInviato: giovedì 26 novembre 2026 11:06\nA: Giulia\nOggetto: Rimborso`],
  ["cs", `Od: ${marta}\nOdesláno: čtvrtek 26. listopadu 2026 11:06\nKomu: Petr\nPředmět: Vrácení`],
];

const wrapped = (line: string): string => line.replace(/^(.{40}\S*) /u, "$1\n");

describe("folding a reply", () => {
  it.each(attributions)(
    "knows the attribution of %s, marked, unmarked, wrapped and above answers",
    (_who, line) => {
      expect(foldReply(`New words.\n\n${line}\n\n> Old\n> words`)).toBe("New words.");
      expect(foldReply(`New words.\n\n${line}\nOld\n\nwords`)).toBe("New words.");
      expect(foldReply(`New words.\n\n${wrapped(line)}\n> Old`)).toBe("New words.");
      expect(foldReply(`${line}\n> Old?\n\nNew words.\n\n> Older`)).toBe("New words.");
    },
  );

  it.each(blocks)("knows the header block of Outlook in %s", (_language, block) => {
    expect(foldReply(`New words.\n\n${block}\n\nOld words`)).toBe("New words.");
    expect(foldReply(`New words.\n________________________________\n${block}\n\nOld words`)).toBe(
      "New words.",
    );
    expect(foldReply(`New words.\n\n${block.replace(/^(\S+)/gm, "*$1*")}\n\nOld words`)).toBe("New words.");
    expect(foldReply(`${block}\n> Old?\n\nNew words.`)).toBe("New words.");
  });

  it.each([
    "-----Original Message-----",
    "----- Izvirno sporočilo -----",
    "-----Opprinnelig melding-----",
    "-----Oryginalna wiadomość-----",
    "-----Messaggio originale-----",
    "---------- Původní e-mail ----------",
  ])("cuts at %s", (line) => {
    expect(foldReply(`New words.\n\n${line}\nOld words`)).toBe("New words.");
  });

  it("cuts at our own marker however a mail program dressed it", () => {
    expect(isReplyMarker(REPLY_MARKER)).toBe(true);
    for (const line of [
      REPLY_MARKER,
      ` ${REPLY_MARKER} `,
      "---- ✂ ----",
      "──── ✂️ ────",
      `*${REPLY_MARKER}`,
    ]) {
      expect(foldReply(`New words.\n\n${line}\n\nOld words`)).toBe("New words.");
    }
    expect(foldReply("Use ✂ to cut.\nDone.")).toBe("Use ✂ to cut.\nDone.");
  });

  it.each([
    ["Sent from my iPhone"],
    ["Poslano iz mojega iPhona"],
    ["Sendt fra min iPhone"],
    ["Wysłane z iPhone'a"],
    ["Inviato da iPhone"],
    ["Odesláno z iPhonu"],
    ["-- \nAnn\n+386 1 234"],
    ["Lep pozdrav,\nAna Kovač\nPrimer d.o.o."],
    ["Med vennlig hilsen\nKari Holm"],
    ["Z poważaniem\nJan Nowak"],
    ["Cordiali saluti,\nGiulia"],
    ["S pozdravem\nPetr Dvořák"],
  ])("folds the signature %j", (signature) => {
    expect(foldReply(`New words here.\n\n${signature}`)).toBe("New words here.");
  });

  it.each([
    "Lep pozdrav vsem v oddelku, imam vprašanje.",
    "Sent from my desk, is much easier than my phone.",
    "Best regards,\nAnn\n\nPS: please call me before five.",
    "Key points\n----\n\nThe line above is not a signature at all.",
    "He wrote that on 3 May 2026: nothing came.",
    "Il mio collega ha scritto:\nnon funziona.",
    "From: is the label of the field I mean.",
    "Od: petka ne dela.",
    "I use 3 > 2 and a -> b.",
  ])("leaves %j alone", (text) => {
    expect(foldReply(text)).toBe(text);
  });

  it("keeps what was forwarded, as it is new to us", () => {
    const forwarded = "---------- Wiadomość przekazana ---------\nOd: Bank <b@bank.example>\n\nOdmowa.";
    expect(foldReply(`Proszę spojrzeć.\n\n${forwarded}`)).toBe(`Proszę spojrzeć.\n\n${forwarded}`);
    const block = blocks[0]?.[1] ?? "";
    expect(foldReply(`Look.\n\n${block}\n\nTheir words`, { subject: "FW: x" })).toBe(
      `Look.\n\n${block}\n\nTheir words`,
    );
  });

  it.each(["> only\n> a quote", "-- \nonly a signature", REPLY_MARKER, attributions[0]?.[1] ?? ""])(
    "shows everything rather than nothing of %j",
    (text) => {
      expect(foldReply(text).trim()).toBe(text.trim());
    },
  );

  it.each([
    "\n",
    "On a 2026\n",
    "Dnia \n",
    "abc. skrev\n",
    "From: x\nfoo\n",
    "> a\n",
    "-- \n",
    "Regards\n",
    "a <b> schrieb <c> \n",
    "x ",
    "Op a\n",
    "abc.\n skrev \n",
    " \t",
  ])("takes linear time for endless repeats of %j", (piece) => {
    const text = piece.repeat(Math.ceil(400_000 / piece.length));
    const tail = piece.repeat(Math.ceil(5900 / piece.length));
    const start = performance.now();
    foldReply(text);
    foldReply(tail);
    expect(performance.now() - start).toBeLessThan(4000);
  });
});
