import type { Bootstrap } from "@kvit/contract/sync";
import type { MeView } from "@kvit/contract/people";
import { languageOf } from "@kvit/i18n/language";
import { ApiError, request } from "../api/request.ts";
import { guessLanguage, switchLanguage } from "../i18n/language.ts";
import { applyDensity, applyTheme } from "../app/theme.ts";
import { createSignal, useSignal } from "./signal.ts";
import { replaceTickets } from "./tickets.ts";

export type Agent = Bootstrap["agents"][number];
export type Session =
  | { readonly state: "starting" }
  | { readonly state: "out" }
  | { readonly state: "failed"; readonly error: unknown }
  | {
      readonly state: "in";
      readonly me: MeView;
      readonly agents: readonly Agent[];
      readonly departments: Bootstrap["departments"];
      readonly tags: readonly string[];
    };
export type SignedIn = Extract<Session, { state: "in" }>;

export const session = createSignal<Session>({ state: "starting" });
/** The last change of the log this app has seen. */
export const position = createSignal(0);
export const useSession = (): Session => useSignal(session);

/** The signed-in person's world; null before and after. */
export function signedIn(): SignedIn | null {
  const current = session.get();
  return current.state === "in" ? current : null;
}
/** For components below the shell, which is drawn only when somebody is signed in. */
export function useSignedIn(): SignedIn {
  const current = useSession();
  if (current.state !== "in") throw new Error("Nobody is signed in");
  return current;
}

/** Loads who is signed in and the hot set of tickets. */
export async function loadSession(): Promise<void> {
  try {
    const answer = await request<Bootstrap>("/api/app/bootstrap");
    const { agent, preferences } = answer.me;
    applyTheme(preferences.theme);
    applyDensity(preferences.density);
    await switchLanguage(languageOf(agent.language) ?? guessLanguage(), agent.timeZone);
    replaceTickets(answer.tickets);
    position.set(answer.position);
    const { me, agents, departments, tags } = answer;
    session.set({ state: "in", me, agents, departments, tags });
  } catch (error) {
    const out = error instanceof ApiError && error.status === 401;
    session.set(out ? { state: "out" } : { state: "failed", error });
  }
}
