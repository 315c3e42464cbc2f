import type { FastifyError, FastifyPluginAsync } from "fastify";
import { waitOf, type MessageKey } from "@kvit/i18n";
import { isAppError, type ErrorCode } from "../platform/app-error.ts";
import { isDatabaseDown } from "../platform/http/problems.ts";
import { sayWhen, waitIn } from "../platform/http/too-many.ts";
import { conversationRoutes } from "./conversation.routes.ts";
import type { CustomersDeps } from "./customers-deps.ts";
import { decisionRoutes } from "./decision.routes.ts";
import { assets } from "./pages/assets.ts";
import { newLinkRoutes } from "./new-link/new-link.routes.ts";
import { newLinkPage, noticePage } from "./pages/notice-page.ts";
import { prepareWords } from "./pages/voice.ts";
import { sendPage } from "./send-page.ts";
import { voiceForStranger, type Visit } from "./visit.ts";

const because = "Style and script of the customers' pages: the same for everybody.";

/** The pages for customers: /s/… (the decision), /r/… (the conversation), /r (new links), and what they are drawn with. */
export function customerRoutes(deps: CustomersDeps): FastifyPluginAsync {
  return async (app) => {
    prepareWords();
    for (const asset of assets) {
      app.get(asset.path, { config: { access: { public: true, because } } }, async (request, reply) => {
        const small = /\bgzip\b/.test(request.headers["accept-encoding"] ?? "");
        return reply
          .headers({
            "cache-control": "public, max-age=31536000, immutable",
            vary: "accept-encoding",
            ...(small ? { "content-encoding": "gzip" } : {}),
          })
          .type(asset.type)
          .send(small ? asset.gzipped : asset.content);
      });
    }
    await app.register(async (pages) => {
      pages.addHook("onRequest", async (_request, reply) => void reply.headers(pageHeaders));
      pages.setErrorHandler(async (error: FastifyError, request, reply) => {
        await answerWithNotice(deps, { request, reply }, error);
        return reply;
      });
      await pages.register(decisionRoutes(deps));
      await pages.register(conversationRoutes(deps));
      await pages.register(newLinkRoutes(deps));
    });
  };
}

/**
 * Stricter than the desk's own: no inline style, and the address, which is the
 * key to the page, is told to nobody. "same-origin" rather than "no-referrer":
 * under the latter a browser sends its forms with `Origin: null` (Fetch §3.2),
 * and what comes from our own page could not be told from what does not.
 */
const pageHeaders = {
  "content-security-policy":
    "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'; img-src data:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
  "referrer-policy": "same-origin",
  "cache-control": "no-store",
  "x-robots-tag": "noindex, nofollow, noarchive",
  "cross-origin-resource-policy": "same-origin",
};

async function answerWithNotice(deps: CustomersDeps, visit: Visit, error: FastifyError): Promise<void> {
  const { status, sentence } = noticeFor(error);
  if (status >= 500) visit.request.log.error({ err: error }, "A customer's page failed.");
  const { voice, desk } = await voiceForStranger(deps, visit);
  sayWhen(error, visit.reply);
  const words = voice.say(sentence, { when: waitOf(voice.language, waitIn(visit.reply)) });
  const page =
    sentence === "customer.gone"
      ? newLinkPage({ voice, desk, state: "gone" })
      : noticePage(voice, desk, words);
  void sendPage(visit.reply.status(status).headers(pageHeaders), page);
}

type Notice = { readonly status: number; readonly sentence: MessageKey };

function noticeFor(error: FastifyError): Notice {
  if (isAppError(error))
    return { status: error.status, sentence: sentences[error.code] ?? "customer.notNow" };
  if (isDatabaseDown(error)) return { status: 503, sentence: "customer.notNow" };
  if (error.statusCode === 429) return { status: 429, sentence: "customer.slowDown" };
  if (error.statusCode === 413) return { status: 413, sentence: "customer.tooLong" };
  const isTheirs = error.statusCode !== undefined && error.statusCode >= 400 && error.statusCode < 500;
  return { status: isTheirs ? (error.statusCode ?? 400) : 500, sentence: "customer.notNow" };
}

const sentences: Partial<Record<ErrorCode, MessageKey>> = {
  "not-found": "customer.gone",
  "foreign-origin": "customer.foreign",
  "too-many-requests": "customer.slowDown",
  "too-large": "customer.tooLong",
};
