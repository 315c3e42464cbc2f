import type { MailAuthentication } from "../parsed-mail.ts";
import { singleLine } from "../text/well-formed.ts";
import type { HeaderBlock } from "./header-block.ts";
import { fieldsNamed } from "./header-block.ts";

/**
 * The verdicts of a configured border host (RFC 8601), else null. Anybody can
 * write such a field, so the names of other hosts do not count, and of several
 * fields with a border host's name only the top one does: hosts prepend, hence
 * what a sender smuggled in stands below.
 */
export function readAuthentication(
  block: HeaderBlock,
  borderHosts: readonly string[],
): MailAuthentication | null {
  const hosts = new Set(borderHosts.map((host) => host.trim().toLowerCase()));
  for (const field of fieldsNamed(block, "authentication-results")) {
    const [identity, ...results] = withoutComments(field.value).split(";");
    const host = (identity ?? "").trim().split(/\s+/)[0]?.toLowerCase() ?? "";
    if (hosts.has(host)) return summarise(host, results);
  }
  return null;
}

type MethodResult = { readonly method: string; readonly result: string; readonly properties: string };

function summarise(host: string, parts: readonly string[]): MailAuthentication {
  const results = parts.map(readResult).filter((result) => result !== null);
  const dmarc = results.find(({ method }) => method === "dmarc");
  return {
    host,
    spf: bestOf(results, "spf"),
    dkim: bestOf(results, "dkim"),
    dmarc: dmarc?.result ?? null,
    dmarcFrom: /\bheader\.from=([^\s;]+)/i.exec(dmarc?.properties ?? "")?.[1]?.toLowerCase() ?? null,
  };
}

function readResult(part: string): MethodResult | null {
  const match = /^\s*([a-z0-9-]+)(?:\/\d+)?\s*=\s*([a-z]+)\b(.*)$/is.exec(part);
  if (match === null) return null;
  const [, method = "", result = "", properties = ""] = match;
  return {
    method: method.toLowerCase(),
    result: result.toLowerCase(),
    properties: singleLine(properties, 500),
  };
}

/** A mail may bear several signatures: one that passes is enough. */
function bestOf(results: readonly MethodResult[], method: string): string | null {
  const own = results.filter((result) => result.method === method);
  return (own.find(({ result }) => result === "pass") ?? own[0])?.result ?? null;
}

const withoutComments = (value: string): string => value.replace(/\([^()]*\)/g, " ");
