import type { Preferences } from "@kvit/contract/people";
import { request } from "../api/request.ts";
import { session, signedIn } from "./session.ts";

/**
 * Keeps a choice of the person: here at once, on the server in the background.
 * A choice that could not be kept there is kept on this device all the same.
 */
export function keepPreference(change: Partial<Preferences>): void {
  const current = signedIn();
  if (current === null) return;
  const preferences = { ...current.me.preferences, ...change };
  session.set({ ...current, me: { ...current.me, preferences } });
  void request("/api/app/me", { method: "PATCH", body: { preferences: change } }).catch(() => null);
}
