import type { FastifyInstance } from "fastify";
import { AppError } from "../app-error.ts";

/** Refuses to guess: another decoder would put U+FFFD where the bytes fit no character, and so change what was written. */
const utf8 = new TextDecoder("utf-8", { fatal: true });

/**
 * Reads JSON bodies of all routes. They are UTF-8 (RFC 8259 §8.1) and every
 * string in them is whole; what is not is refused, since it could be kept only
 * as something else. Many verbs need no body, so that a client that says "JSON"
 * and sends nothing means an empty object.
 */
export function readJsonBodies(app: FastifyInstance): void {
  const parse = app.getDefaultJsonParser("error", "error");
  app.removeContentTypeParser("application/json");
  app.addContentTypeParser("application/json", { parseAs: "buffer" }, (request, body, done) => {
    const text = decode(Buffer.from(body));
    if (text === null) return done(notUtf8());
    if (text === "") return done(null, {});
    return void parse(request, text, (error, value) => {
      const refusal = error ?? (mayHoldHalves.test(text) ? refusalOfHalves(value) : null);
      if (refusal === null) done(null, value);
      else done(refusal);
    });
  });
}

function decode(body: Buffer): string | null {
  try {
    return utf8.decode(body);
  } catch {
    return null;
  }
}

function notUtf8(): AppError {
  return new AppError("bad-request", { detail: "The body is not UTF-8. Send JSON in UTF-8 (RFC 8259)." });
}

/** UTF-8 has no halves of a surrogate pair; only an escape can bring one in. */
const mayHoldHalves = /\\u[dD][89a-fA-F]/;
const half =
  "This holds half of a character (one \\ud800 to \\udfff without its other), which cannot be stored.";

type Place = { readonly name: string; readonly value: unknown; readonly within: Place | null };

function refusalOfHalves(body: unknown): AppError | null {
  const place = halfIn(body);
  if (place === null) return null;
  const path = pathOf(place);
  const detail = path === "" ? half : `${path}: ${half}`;
  return new AppError("bad-request", { detail, errors: [{ path, message: half }] });
}

/** Where half of a surrogate pair stands, in a name or a value. Goes on without recursion, for bodies of any depth. */
function halfIn(body: unknown): Place | null {
  const places: Place[] = [{ name: "", value: body, within: null }];
  for (const place of places) {
    const { name, value } = place;
    if (!name.isWellFormed() || (typeof value === "string" && !value.isWellFormed())) return place;
    if (typeof value !== "object" || value === null) continue;
    for (const [key, member] of Object.entries(value))
      places.push({ name: key, value: member, within: place });
  }
  return null;
}

function pathOf(place: Place): string {
  const names: string[] = [];
  for (let at = place; at.within !== null; at = at.within) names.unshift(at.name);
  return names.slice(0, 20).join(".").toWellFormed();
}
