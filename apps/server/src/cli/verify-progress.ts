import { grouped } from "./arguments.ts";

/** How far it has come, how fast it goes, and how long it will take at that speed. */
export function progressLine(
  { ranges, of, tickets }: { readonly ranges: number; readonly of: number; readonly tickets: number },
  millis: number,
): string {
  const rate = Math.round((1000 * tickets) / Math.max(millis, 1));
  const left = Math.ceil((millis / 1000) * ((of - ranges) / ranges));
  return `${Math.floor((100 * ranges) / of)} %, ${grouped(tickets)} tickets verified, ${grouped(rate)}/s, ${grouped(left)} s left`;
}
