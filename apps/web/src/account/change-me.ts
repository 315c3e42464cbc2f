import type { ChangeMe, MeView } from "@kvit/contract/people";
import { languageOf } from "@kvit/i18n/language";
import { request } from "../api/request.ts";
import { applyDensity, applyTheme } from "../app/theme.ts";
import { currentWords, switchLanguage } from "../i18n/language.ts";
import { session, signedIn } from "../store/session.ts";

/** Changes oneself on the server, and the app with it: language, zone, theme and rows follow at once. */
export async function changeMe(change: ChangeMe): Promise<void> {
  take(await request<MeView>("/api/app/me", { method: "PATCH", body: change }));
  if (change.language !== undefined || change.timeZone !== undefined) await speak();
}

/** Asks who one is again, after something about it changed elsewhere. */
export async function reloadMe(): Promise<void> {
  take(await request<MeView>("/api/app/me"));
}

function take(me: MeView): void {
  const current = signedIn();
  if (current === null) return;
  session.set({ ...current, me });
  applyTheme(me.preferences.theme);
  applyDensity(me.preferences.density);
}

async function speak(): Promise<void> {
  const agent = signedIn()?.me.agent;
  if (agent === undefined) return;
  await switchLanguage(languageOf(agent.language) ?? currentWords().language, agent.timeZone);
}
