import type { FastifyPluginAsync, FastifyReply } from "fastify";
import { z } from "zod";
import type { MessageKey } from "@kvit/i18n";
import { AppError } from "../platform/app-error.ts";
import { attachmentHeaders } from "../platform/http/attachment-headers.ts";
import { keepFile } from "../tickets/keep-file.ts";
import { answerRequest, type CustomerAnswer } from "./answer-request.ts";
import { findShownFile, readConversation } from "./conversation/read-conversation.ts";
import { readReplyForm, type ReplyForm } from "./conversation/read-reply-form.ts";
import type { CustomersDeps } from "./customers-deps.ts";
import { conversationPathOf } from "./decision.routes.ts";
import { findConversation, type CustomerRequest } from "./find-request.ts";
import { answerForm, linkParams, markOf, newMark, problemWith, refusalSentence, storable } from "./forms.ts";
import { conversationPage, type ConversationPage } from "./pages/conversation-page.ts";
import { gatePage } from "./pages/gate-page.ts";
import {
  askForCode,
  codeAgeSeconds,
  deviceAgeSeconds,
  enterCode,
  forgetDevice,
  isProven,
  keepDevice,
} from "./proof/prove-mailbox.ts";
import { newToken } from "../sign-in/token.ts";
import { postLimit, sendPage } from "./send-page.ts";
import { dropCookie, readCookie, setCookie, voiceFor, type Visit } from "./visit.ts";

const access = { customerLink: true } as const;
const readQuery = z.object({
  step: z.string().nullable().catch(null).default(null),
  done: z.enum(["written", "followed-up"]).nullable().catch(null).default(null),
});
const postQuery = z.object({ do: z.enum(["code", "enter", "answer", "reply", "forget"]) });
const codeForm = z.object({ code: z.string().catch("").default("") });

/** /r/…: the conversation, for a device that has shown it holds the mailbox; for others the way to show it. */
export function conversationRoutes(deps: CustomersDeps): FastifyPluginAsync {
  return async (app) => {
    app.get("/r/:token", { config: { access } }, async (request, reply) => {
      const visit = { request, reply };
      const link = await openLink(deps, visit);
      const { step, done } = readQuery.parse(request.query);
      if (!link.proven) return showGate(deps, visit, link, { asked: step === "code", wrong: false });
      return show(deps, visit, link, { done });
    });

    app.post(
      "/r/:token",
      { config: { access, rateLimit: postLimit }, bodyLimit: 2_000_000 },
      async (request, reply) => {
        const visit = { request, reply };
        const link = await openLink(deps, visit);
        const asked = postQuery.safeParse(request.query);
        if (!asked.success) throw new AppError("bad-request");
        return steps[asked.data.do](deps, visit, link);
      },
    );

    app.get("/r/:token/files/:id", { config: { access } }, async (request, reply) => {
      const link = await openLink(deps, { request, reply });
      const id = Number(z.object({ id: z.string().regex(/^\d{1,15}$/) }).safeParse(request.params).data?.id);
      const file = link.proven ? await findShownFile(deps, link.found, id) : null;
      if (file === null) throw new AppError("not-found");
      const headers = attachmentHeaders({
        filename: file.filename,
        content_type: file.contentType,
        size: file.size,
      });
      return reply
        .headers({ ...headers, "cache-control": "no-store" })
        .send(await deps.blobs.get(file.sha256));
    });
  };
}

type Link = {
  readonly path: string;
  readonly found: CustomerRequest;
  readonly device: string | null;
  /** The device has shown that it holds the mailbox of this request. */
  readonly proven: boolean;
};

async function openLink(deps: CustomersDeps, { request }: Visit): Promise<Link> {
  const { token } = linkParams.parse(request.params);
  const found = await findConversation(deps, token);
  if (found === null) throw new AppError("not-found");
  const device = readCookie(deps, request, "device");
  const proven = await isProven(deps, { token: device, contactId: found.contact.id });
  return { path: `/r/${encodeURIComponent(token)}`, found, device, proven };
}

type Step = (deps: CustomersDeps, visit: Visit, link: Link) => Promise<FastifyReply>;

/** What can be sent to the page. Whatever concerns the conversation needs the proof; without it the way to it is shown. */
const steps: Readonly<Record<z.infer<typeof postQuery>["do"], Step>> = {
  code: sendCode,
  enter: takeCode,
  answer: afterProof(takeAnswer),
  reply: afterProof(takeReply),
  forget: afterProof(forget),
};

function afterProof(step: Step): Step {
  return async (deps, visit, link) => {
    if (!link.proven)
      return showGate(deps, { ...visit, reply: visit.reply.status(403) }, link, {
        asked: false,
        wrong: false,
      });
    await keepDevice(deps, { token: link.device, contactId: link.found.contact.id });
    if (link.device !== null) keepCookie(deps, visit, link.device);
    return step(deps, visit, link);
  };
}

