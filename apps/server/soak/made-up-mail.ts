/** A believable mail with its own sender, so that no limit per sender holds it back. Now and then with a file. */
export function madeUpMail(index: number, run: string, random: () => number): Buffer {
  const words = Array.from({ length: 20 + Math.floor(random() * 200) }, () => pick(vocabulary, random)).join(
    " ",
  );
  const head = [
    `Received: from mx${Math.floor(random() * 9)}.world.test by desk.test; Sun, 22 Nov 2026 12:00:00 +0000`,
    `From: =?utf-8?Q?Stranka_=C5=A0t._${index}?= <s${index}.${run}@customer.test>`,
    "To: support@desk.test",
    `Subject: ${pick(vocabulary, random)} ${index}`,
    `Message-ID: <${index}.${run}@customer.test>`,
    "Date: Sun, 22 Nov 2026 12:00:00 +0000",
    "MIME-Version: 1.0",
  ];
  const text = `Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: 8bit\r\n\r\nNumber ${index}. ${words}\r\n`;
  if (random() < 0.8) return Buffer.from(`${head.join("\r\n")}\r\n${text}`);
  const file = Buffer.alloc(Math.floor(random() * 60_000), index)
    .toString("base64")
    .replace(/.{76}/g, "$&\r\n");
  const parts = [
    `--b\r\n${text}`,
    `--b\r\nContent-Type: application/pdf; name=report-${index}.pdf\r\nContent-Transfer-Encoding: base64\r\n\r\n${file}\r\n--b--\r\n`,
  ];
  return Buffer.from(
    `${head.join("\r\n")}\r\nContent-Type: multipart/mixed; boundary="b"\r\n\r\n${parts.join("")}`,
  );
}

const vocabulary =
  "printer račun faktura zwrot ordine objednávka regning vračilo paket dostava gori čaka please hvala takk dziękuję grazie děkuji".split(
    " ",
  );

function pick<Item>(items: readonly Item[], random: () => number): Item {
  const item = items[Math.floor(random() * items.length)];
  if (item === undefined) throw new RangeError("Nothing to pick from.");
  return item;
}
