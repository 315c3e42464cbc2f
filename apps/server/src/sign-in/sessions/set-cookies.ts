import type { FastifyReply } from "fastify";
import { challengeAge, sessionAge } from "../durations.ts";
import type { SignedIn } from "../sign-in.ts";
import type { Cookies } from "./cookies.ts";

const deviceAge = 12 * sessionAge;

/** Hands the browser its session and the device's mark, and takes a finished challenge back. */
export function giveSession(reply: FastifyReply, cookies: Cookies, { session, device }: SignedIn): void {
  void reply.setCookie(cookies.nameOf("session"), session, cookies.options(sessionAge));
  giveDevice(reply, cookies, device);
  drop(reply, cookies, "challenge");
}

/** The session goes on under another token. */
export function renewCookie(reply: FastifyReply, cookies: Cookies, token: string): void {
  void reply.setCookie(cookies.nameOf("session"), token, cookies.options(sessionAge));
}

export function giveDevice(reply: FastifyReply, cookies: Cookies, device: string): void {
  void reply.setCookie(cookies.nameOf("device"), device, cookies.options(deviceAge));
}

export function giveChallenge(reply: FastifyReply, cookies: Cookies, challenge: string): void {
  void reply.setCookie(cookies.nameOf("challenge"), challenge, cookies.options(challengeAge));
}

/** After signing out the device stays known. */
export function dropSession(reply: FastifyReply, cookies: Cookies): void {
  drop(reply, cookies, "session");
  drop(reply, cookies, "challenge");
}

function drop(reply: FastifyReply, cookies: Cookies, kind: "session" | "challenge"): void {
  void reply.setCookie(cookies.nameOf(kind), "", cookies.options(0));
}
