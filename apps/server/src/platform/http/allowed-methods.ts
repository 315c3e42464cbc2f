import type { ListedRoute } from "./route-list.ts";

/**
 * The methods some route answers at this address (RFC 9110 §15.5.6), to be
 * asked once all routes are registered. None where there is no such address.
 */
export function allowedMethods(routes: readonly ListedRoute[]): (url: string) => readonly string[] {
  const known = routes.map(({ method, path }) => ({ method, pattern: patternOf(path) }));
  return (url) => {
    const [path = ""] = url.split("?");
    const methods = new Set(known.filter(({ pattern }) => pattern.test(path)).map(({ method }) => method));
    if (methods.has("GET")) methods.add("HEAD");
    return [...methods].toSorted();
  };
}

function patternOf(path: string): RegExp {
  const parts = path.split(/(\{\w+\}|\*)/).map((part) => {
    if (part === "*") return ".*";
    return part.startsWith("{") ? "[^/]+" : RegExp.escape(part);
  });
  return new RegExp(`^${parts.join("")}$`);
}
