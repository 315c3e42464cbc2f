import type { FastifyPluginAsync, FastifyReply } from "fastify";
import { z } from "zod";
import type { MessageKey } from "@kvit/i18n";
import { AppError } from "../platform/app-error.ts";
import { answerRequest } from "./answer-request.ts";
import type { CustomersDeps } from "./customers-deps.ts";
import { findDecision, type CustomerRequest } from "./find-request.ts";
import { answerForm, linkParams, markOf, newMark, problemWith, refusalSentence, storable } from "./forms.ts";
import { decisionPage } from "./pages/decision-page.ts";
import { postLimit, sendPage } from "./send-page.ts";
import { voiceFor, type Visit } from "./visit.ts";

const access = { customerLink: true } as const;
const query = z.object({
  a: z.enum(["yes", "no"]).nullable().catch(null).default(null),
  done: z.string().nullable().catch(null).default(null),
});

/** /s/…: reading never changes anything (HEAD and GET); only the form does. */
export function decisionRoutes(deps: CustomersDeps): FastifyPluginAsync {
  return async (app) => {
    app.get("/s/:token", { config: { access } }, async (request, reply) => {
      const link = await openLink(deps, request.params);
      const { a: chosen, done } = query.parse(request.query);
      return show(deps, { request, reply }, { ...link, chosen, written: done === "written" });
    });

    app.post("/s/:token", { config: { access, rateLimit: postLimit } }, async (request, reply) => {
      const link = await openLink(deps, request.params);
      const said = answerForm.parse(request.body ?? {});
      const again = async (error: MessageKey) =>
        show(deps, { request, reply: reply.status(422) }, { ...link, error, text: said.text });
      const problem = problemWith(said.text);
      if (problem !== null) return again(problem);
      try {
        const outcome = await answerRequest(deps, {
          ticketId: link.found.stored.ticket.id,
          answer: said.answer,
          text: storable(said.click === null ? said.text : clicked(deps, { request, reply }, link)),
          mark: markOf(said),
        });
        const isThanked = outcome === "written" || outcome === "followed-up";
        return await reply.redirect(isThanked ? `${link.path}?done=written` : link.path, 303);
      } catch (error) {
        const sentence = refusalSentence(error);
        if (sentence === null) throw error;
        return await again(sentence);
      }
    });
  };
}

/** One click in a reminder is a word of its own: it stops the ladder and stands in the conversation. */
function clicked(deps: CustomersDeps, visit: Visit, { found }: Link): string {
  return voiceFor(deps, visit, found).say("customer.stillNeedHelp");
}

type Link = { readonly path: string; readonly found: CustomerRequest };

async function openLink(deps: CustomersDeps, given: unknown): Promise<Link> {
  const { token } = linkParams.parse(given);
  const found = await findDecision(deps, token);
  if (found === null) throw new AppError("not-found");
  return { found, path: `/s/${encodeURIComponent(token)}` };
}

type Shown = Link & {
  readonly chosen?: "yes" | "no" | null;
  readonly written?: boolean;
  readonly error?: MessageKey;
  readonly text?: string;
};

function show(deps: CustomersDeps, visit: Visit, shown: Shown): FastifyReply {
  const { found, path } = shown;
  const page = decisionPage({
    voice: voiceFor(deps, visit, found),
    request: found,
    path,
    conversationPath: (id) => conversationPathOf(deps, id, found),
    chosen: shown.chosen ?? null,
    written: shown.written ?? false,
    mark: newMark(),
    error: shown.error,
    text: shown.text,
  });
  return sendPage(visit.reply, page);
}

/** Where a request's conversation is read; behind its code. */
export function conversationPathOf(
  { links }: Pick<CustomersDeps, "links">,
  ticketId: number,
  { contact }: Pick<CustomerRequest, "contact">,
): string {
  return `/r/${encodeURIComponent(links.conversationToken(ticketId, contact.id))}`;
}
