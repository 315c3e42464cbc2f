import { describe, expect, it } from "vitest";
import { canonicalCharset, decodeText } from "./charset.ts";

const tables = new Map<string, ReadonlyMap<string, readonly number[]>>();

/** Encodes by looking every character up in the decoder's table: the tests need no encoder beside it. */
function encode(text: string, charset: string): Uint8Array {
  const table = tables.get(charset) ?? tableOf(charset);
  tables.set(charset, table);
  return new Uint8Array(Array.from(text).flatMap((char) => table.get(char) ?? []));
}

function tableOf(charset: string): ReadonlyMap<string, readonly number[]> {
  const table = new Map<string, number[]>();
  const decoder = new TextDecoder(charset);
  for (let first = 0; first < 256; first += 1) {
    const single = decoder.decode(new Uint8Array([first]));
    if (single.length === 1 && single !== "\uFFFD" && !table.has(single)) table.set(single, [first]);
  }
  for (let first = 0x81; first < 255; first += 1) {
    for (let second = 0x40; second < 255; second += 1) {
      const pair = decoder.decode(new Uint8Array([first, second]));
      if (pair.length === 1 && !table.has(pair)) table.set(pair, [first, second]);
    }
  }
  return table;
}

const sentences: readonly (readonly [string, string])[] = [
  ["windows-1250", "Dobrý den, děkuji za rychlou odpověď, peníze už přišly. Jiří Žák"],
  ["windows-1250", "Pozdravljeni, še vedno čakam na račun in vračilo. Hvala, Matjaž Škof"],
  ["windows-1250", "Dzień dobry, proszę o zwrot pieniędzy za zamówienie, łącznie 120 złotych."],
  ["iso-8859-2", "Dobrý den, děkuji za rychlou odpověď, peníze už přišly. Jiří Žák"],
  ["iso-8859-2", "Pozdravljeni, še vedno čakam na račun in vračilo. Hvala, Matjaž Škof"],
  ["iso-8859-2", "Dzień dobry, proszę o zwrot pieniędzy za zamówienie, już dziękuję."],
  ["windows-1252", "Hei, jeg har ikke fått pengene på konto ennå. Når kommer de? Hilsen Pål"],
  ["windows-1252", "Perché il rimborso non è ancora arrivato? Non è più possibile così."],
  ["windows-1251", "Здравствуйте, где мой заказ? Я его до сих пор не получил."],
  ["koi8-r", "Здравствуйте, где мой заказ? Я его до сих пор не получил."],
  ["shift_jis", "こんにちは。注文の返金についてお願いします。"],
  ["euc-jp", "こんにちは。注文の返金についてお願いします。"],
  ["gb18030", "您好，我的订单还没有收到退款，请尽快处理。"],
  ["euc-kr", "안녕하세요. 주문한 상품의 환불을 아직 받지 못했습니다."],
];

describe("decoding text", () => {
  it.each(sentences)("T54: finds %s without a label: %s", (charset, sentence) => {
    expect(decodeText(encode(sentence, charset), null)).toEqual({ text: sentence, guessed: true });
  });

  it.each(sentences)("T54: finds %s under the label us-ascii: %s", (charset, sentence) => {
    expect(decodeText(encode(sentence, charset), "us-ascii").text).toBe(sentence);
  });

  it.each(sentences)("believes the label %s while the bytes bear it out: %s", (charset, sentence) => {
    expect(decodeText(encode(sentence, charset), charset)).toEqual({ text: sentence, guessed: false });
  });

  it("T54: sees Shift_JIS under the label ISO-2022-JP", () => {
    const sentence = "注文の返金についてお願いします。";
    expect(decodeText(encode(sentence, "shift_jis"), "iso-2022-jp")).toEqual({
      text: sentence,
      guessed: true,
    });
  });

  it.each(["iso-8859-1", "windows-1250", "koi8-r", "iso-2022-kr", "x-unknown"])(
    "T54: sees UTF-8 under the label %s",
    (label) => {
      const sentence = "Děkuji, peníze přišly v pořádku.";
      expect(decodeText(Buffer.from(sentence), label).text).toBe(sentence);
    },
  );

  it("T54: reads UTF-7 as the ASCII it is written in, so that nothing hidden comes alive", () => {
    expect(decodeText(Buffer.from("+ADw-script+AD4-"), "utf-7").text).toBe("+ADw-script+AD4-");
  });

  it("keeps UTF-8 in which a few bytes are broken", () => {
    const bytes = Buffer.concat([Buffer.from("Děkuji, peníze přišly v pořádku."), Buffer.from([0xc4])]);
    expect(decodeText(bytes, "utf-8")).toEqual({
      text: "Děkuji, peníze přišly v pořádku.\uFFFD",
      guessed: false,
    });
  });

  it.each([
    ["cp1250", "windows-1250"],
    ["ISO_8859-2", "iso-8859-2"],
    ["x-cp932", "shift_jis"],
    ["ms936", "gbk"],
    ["cp65001", "utf-8"],
    ["klingon", null],
    ["", null],
  ])("knows the label %j as %j", (label, charset) => {
    expect(canonicalCharset(label)).toBe(charset);
  });

  it("decodes 20,000 made-up labels without growing", () => {
    for (let index = 0; index < 20_000; index += 1) canonicalCharset(`made-up-${index}`);
    expect(canonicalCharset("cp1250")).toBe("windows-1250");
  });
});
