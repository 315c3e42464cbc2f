import type { AttachmentView } from "@kvit/contract/tickets";
import type { Problem } from "@kvit/contract/wire";
import { explain } from "../api/explain.ts";
import { ApiError, newKey } from "../api/request.ts";
import { changeDraft, getDraft, type DraftFile, type DraftKind } from "./drafts.ts";

type Place = { readonly number: number; readonly kind: DraftKind };

/** Files given in this visit, by the key of their line; they can be sent up again. */
const given = new Map<string, File>();
const running = new Map<string, { readonly call: XMLHttpRequest; readonly ended: Promise<void> }>();
/** How each sending up ended, also after its draft was sent. */
const outcomes = new Map<string, Partial<DraftFile>>();

/** Adds files to a draft and sends them up side by side; a refused one stays with its reason, the others go on. */
export function attach(place: Place, files: readonly File[]): void {
  const lines = files.map((file): DraftFile => {
    const key = newKey();
    given.set(key, file);
    return { key, name: file.name, size: file.size, type: file.type, id: null, progress: 0, error: null };
  });
  if (lines.length === 0) return;
  changeDraft(place.number, place.kind, { files: [...getDraft(place.number, place.kind).files, ...lines] });
  for (const line of lines) upload(place, line.key);
}

export function removeFile({ number, kind }: Place, key: string): void {
  running.get(key)?.call.abort();
  given.delete(key);
  changeDraft(number, kind, { files: getDraft(number, kind).files.filter((file) => file.key !== key) });
}

/**
 * Files that were part of a message taken back. They belong to that message for
 * good, so they are sent up anew; a file given before the page was loaded is
 * read back from the server first.
 */
export function attachAgain(place: Place, files: readonly DraftFile[]): void {
  const lines = files.map((file) => ({ ...file, key: newKey(), id: null, progress: 0, error: null }));
  changeDraft(place.number, place.kind, { files: lines });
  files.forEach((file, index) => {
    const key = lines[index]?.key ?? "";
    const known = given.get(file.key);
    if (known !== undefined) {
      given.set(key, known);
      upload(place, key);
    } else if (file.id !== null) {
      void readBack(place, key, file);
    }
  });
}

async function readBack(place: Place, key: string, file: DraftFile): Promise<void> {
  try {
    given.set(key, await fetchFile(file));
    upload(place, key);
  } catch (error) {
    change(place, key, { error: explain(error) });
  }
}

async function fetchFile({ id, name, type }: DraftFile): Promise<File> {
  const answer = await fetch(`/api/v1/attachments/${id}`, { credentials: "same-origin" });
  if (!answer.ok) throw new ApiError(answer.status, null, answer.statusText);
  return new File([await answer.blob()], name, { type });
}

/** The files as they are once all that were on their way have arrived or failed. */
export async function whenUploaded(files: readonly DraftFile[]): Promise<readonly DraftFile[]> {
  await Promise.all(files.flatMap((file) => running.get(file.key)?.ended ?? []));
  return files.map((file) => ({ ...file, ...outcomes.get(file.key) }));
}

function upload(place: Place, key: string): void {
  const file = given.get(key);
  if (file === undefined) return;
  // fetch cannot tell how much has gone up
  const call = new XMLHttpRequest();
  call.open("POST", "/api/v1/attachments");
  call.responseType = "json";
  call.upload.addEventListener("progress", (event) => {
    if (event.lengthComputable) change(place, key, { progress: event.loaded / event.total });
  });
  const ended = new Promise<void>((resolve) => {
    call.addEventListener("loadend", () => {
      const outcome = outcomeOf(call);
      outcomes.set(key, outcome);
      running.delete(key);
      change(place, key, outcome);
      resolve();
    });
  });
  running.set(key, { call, ended });
  const form = new FormData();
  form.append("file", file, file.name);
  call.send(form);
}

function outcomeOf(call: XMLHttpRequest): Partial<DraftFile> {
  if (call.status === 201) {
    const answer: { readonly items: readonly AttachmentView[] } = call.response;
    const [kept] = answer.items;
    if (kept !== undefined) return { id: kept.id, name: kept.filename, progress: 1 };
  }
  const problem: Problem | null = call.response;
  return { error: explain(new ApiError(call.status, problem, call.statusText)) };
}

/** Changes a file's line, when its draft still has it. */
function change({ number, kind }: Place, key: string, patch: Partial<DraftFile>): void {
  const { files } = getDraft(number, kind);
  if (!files.some((file) => file.key === key)) return;
  changeDraft(number, kind, {
    files: files.map((file) => (file.key === key ? { ...file, ...patch } : file)),
  });
}
