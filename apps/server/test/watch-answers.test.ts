import { describe, expect, it } from "vitest";
import { misfitOf, type Answer } from "./watch-answers.ts";

const described = (schema: object) => ({ "application/json": { schema } });
const problems = { "application/problem+json": { schema: { $ref: "#/components/schemas/Problem" } } };
const description = {
  paths: {
    "/api/v1/things/{id}": {
      get: {
        responses: {
          "200": {
            content: described({
              type: "object",
              properties: { name: { type: "string" } },
              required: ["name"],
              additionalProperties: false,
            }),
          },
          "404": { content: problems },
        },
      },
      delete: { responses: { "204": {} } },
    },
  },
  components: {
    schemas: {
      Problem: { type: "object", properties: { status: { type: "integer" } }, required: ["status"] },
    },
  },
};
const answer: Answer = {
  method: "GET",
  path: "/api/v1/things/{id}",
  status: 200,
  mediaType: "application/json",
  body: '{"name":"Ana"}',
};
const problem: Answer = {
  ...answer,
  status: 404,
  mediaType: "application/problem+json",
  body: '{"status":404}',
};

describe("an answer of the API", () => {
  it.each<[string, Answer]>([
    ["with what is described", answer],
    ["with a problem document", problem],
    ["without a body", { ...answer, method: "DELETE", status: 204, mediaType: null, body: "" }],
    ["where nothing is, with a problem document", { ...problem, path: null }],
  ])("fits %s", (_what, given) => {
    expect(misfitOf(description, given)).toBeNull();
  });

  it.each<[string, Answer, string]>([
    [
      "by a member too few",
      { ...answer, body: "{}" },
      'the body of 200 does not fit:  must have required property \'name\' {"missingProperty":"name"}',
    ],
    [
      "by a member too many",
      { ...answer, body: '{"name":"Ana","age":7}' },
      "must NOT have additional properties",
    ],
    ["by another type", { ...answer, body: '{"name":7}' }, "/name must be string"],
    ["by its status", { ...answer, status: 202 }, "the status 202 is not described"],
    ["by its route", { ...answer, path: "/api/v1/others" }, "the route is not described"],
    ["by its method", { ...answer, method: "POST" }, "the route is not described"],
    [
      "by its media type",
      { ...problem, mediaType: "application/json" },
      "application/json with 404 is not described",
    ],
    ["by a problem that is none", { ...problem, body: "{}" }, "must have required property 'status'"],
    [
      "by a body where none is described",
      { ...answer, method: "DELETE", status: 204 },
      "a body with 204 is not described",
    ],
    [
      "by JSON where nothing is",
      { ...answer, path: null, status: 404 },
      "application/json with 404 is not described",
    ],
  ])("does not fit %s", (_what, given, says) => {
    expect(misfitOf(description, given)).toContain(says);
  });
});
