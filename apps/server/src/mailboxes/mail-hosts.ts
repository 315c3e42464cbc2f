import { lookup } from "node:dns/promises";
import ipaddr from "ipaddr.js";

/**
 * Where a mail server named in the settings lies.
 * - `public`: anywhere in the world
 * - `private`: in our own network; `loopback`: on this very machine
 * - `forbidden`: an address no mail server has (link-local, where clouds keep
 *   their metadata, multicast, unspecified …)
 * - `unknown`: no such host
 */
export type Whereabouts =
  | { readonly kind: "public" | "private" | "loopback"; readonly address: string }
  | { readonly kind: "forbidden" | "unknown" };

const privateRanges = new Set(["private", "uniqueLocal", "carrierGradeNat"]);

/** Looks the host up once; whoever connects uses the address answered, so that a second look-up cannot lead elsewhere. */
export async function locate(host: string): Promise<Whereabouts> {
  const addresses = await addressesOf(host);
  const [first] = addresses;
  if (first === undefined) return { kind: "unknown" };
  const kinds = addresses.map(kindOf);
  if (kinds.includes("forbidden")) return { kind: "forbidden" };
  return { kind: jointKind(kinds), address: first };
}

async function addressesOf(host: string): Promise<string[]> {
  try {
    return (await lookup(host, { all: true, verbatim: false })).map(({ address }) => address);
  } catch {
    return [];
  }
}

type Kind = "public" | "private" | "loopback" | "forbidden";

function kindOf(address: string): Kind {
  if (!ipaddr.isValid(address)) return "forbidden";
  const range = ipaddr.process(address).range();
  if (range === "unicast") return "public";
  if (range === "loopback") return "loopback";
  return privateRanges.has(range) ? "private" : "forbidden";
}

/** A name with addresses here and elsewhere is treated as lying in our network. */
function jointKind(kinds: readonly Kind[]): "public" | "private" | "loopback" {
  if (kinds.every((kind) => kind === "public")) return "public";
  return kinds.every((kind) => kind === "loopback") ? "loopback" : "private";
}
