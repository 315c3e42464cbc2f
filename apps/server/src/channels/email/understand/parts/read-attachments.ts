import { decodeHeaderText } from "../headers/encoded-words.ts";
import type { MailAttachment } from "../parsed-mail.ts";
import { cutText, wellFormed } from "../text/well-formed.ts";
import { cleanFileName } from "./file-name.ts";
import type { Part } from "./part-tree.ts";
import { createNameRepair, type NameRepair } from "./raw-name.ts";
import { readTnef, type TnefContent } from "./tnef.ts";

/** An attachment before it is known which pictures the HTML shows. */
export type FoundAttachment = Omit<MailAttachment, "inline">;

export type AttachmentHarvest = {
  readonly attachments: readonly FoundAttachment[];
  /** Bodies that stood inside a winmail.dat, for mails that have none outside. */
  readonly tnef: TnefContent | null;
};

const maxOriginalName = 10_000;

/** The attachments of a mail, winmail.dat unpacked. What cannot be unpacked is passed on as it is and flagged. */
export function readAttachments(
  parts: readonly Part[],
  raw: Uint8Array,
  flags: Set<string>,
): AttachmentHarvest {
  const attachments: FoundAttachment[] = [];
  const repair = createNameRepair(raw);
  let body: TnefContent | null = null;
  for (const part of parts) {
    const originalName = nameOf(part, repair);
    const tnef = isTnef(part, originalName) ? readTnef(part.content) : null;
    if (tnef !== null) {
      flags.add("tnef-unpacked");
      body ??= tnef;
      for (const file of tnef.files) {
        attachments.push(asAttachment(file.name, file.contentType ?? "", file.contentId, file.content));
      }
      continue;
    }
    if (isTnef(part, originalName)) flags.add("tnef-kept");
    attachments.push(asAttachment(originalName, part.type, part.contentId, part.content));
  }
  return { attachments, tnef: body };
}

export function asAttachment(
  originalName: string,
  type: string,
  contentId: string | null,
  content: Uint8Array<ArrayBuffer>,
): FoundAttachment {
  const contentType = /^[a-z0-9][\w.+-]{0,60}\/[\w.+-]{1,80}$/.test(type) ? type : "application/octet-stream";
  return {
    filename: cleanFileName(originalName, contentType),
    originalName: cutText(wellFormed(originalName), maxOriginalName),
    contentType,
    contentId: normaliseContentId(contentId),
    content,
    size: content.byteLength,
  };
}

/** Without brackets and spaces; null when nothing is left. */
function normaliseContentId(contentId: string | null): string | null {
  const id = wellFormed(contentId ?? "").replace(/[<>\s]/g, "");
  return id === "" || id.length > 500 ? null : id;
}

function nameOf(part: Part, repair: NameRepair): string {
  const written = part.dispositionParameters["filename"] ?? part.parameters["name"] ?? "";
  const name = decodeHeaderText(written);
  return name.includes("\uFFFD") ? (repair(name) ?? name) : name;
}

const isTnef = (part: Part, name: string): boolean =>
  part.type === "application/ms-tnef" ||
  part.type === "application/vnd.ms-tnef" ||
  /^winmail\.dat$/i.test(name);
