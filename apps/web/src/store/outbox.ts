import { changeDraft, getDraft, type Draft, type DraftKind } from "./drafts.ts";
import { signedIn } from "./session.ts";

/** Text that was sent and that the server has not confirmed: should the tab die now, it comes back as a draft. */
type Kept = { readonly number: number; readonly kind: DraftKind; readonly draft: Draft; readonly at: number };
const storageKey = () => `kvit.outbox.${signedIn()?.me.agent.id ?? 0}`;

export function keepOutbox(key: string, kept: Kept): void {
  write({ ...read(), [key]: kept });
}

export function forgetOutbox(key: string): void {
  const { [key]: _gone, ...rest } = read();
  write(rest);
}

/** Long enough for another tab of the same person to have finished its sending. */
const patienceMs = 20_000;

/** After a start: what an earlier visit could not bring to the server becomes a draft again. */
export function reviveOutbox(): void {
  const startedAt = Date.now();
  if (Object.keys(read()).length === 0) return;
  setTimeout(() => {
    for (const [key, { number, kind, draft, at }] of Object.entries(read())) {
      if (at > startedAt) continue;
      const present = getDraft(number, kind);
      const files = [...draft.files.filter((file) => file.id !== null), ...present.files];
      changeDraft(number, kind, { html: draft.html + present.html, cc: draft.cc, files });
      forgetOutbox(key);
    }
  }, patienceMs);
}

function read(): Readonly<Record<string, Kept>> {
  try {
    const kept: Readonly<Record<string, Kept>> | null = JSON.parse(
      localStorage.getItem(storageKey()) ?? "{}",
    );
    return kept ?? {};
  } catch {
    return {};
  }
}

function write(all: Readonly<Record<string, Kept>>): void {
  if (Object.keys(all).length === 0) localStorage.removeItem(storageKey());
  else localStorage.setItem(storageKey(), JSON.stringify(all));
}
