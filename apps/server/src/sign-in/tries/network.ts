import ipaddr from "ipaddr.js";

/**
 * What one subscriber has: a whole IPv4 address, or the first 64 bits of an
 * IPv6 address (whose rest they choose themselves). An IPv4 address written as
 * IPv6 is the same network as the plain one.
 */
export function networkOf(address: string): string {
  if (!ipaddr.isValid(address)) return "unknown";
  const parsed = ipaddr.process(address);
  if (parsed.kind() === "ipv4") return parsed.toString();
  return parsed
    .toByteArray()
    .slice(0, 8)
    .map((byte) => byte.toString(16).padStart(2, "0"))
    .join("");
}
