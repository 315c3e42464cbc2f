import type { FastifyReply, FastifyRequest } from "fastify";
import { languageOf, pickLanguage } from "@kvit/i18n";
import type { CustomersDeps } from "./customers-deps.ts";
import { languageFor, type CustomerRequest } from "./find-request.ts";
import { voiceOf, type Voice } from "./pages/voice.ts";
import { selectDesk } from "./request.queries.ts";

/**
 * What a browser brings with it on these pages: the language it chose, the
 * mark of the device, the mark of a code it asked for. None of them is read
 * by script, and none leaves the site.
 */
type Cookie = "device" | "challenge" | "language";
type Site = Pick<CustomersDeps, "publicUrl">;

const languageAgeSeconds = 365 * 86_400;

/** With https the browser itself takes care that no other host can set it. */
function cookieName({ publicUrl }: Site, cookie: Cookie): string {
  return `${isSecure(publicUrl) ? "__Host-" : ""}kvit-customer-${cookie}`;
}

function isSecure(publicUrl: string): boolean {
  return publicUrl.startsWith("https:");
}

export function readCookie(site: Site, request: FastifyRequest, cookie: Cookie): string | null {
  // Not `request.cookies`: a request refused for its origin has not come so far.
  const value = request.server.parseCookie(request.headers.cookie ?? "")[cookieName(site, cookie)];
  return value === undefined || value === "" || value.length > 100 ? null : value;
}

export type NewCookie = { readonly cookie: Cookie; readonly value: string; readonly maxAge: number };

export function setCookie(site: Site, reply: FastifyReply, { cookie, value, maxAge }: NewCookie): void {
  void reply.setCookie(cookieName(site, cookie), value, {
    path: "/",
    httpOnly: true,
    // Lax: the link is opened from a webmail's page.
    sameSite: "lax",
    secure: isSecure(site.publicUrl),
    maxAge,
  });
}

export function dropCookie(site: Site, reply: FastifyReply, cookie: Cookie): void {
  setCookie(site, reply, { cookie, value: "", maxAge: 0 });
}

/** The language picked in the page's menu, kept for next time; what was picked before; null for neither. */
function chosenLanguage(site: Site, request: FastifyRequest, reply: FastifyReply): string | null {
  const { query } = request;
  const picked = typeof query === "object" && query !== null && "lang" in query ? query.lang : null;
  const language = typeof picked === "string" ? languageOf(picked) : null;
  if (language === null) return readCookie(site, request, "language");
  setCookie(site, reply, { cookie: "language", value: language, maxAge: languageAgeSeconds });
  return language;
}

/** How to speak to whoever opened this request. */
export function voiceFor(
  deps: CustomersDeps,
  { request, reply }: Visit,
  found: Pick<CustomerRequest, "language" | "timeZone">,
): Voice {
  const chosen = chosenLanguage(deps, request, reply) ?? undefined;
  return voiceOf(languageFor(chosen, found), found.timeZone, deps.clock.now());
}

export type Visit = { readonly request: FastifyRequest; readonly reply: FastifyReply };

/**
 * How to speak to somebody whom we know nothing of: the answer depends on the
 * browser alone, never on whether there was a request behind the link.
 */
export async function voiceForStranger(
  deps: CustomersDeps,
  { request, reply }: Visit,
): Promise<{ voice: Voice; desk: string }> {
  const desk = await selectDesk(deps.db, deps.accountId).catch(() => null);
  const chosen = chosenLanguage(deps, request, reply);
  const spoken = (request.headers["accept-language"] ?? "")
    .split(",")
    .map((part) => part.split(";")[0]?.trim() ?? "");
  const language = pickLanguage([chosen ?? "", ...spoken, desk?.language ?? ""]);
  return {
    voice: voiceOf(language, desk?.timeZone ?? "UTC", deps.clock.now()),
    desk: desk?.name ?? "Kvit",
  };
}