function keepCookie(deps: CustomersDeps, { reply }: Visit, device: string): void {
  setCookie(deps, reply, { cookie: "device", value: device, maxAge: deviceAgeSeconds });
}

/** The answer is the same whether a code was sent or not. */
async function sendCode(deps: CustomersDeps, visit: Visit, { found, path }: Link): Promise<FastifyReply> {
  const challenge = newToken();
  await askForCode(deps, found, challenge, voiceFor(deps, visit, found).language);
  setCookie(deps, visit.reply, { cookie: "challenge", value: challenge, maxAge: codeAgeSeconds });
  return visit.reply.redirect(`${path}?step=code`, 303);
}

async function takeCode(deps: CustomersDeps, visit: Visit, link: Link): Promise<FastifyReply> {
  const { request, reply } = visit;
  const challenge = readCookie(deps, request, "challenge");
  const code = codeForm.parse(request.body ?? {}).code.replaceAll(/\D/g, "");
  const device =
    challenge === null
      ? null
      : await enterCode(deps, { contactId: link.found.contact.id, challenge, code, device: link.device });
  if (device === null)
    return showGate(deps, { request, reply: reply.status(422) }, link, { asked: true, wrong: true });
  keepCookie(deps, visit, device);
  dropCookie(deps, reply, "challenge");
  return reply.redirect(link.path, 303);
}

async function takeAnswer(deps: CustomersDeps, visit: Visit, link: Link): Promise<FastifyReply> {
  const said = answerForm.parse(visit.request.body ?? {});
  return carryOut(deps, visit, link, {
    ticketId: link.found.stored.ticket.id,
    answer: said.answer,
    text: storable(said.text),
    mark: markOf(said),
  });
}

async function takeReply(deps: CustomersDeps, visit: Visit, link: Link): Promise<FastifyReply> {
  const { request, reply } = visit;
  if (!request.isMultipart()) return takeAnswer(deps, visit, link);
  const form = await readReplyForm(request);
  const error = problemOf(form);
  if (error !== null)
    return show(deps, { request, reply: reply.status(422) }, link, { error, text: form.text });
  const attachmentIds: number[] = [];
  for (const { bytes, name, type } of form.files) {
    const file = { accountId: deps.accountId, uploadedBy: null, bytes, name, declaredType: type };
    attachmentIds.push((await keepFile(deps, file)).id);
  }
  return carryOut(deps, visit, link, {
    ticketId: link.found.stored.ticket.id,
    answer: null,
    text: storable(form.text),
    attachmentIds,
    mark: markOf(form),
  });
}

function problemOf(form: ReplyForm): MessageKey | null {
  if (form.tooMany) return "customer.filesTooMany";
  if (form.tooLarge) return "customer.filesTooLarge";
  if (storable(form.text) === "" && form.files.length === 0) return "customer.writeFirst";
  return problemWith(form.text);
}

async function carryOut(
  deps: CustomersDeps,
  { request, reply }: Visit,
  link: Link,
  said: CustomerAnswer,
): Promise<FastifyReply> {
  try {
    const outcome = await answerRequest(deps, said);
    const isTold = outcome === "written" || outcome === "followed-up";
    return await reply.redirect(isTold ? `${link.path}?done=${outcome}` : link.path, 303);
  } catch (error) {
    const sentence = refusalSentence(error);
    if (sentence === null) throw error;
    return show(deps, { request, reply: reply.status(422) }, link, { error: sentence, text: said.text });
  }
}

async function forget(deps: CustomersDeps, { reply }: Visit, link: Link): Promise<FastifyReply> {
  await forgetDevice(deps, link.device);
  dropCookie(deps, reply, "device");
  return reply.redirect(link.path, 303);
}

type Gate = { readonly asked: boolean; readonly wrong: boolean };

function showGate(deps: CustomersDeps, visit: Visit, { found, path }: Link, gate: Gate): FastifyReply {
  const page = gatePage({ voice: voiceFor(deps, visit, found), request: found, path, ...gate });
  return sendPage(visit.reply, page);
}

type Shown = Pick<Partial<ConversationPage>, "done" | "error" | "text">;

async function show(deps: CustomersDeps, visit: Visit, link: Link, shown: Shown): Promise<FastifyReply> {
  const { found, path } = link;
  const page = conversationPage({
    voice: voiceFor(deps, visit, found),
    request: found,
    conversation: await readConversation(deps, found),
    path,
    conversationPath: (id) => conversationPathOf(deps, id, found),
    mark: newMark(),
    done: shown.done ?? null,
    error: shown.error,
    text: shown.text,
  });
  return sendPage(visit.reply, page);
}
