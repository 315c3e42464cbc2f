import { desk } from "../tickets/desk-place.ts";

/** The instant the app looks back to, as it stands in the address; null for now. */
export const momentNow = (): string | null => desk.get().at;

/** A path of the desk at an instant; the path as it is for now. */
export function pathAt(path: string, at: string | null): string {
  return at === null ? path : `${path}?at=${encodeURIComponent(at)}`;
}

/** A query with the instant in it, for the API. */
export function queryAt(query: Readonly<Record<string, string>>, at: string): string {
  return new URLSearchParams({ ...query, at }).toString();
}
