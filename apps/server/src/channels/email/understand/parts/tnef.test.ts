import { createHash } from "node:crypto";
import { describe, expect, it } from "vitest";
import { hasCorpora, readCorpus, whySkipped } from "../test/corpora.ts";
import { readTnef } from "./tnef.ts";

const sha256 = (bytes: Uint8Array): string => createHash("sha256").update(bytes).digest("hex");

describe("winmail.dat", () => {
  it.skipIf(!hasCorpora)(`T55: gives its two files and its RTF text byte for byte${whySkipped}`, () => {
    const content = readTnef(readCorpus("mimekit-tnef/winmail.tnef"));
    expect(content?.files.map((file) => [file.name, file.content.length, sha256(file.content)])).toEqual([
      ["Untitled Attachment", 29200, "0d41694376064226e8029d4008bd57726d4c763805542206e6a49c109a143944"],
      ["Untitled Attachment", 68624, "3f9e7c77d1bd77b31f2de5483507e7f4e1c86bae2514d6ccc0f61edca86346ed"],
    ]);
    expect(content?.rtf?.length).toBe(13412);
    expect(sha256(content?.rtf ?? new Uint8Array())).toBe(
      "cad7003a27529058a508e95ef8df485d7e85eaab31bf2a80ef30091e03dd13f2",
    );
  });

  it.skipIf(!hasCorpora)(`T55: cut short anywhere gives what was whole and never fails${whySkipped}`, () => {
    const whole = readCorpus("mimekit-tnef/winmail.tnef");
    for (let length = 0; length < whole.length; length += 997) {
      const content = readTnef(whole.subarray(0, length));
      expect(content?.files.length ?? 0).toBeLessThanOrEqual(2);
    }
  });

  it("T55: anything else is not taken for one", () => {
    expect(readTnef(Buffer.from("not a container at all"))).toBeNull();
    expect(readTnef(new Uint8Array())).toBeNull();
  });
});
