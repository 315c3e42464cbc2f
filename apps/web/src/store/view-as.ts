import { createSignal } from "./signal.ts";

/** The roles whose eyes an owner or admin can look through. */
export const viewedRoles = ["agent", "lead", "admin"] as const;
export type ViewedRole = (typeof viewedRoles)[number];

const storageKey = "kvit.view-as";

/**
 * Whose eyes this tab looks through; null is one's own. While it is set every
 * question to the server says so, and the server narrows what it shows and
 * takes no changes. It ends with the tab.
 */
export const viewAs = createSignal<ViewedRole | null>(stored());

/** Looks through a role's eyes, from the first page anew: nothing of before stays in memory. */
export function lookAs(role: ViewedRole | null, path = "/"): void {
  if (role === null) sessionStorage.removeItem(storageKey);
  else sessionStorage.setItem(storageKey, role);
  location.assign(path);
}

/** What each question to the server carries meanwhile. */
export function viewAsHeader(path: string): Readonly<Record<string, string>> {
  const role = viewAs.get();
  return role === null || !/^\/api\/(v1|app)\//.test(path) ? {} : { "x-kvit-view-as": role };
}

function stored(): ViewedRole | null {
  const value = sessionStorage.getItem(storageKey);
  return viewedRoles.find((role) => role === value) ?? null;
}
