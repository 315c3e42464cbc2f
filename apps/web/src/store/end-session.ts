import { onSignedOut, request } from "../api/request.ts";
import { forgetDrafts } from "./drafts.ts";
import { session, signedIn } from "./session.ts";

/** Says to the sign-in page, once, that the session did not end by the person's own hand here. */
const endedKey = "kvit.ended";

/** From the first answer that no longer knows this person, nothing of theirs stays on the screen. */
export function watchSession(): void {
  onSignedOut(() => {
    if (signedIn() === null) return;
    leave(() => sessionStorage.setItem(endedKey, "1"));
    const here = `${location.pathname}${location.search}`;
    location.replace(`/sign-in?next=${encodeURIComponent(here)}`);
  });
}

/** Ends the session here and on the server, and forgets what was loaded. */
export async function signOut(): Promise<void> {
  onSignedOut(() => undefined);
  await request("/api/auth/sign-out", { method: "POST" }).catch(() => null);
  leave();
  location.assign("/sign-in");
}

/** Whether the sign-in page has to explain itself; told once. */
export function takeEnded(): boolean {
  const ended = sessionStorage.getItem(endedKey) !== null;
  sessionStorage.removeItem(endedKey);
  return ended;
}

/**
 * Takes everything off the screen; the page that follows begins with an empty
 * memory. Of the drafts only text that the server does not have yet stays on
 * the device, out of sight until the same person signs in.
 */
function leave(note?: () => void): void {
  forgetDrafts();
  session.set({ state: "out" });
  sessionStorage.clear();
  note?.();
}
