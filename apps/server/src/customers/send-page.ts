import type { FastifyReply } from "fastify";
import { networkOf } from "../sign-in/tries/network.ts";

export function sendPage(reply: FastifyReply, page: string): FastifyReply {
  return reply.type("text/html; charset=utf-8").send(page);
}

/** Forms sent from one network in five minutes: room for an office, none for a machine that tries codes. */
export const postLimit = {
  max: 120,
  timeWindow: 5 * 60_000,
  keyGenerator: (request: { readonly ip: string }) => networkOf(request.ip),
};
