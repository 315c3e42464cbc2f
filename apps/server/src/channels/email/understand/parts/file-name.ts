import { cutText, plainLabel } from "../text/well-formed.ts";

const maxLength = 200;
const maxExtension = 20;
const reserved = /^(?:con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³]|conin\$|conout\$)(?:\.|$)/i;

/**
 * A name that is safe to show and to offer for download: the last step of
 * whatever path came, without control and direction characters, without the
 * characters and device names that Windows refuses, at most 200 UTF-16 units
 * with the extension kept. Never empty.
 */
export function cleanFileName(name: string, contentType: string): string {
  const lastStep = plainLabel(name, 10_000)
    .split(/[/\\]/)
    .findLast((step) => step.trim() !== "");
  const plain = (lastStep ?? "")
    .normalize("NFC")
    .replace(/[<>:"|?*]/g, "_")
    .replace(/[\u200b-\u200d\ufeff]/g, "")
    .replace(/^[.\s]+|[.\s]+$/g, "");
  if (plain === "") return defaultName(contentType);
  return shorten(reserved.test(plain) ? `_${plain}` : plain);
}

function shorten(name: string): string {
  if (name.length <= maxLength) return name;
  const dot = name.lastIndexOf(".");
  const extension = dot > 0 && name.length - dot <= maxExtension ? name.slice(dot) : "";
  return cutText(name, maxLength - extension.length) + extension;
}

/** What a part without a name is called: by its type. */
export function defaultName(contentType: string): string {
  const known = namesByType[contentType];
  if (known !== undefined) return known;
  const [type, subtype = ""] = contentType.split("/");
  const extension = /^[a-z0-9]{2,5}$/.test(subtype) ? subtype : "bin";
  return type === "image" ? `picture.${extension}` : `attachment.${type === "text" ? "txt" : extension}`;
}

const namesByType: Readonly<Record<string, string>> = {
  "message/rfc822": "message.eml",
  "message/global": "message.eml",
  "message/delivery-status": "delivery-status.txt",
  "message/disposition-notification": "disposition-notification.txt",
  "message/feedback-report": "feedback-report.txt",
  "text/rfc822-headers": "headers.txt",
  "text/calendar": "invitation.ics",
  "text/html": "page.html",
  "text/plain": "text.txt",
  "text/csv": "table.csv",
  "text/vcard": "contact.vcf",
  "image/jpeg": "picture.jpg",
  "image/svg+xml": "picture.svg",
  "application/pgp-signature": "signature.asc",
  "application/pkcs7-signature": "smime.p7s",
  "application/pkcs7-mime": "smime.p7m",
  "application/rtf": "text.rtf",
  "application/ms-tnef": "winmail.dat",
  "application/octet-stream": "attachment.bin",
};
