import { describe, expect, it } from "vitest";
import { isEasilyGuessed } from "./easily-guessed.ts";

const about = ["ana.kos@primer.test", "Ana Kos", "Primer Shop", "Kvit"];

describe("a password", () => {
  it.each([
    [
      "runs",
      "0123456789",
      "9876543210",
      "abcdefghijkl",
      "ABCDEFGHIJ12",
      "qwertyuiop",
      "qwertzuiop",
      "1q2w3e4r5t",
    ],
    ["runs on keys", "1qaz2wsx3edc", "asdfghjkl1234", "q1w2e3r4t5y6", "zaq1xsw2cde3", "azertyuiop12"],
    ["repeats", "aaaaaaaaaaaa", "abababababab", "abcabcabcabc", "1111122222", "xk9!xk9!xk9!"],
    [
      "common words",
      "password12",
      "P@ssw0rd1234",
      "passwordpassword",
      "Welcome2026!",
      "letmein12345",
      "iloveyou123!",
    ],
    [
      "words of six languages",
      "mojegeslo12",
      "hasło123456",
      "heslo12345",
      "passord1234",
      "Sommer2026!!",
      "Jesień2025",
    ],
    [
      "who it is",
      "ana.kos@primer.test",
      "AnaKos2026",
      "anakosprimer",
      "primershop12",
      "KvitKvit2026",
      "kvit-primer-1",
    ],
  ])("of %s is easily guessed", (_what, ...passwords) => {
    for (const password of passwords)
      expect([password, isEasilyGuessed(password, about)]).toEqual([password, true]);
  });

  it.each([
    "correct horse battery",
    "correct horse battery staple",
    "eleven green hats",
    "another password",
    "a password of mine",
    "long enough now",
    "tq7-vbm2-xxr",
    "7394058261",
    "dolga pot do Kranja",
    "ana likes old trams",
    "密碼不是這個而是別的",
    "🐙🦊 blå ørn 4",
    "🐙🦊🐢🦉🐝",
    "k#9!x$2@q%",
  ])("of one's own passes: %s", (password) => {
    expect(isEasilyGuessed(password, about)).toBe(false);
  });

  it("does not become one by capitals or by the form of its letters", () => {
    expect(isEasilyGuessed("ＰＡＳＳＷＯＲＤ１２", about)).toBe(true);
    expect(isEasilyGuessed("PrImErShOp12", about)).toBe(true);
  });
});
