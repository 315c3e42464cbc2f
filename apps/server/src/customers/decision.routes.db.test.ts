import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { customerBrowser, hiddenField, type CustomerBrowser } from "../../test/customer-browser.ts";
import { createCustomerDesk, type CustomerDesk } from "../../test/customer-desk.ts";
import { customerRequests, plain } from "../../test/customer-requests.ts";
import { createTestDatabase, type TestDatabase } from "../../test/database.ts";
import { createTicket, day } from "../../test/factories.ts";
import { selectMessages } from "../tickets/thread.queries.ts";
import { readEvents } from "../tickets/tickets.queries.ts";
import { createCustomerLinks } from "./customer-links.ts";

let database: TestDatabase;
let desk: CustomerDesk;
let ana: CustomerBrowser;
const { ticketIn, prove } = customerRequests(() => desk);

beforeAll(async () => {
  database = await createTestDatabase();
  desk = await createCustomerDesk(database.db);
  ana = customerBrowser(desk.app);
});
afterAll(async () => {
  await desk.close();
  await database.drop();
});

describe("the page of the decision", () => {
  it.each([
    ["new", "We've got it"],
    ["open", "We've opened it again, and we're on it."],
    ["answered", "We've answered — your turn"],
    ["postponed", "We're on it"],
    ["resolved", "We think it's solved. Is it?"],
    ["closed", "Great, it's closed."],
  ] as const)("says of a %s request: %s", async (status, heading) => {
    const id = await ticketIn(status);
    const page = await ana.get(desk.decisionPath(id));
    expect(page.statusCode).toBe(200);
    expect(plain(page.body)).toContain(heading);
    expect(page.body).not.toContain("Refund for order 1182");
    expect(page.body).not.toContain("Still no money");
  });

  it("T57 T72: looks the same for spam, trash, a foreign or changed token, and one long expired", async () => {
    const closed = await ticketIn("closed");
    const gone = [await ticketIn("spam"), await ticketIn("deleted"), await ticketIn("purged")].map((id) =>
      desk.decisionPath(id),
    );
    const token = desk.decisionPath(closed).slice(3);
    const foreign = createCustomerLinks(Buffer.alloc(32, 1)).decisionToken(closed);
    const paths = [
      ...gone,
      `/s/${token.slice(0, -1)}${token.endsWith("A") ? "B" : "A"}`,
      `/s/${foreign}`,
      `/s/${desk.deps.links.decisionToken(999_999)}`,
      `/s/${desk.deps.links.conversationToken(closed, 1)}`,
      "/s/4821",
      "/r/4821",
      `/r/${desk.deps.links.conversationToken(closed, 999_999)}`,
    ];
    const answers = [];
    for (const path of paths) answers.push(await ana.get(path));
    desk.clock.advance(90 * day + 1);
    answers.push(await ana.get(desk.decisionPath(closed)));
    answers.push(await ana.post(desk.decisionPath(closed), { answer: "no" }));
    for (const path of paths)
      answers.push(await ana.post(`${path}${path.startsWith("/r/") ? "?do=reply" : ""}`, { answer: "yes" }));
    expect(new Set(answers.map((answer) => answer.statusCode))).toEqual(new Set([404]));
    expect(new Set(answers.map((answer) => answer.body)).size).toBe(1);
    expect(answers[0]?.body.replaceAll("&#39;", "'")).toContain(
      "We can't find this request. Ask for a new link.",
    );
    expect((await desk.ticket(closed)).status).toBe("closed");
  });

  it("C5: GET and HEAD of either answer change nothing", async () => {
    const id = await ticketIn("resolved");
    const before = await desk.ticket(id);
    for (const answer of ["yes", "no", "1", "2", "3"]) {
      const path = `${desk.decisionPath(id)}?a=${answer}`;
      expect((await ana.get(path)).statusCode).toBe(200);
      expect((await desk.app.inject({ method: "HEAD", url: path })).statusCode).toBe(200);
    }
    expect(await desk.ticket(id)).toEqual(before);
  });

  it("shows the answer of the link as chosen, and arms it only where it is the question", async () => {
    const resolved = await ana.get(`${desk.decisionPath(await ticketIn("resolved"))}?a=no`);
    expect(resolved.body).toContain('data-answer="no"');
    expect(resolved.body).toMatch(/value="no"\s+data-kind="primary"\s+autofocus/);
    const open = await ana.get(`${desk.decisionPath(await ticketIn("open"))}?a=yes`);
    expect(open.body).not.toContain("data-answer");
    expect(open.body).toMatch(/value="yes"\s+data-kind="primary"\s+autofocus/);
  });

  it("promises days only where they are kept", async () => {
    const id = await ticketIn("resolved");
    const path = desk.decisionPath(id);
    const words = plain((await ana.get(path)).body);
    expect(words).toMatch(/close it on \w{3} \d+ \w{3}\. You can reopen it until \w{3} \d+ \w{3}\./);
    await ana.post(path, { answer: "yes" });
    const { closedAt } = await desk.ticket(id);
    const until = new Date((closedAt ?? 0) / 1000 + 14 * 86_400_000);
    const date = new Intl.DateTimeFormat("en-GB", { timeZone: "UTC", day: "numeric", month: "short" }).format(
      until,
    );
    expect(plain((await ana.get(path)).body)).toContain(date);
  });
});

