import { describe, expect, it } from "vitest";
import { z } from "zod";
import { createTicket, ticketNumber, ticketQuery, verbs } from "@kvit/contract/tickets";
import { desk } from "@kvit/contract/settings";
import { isAppError } from "../app-error.ts";
import { checkRequest } from "./check-request.ts";

/** What the caller is told of a part of a request, field by field. */
function told(schema: z.ZodType, given: unknown, httpPart = "body"): readonly (readonly [string, string])[] {
  const checked: unknown = checkRequest({ schema, method: "POST", url: "/", httpPart })(given);
  const error = typeof checked === "object" && checked !== null && "error" in checked ? checked.error : null;
  if (!isAppError(error)) return [];
  expect(error.status).toBe(400);
  return (error.details.errors ?? []).map(({ path, message }) => [path, message]);
}

const ticket = { subject: "Refund", text: "Still no money.", requester: { email: "ana@customer.test" } };
const eitherUntil = "Give until (a date-time) or untilReply: true, one of them.";
const typedAgain = "Write the ticket's number again as `number` to confirm.";
const agentOrNobody = "Write an agent's e-mail address, or null for nobody.";

describe("what does not fit in a request is said in plain words", () => {
  it.each<[string, z.ZodType, unknown, readonly (readonly [string, string])[]]>([
    [
      "what is missing",
      createTicket,
      { ...ticket, subject: undefined, requester: {} },
      [
        ["subject", "This is missing. Write a text."],
        ["requester.email", "This is missing. Write a text."],
      ],
    ],
    ["no body", createTicket, null, [["", "Write a JSON object."]]],
    ["a number as a text", createTicket, { ...ticket, text: 5 }, [["text", "Write a text."]]],
    ["a letter as a number", ticketNumber, { number: "x" }, [["number", "Write a number."]]],
    ["a part of a number", ticketNumber, { number: "1.5" }, [["number", "Write a whole number."]]],
    ["too little", ticketQuery, { limit: "0" }, [["limit", "Write 1 or more."]]],
    ["too much", ticketQuery, { limit: "201" }, [["limit", "Write 200 or less."]]],
    [
      "too long a text",
      createTicket,
      { ...ticket, subject: "x".repeat(501) },
      [["subject", "Write 500 characters or fewer."]],
    ],
    [
      "an unknown choice",
      verbs.prioritise,
      { priority: "asap" },
      [["priority", "Write one of: low, normal, high, urgent."]],
    ],
    [
      "no choice",
      verbs.prioritise,
      {},
      [["priority", "This is missing. Write one of: low, normal, high, urgent."]],
    ],
    [
      "a prefix of two words",
      desk.partial(),
      { ticketPrefix: "K V" },
      [["ticketPrefix", "Use letters, digits and dashes only."]],
    ],
    ["no list", verbs.tag, { add: "vip" }, [["add", "Write a list."]]],
    ["nothing to tag", verbs.tag, { add: [] }, [["", "Name a tag to add or to remove."]]],
    ["a blank tag", verbs.tag, { add: ["vip", " "] }, [["add.1", "Write a tag."]]],
    ["a blank tag of a new ticket", createTicket, { ...ticket, tags: [" "] }, [["tags.0", "Write a tag."]]],
    ["neither end of a postponement", verbs.postpone, {}, [["", eitherUntil]]],
    [
      "both ends of a postponement",
      verbs.postpone,
      { until: "2027-01-01T00:00:00Z", untilReply: true },
      [["", eitherUntil]],
    ],
    ["no waiting for a reply", verbs.postpone, { untilReply: false }, [["", eitherUntil]]],
    [
      "a day in words",
      verbs.postpone,
      { until: "tomorrow" },
      [["until", "Write a date-time such as 2026-11-22T13:10:00Z."]],
    ],
    [
      "a name in no form of it",
      verbs.postpone,
      { untilReply: true, silently: true },
      [["silently", 'There is no field "silently" here.']],
    ],
    [
      "an unknown name inside",
      createTicket,
      { ...ticket, requester: { email: "ana@customer.test", phone: "1" } },
      [["requester.phone", 'There is no field "phone" here.']],
    ],
    ["no number to confirm", verbs.purge, {}, [["number", typedAgain]]],
    ["an agent by number", verbs.assign, { agent: 3 }, [["agent", agentOrNobody]]],
    [
      "an agent by name",
      verbs.assign,
      { agent: "Marta" },
      [["agent", "Write an e-mail address such as ana@example.org."]],
    ],
    [
      "a department in a list",
      verbs.transfer,
      { department: [1] },
      [["department", "Write a department's name or number."]],
    ],
    ["a reason as a number", verbs.close, { reason: 5 }, [["reason", expect.stringMatching(/or a text\.$/)]]],
  ])("%s", (_what, schema, given, expected) => {
    expect(told(schema, given)).toEqual(expected);
  });

  it.each<[z.ZodType, unknown, string]>([
    [z.literal("yes"), "no", "Write yes."],
    [z.boolean(), 1, "Write true or false."],
    [z.number().positive(), 0, "Write more than 0."],
    [z.number().lt(5), 5, "Write less than 5."],
    [z.number().multipleOf(5), 3, "Write a multiple of 5."],
    [z.string().min(1), "", "Write something here."],
    [z.string().min(10), "short", "Write 10 characters or more."],
    [z.array(z.string()).min(2), ["x"], "Give 2 or more."],
    [z.array(z.string()).max(1), ["x", "y"], "Give 1 or fewer."],
    [z.url(), "x", "Write a web address such as https://example.org."],
    [z.string().regex(/^a$/), "x", "This is not written in the form it needs."],
    [z.union([z.number(), z.literal("off")]), true, "Write a number or off."],
    [z.union([z.object({ a: z.string() }), z.object({ b: z.string() })]), {}, "This does not fit here."],
    [z.string().refine(() => false), "x", "This does not fit here."],
  ])("%# without words of the schema's own", (schema, given, message) => {
    expect(told(schema, given)).toEqual([["", message]]);
  });

  it("takes what fits, and calls a name in the address by its name", () => {
    expect(told(createTicket, ticket)).toEqual([]);
    expect(told(ticketQuery, { owner: "me" }, "querystring")).toEqual([
      ["owner", 'There is no query parameter "owner" here.'],
    ]);
  });
});