describe("an answer", () => {
  it("“yes” closes a resolved request in the customer's name, once", async () => {
    const id = await ticketIn("resolved");
    const path = desk.decisionPath(id);
    const answer = await ana.post(path, { answer: "yes" });
    expect([answer.statusCode, answer.headers.location]).toEqual([303, path]);
    const closed = await desk.ticket(id);
    expect(closed).toMatchObject({ status: "closed", closeReason: "confirmed" });
    const last = (await readEvents(database.db, 1, id)).at(-1);
    expect(last).toMatchObject({
      type: "ticket.confirmed",
      actor: { kind: "customer", id: closed.requesterId },
    });
    expect(desk.refreshed).toContain(id);
    expect((await ana.post(path, { answer: "yes" })).statusCode).toBe(303);
    expect((await desk.ticket(id)).version).toBe(closed.version);
    await prove(id);
  });

  it("C7: “no” with a sentence opens the request with the sentence as a message, for the last assignee", async () => {
    const { ticket } = await createTicket(desk.deps, desk.desk);
    const { id } = ticket;
    await desk.run(id, "assign", { agentId: desk.desk.agent.id });
    await desk.write(id, { text: "Done.", resolve: true });
    await ana.post(desk.decisionPath(id), { answer: "no", text: "The money is still missing.", mark: "c7" });
    const open = await desk.ticket(id);
    expect(open).toMatchObject({ status: "open", assigneeId: desk.desk.agent.id, reopenCount: 1 });
    expect(open.nextResponse).toMatchObject({ pausedAt: null });
    const messages = await selectMessages(database.db, 1, id);
    expect(messages.at(-1)).toMatchObject({
      kind: "customer",
      text: "The money is still missing.",
      channel: "form",
    });
    expect(plain((await ana.get(desk.decisionPath(id))).body)).toContain("we're on it");
    await prove(id);
  });

  it("C7: “no” gives the request to the queue when its assignee has left", async () => {
    const { ticket } = await createTicket(desk.deps, desk.desk);
    await desk.run(ticket.id, "assign", { agentId: desk.desk.lead.id });
    await desk.write(ticket.id, { text: "Done.", resolve: true });
    const lead = database.db.updateTable("agent").where("id", "=", desk.desk.lead.id);
    await lead.set({ deactivated_at: "2026-11-22T12:00:00Z" }).execute();
    await ana.post(desk.decisionPath(ticket.id), { answer: "no" });
    await lead.set({ deactivated_at: null }).execute();
    expect(await desk.ticket(ticket.id)).toMatchObject({ status: "open", assigneeId: null });
    await prove(ticket.id);
  });

  it("can be taken back on the same page: closed, reopened, closed", async () => {
    const id = await ticketIn("resolved");
    const path = desk.decisionPath(id);
    await ana.post(path, { answer: "yes" });
    await ana.post(path, { answer: "no" });
    expect(await desk.ticket(id)).toMatchObject({ status: "open", reopenCount: 1 });
    await ana.post(path, { answer: "yes" });
    expect(await desk.ticket(id)).toMatchObject({ status: "closed", closeReason: "solved-by-customer" });
    await prove(id);
  });

  it.each(["new", "open", "answered", "postponed"] as const)(
    "“Solved, no answer needed” resolves and closes a request that is %s",
    async (status) => {
      const id = await ticketIn(status);
      await ana.post(desk.decisionPath(id), { answer: "yes" });
      expect(await desk.ticket(id)).toMatchObject({ status: "closed", closeReason: "solved-by-customer" });
      const types = (await readEvents(database.db, 1, id)).map((event) => event.type);
      expect(types).toEqual(expect.arrayContaining(["ticket.resolved", "ticket.closed"]));
      await prove(id);
    },
  );

  it("asks what is missing before it opens an answered request", async () => {
    const id = await ticketIn("answered");
    const path = desk.decisionPath(id);
    const empty = await ana.post(path, { answer: "no", text: "  " });
    expect(empty.statusCode).toBe(422);
    expect(plain(empty.body)).toContain("Write a few words first.");
    expect((await desk.ticket(id)).status).toBe("answered");
    const said = await ana.post(path, { answer: "no", text: "The red one.", mark: "m1" });
    expect(said.headers.location).toBe(`${path}?done=written`);
    expect((await desk.ticket(id)).status).toBe("open");
    expect(plain((await ana.get(`${path}?done=written`)).body)).toContain(
      "Thank you, your message is with us.",
    );
  });

  it("“I still need help” in a reminder opens an answered request by one click, with the click as the word", async () => {
    const id = await ticketIn("answered");
    const path = desk.decisionPath(id);
    const { body } = await ana.get(`${path}?a=no`);
    expect(body).toContain('data-answer="no"');
    expect((await desk.ticket(id)).status).toBe("answered");
    const form = { answer: "no", click: hiddenField(body, "click"), mark: hiddenField(body, "mark") };
    await Promise.all([ana.post(path, form), ana.post(path, form)]);
    expect((await desk.ticket(id)).status).toBe("open");
    const words = (await selectMessages(database.db, 1, id)).filter(
      ({ text }) => text === "I still need help",
    );
    expect(words).toHaveLength(1);
    await prove(id);
  });

  it("writes a form sent twice once", async () => {
    const id = await ticketIn("answered");
    const path = desk.decisionPath(id);
    const form = { answer: "no", text: "Twice?", mark: hiddenField((await ana.get(path)).body, "mark") };
    expect(form.mark).not.toBe("");
    await Promise.all([ana.post(path, form), ana.post(path, form), ana.post(path, form)]);
    const twice = (await selectMessages(database.db, 1, id)).filter((message) => message.text === "Twice?");
    expect(twice).toHaveLength(1);
    await prove(id);
  });

  it("after the window opens a linked follow-up, and only one", async () => {
    const id = await ticketIn("closed");
    const path = desk.decisionPath(id);
    desk.clock.advance(15 * day);
    expect(plain((await ana.get(path)).body)).toContain("can no longer be reopened");
    expect((await ana.post(path, { answer: "no" })).statusCode).toBe(422);
    const receipts = desk.receipts.length;
    await ana.post(path, { answer: "no", text: "It broke again.", mark: "f1" });
    await ana.post(path, { answer: "no", text: "And more.", mark: "f2" });
    const old = await desk.ticket(id);
    expect(old.status).toBe("closed");
    const [link, ...others] = old.links;
    expect([link?.kind, others]).toEqual(["followed-up-by", []]);
    const next = await desk.ticket(link?.ticketId ?? 0);
    expect(next).toMatchObject({ status: "new", subject: old.subject, requesterId: old.requesterId });
    expect(next.links).toEqual([{ kind: "follow-up-of", ticketId: id }]);
    const texts = (await selectMessages(database.db, 1, next.id)).map((message) => message.text);
    expect(texts).toEqual(["It broke again.", "And more."]);
    expect(desk.receipts.length).toBe(receipts + 1);
    expect(plain((await ana.get(path)).body)).toMatch(/opened request #\d+ for you and linked it/);
    await prove(id);
    await prove(next.id);
  });

  it("T112: two opposite answers at once leave one of them, whole", async () => {
    const id = await ticketIn("resolved");
    const path = desk.decisionPath(id);
    const answers = await Promise.all([ana.post(path, { answer: "yes" }), ana.post(path, { answer: "no" })]);
    expect(answers.map((answer) => answer.statusCode)).toEqual([303, 303]);
    expect(["open", "closed"]).toContain((await desk.ticket(id)).status);
    await prove(id);
  });
});

describe("a form from elsewhere", () => {
  it.each([
    ["another site", { origin: "https://evil.test", "sec-fetch-site": "cross-site" }],
    ["another site without fetch metadata", { origin: "https://evil.test", "sec-fetch-site": "" }],
    ["a sandboxed frame", { origin: "null", "sec-fetch-site": "cross-site" }],
    ["a sister site", { origin: "http://other.localhost", "sec-fetch-site": "same-site" }],
  ])("T75: from %s is refused and changes nothing", async (_name, headers) => {
    const id = await ticketIn("resolved");
    const before = await desk.ticket(id);
    const answer = await ana.post(desk.decisionPath(id), { answer: "yes" }, headers);
    expect(answer.statusCode).toBe(403);
    expect(answer.headers["content-type"]).toContain("text/html");
    expect(await desk.ticket(id)).toEqual(before);
  });

  it("T107: too much of it is told so, with the words kept", async () => {
    const id = await ticketIn("answered");
    const long = "x".repeat(100_001);
    const answer = await ana.post(desk.decisionPath(id), { answer: "no", text: long });
    expect(answer.statusCode).toBe(422);
    expect(answer.body).toContain(long);
    const enormous = await ana.post(desk.decisionPath(id), { answer: "no", text: "x".repeat(2_100_000) });
    expect(enormous.statusCode).toBe(413);
    expect((await desk.ticket(id)).status).toBe("answered");
  });
});
