import type { onRequestAsyncHookHandler } from "fastify";

/** OWASP ASVS 5.0 V3: set on every answer, error pages too. Pages that need more say so themselves. */
export function securityHeaders(publicUrl: string): onRequestAsyncHookHandler {
  const headers = headersFor(publicUrl);
  return async (_request, reply) => {
    void reply.headers(headers);
  };
}

/** For the answers that no hook sees. */
export function headersFor(publicUrl: string): Readonly<Record<string, string>> {
  const https = publicUrl.startsWith("https:");
  return {
    "content-security-policy":
      "default-src 'self'; img-src 'self' data: blob:; style-src 'self' 'unsafe-inline'; script-src 'self'; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'; frame-src 'self' blob: data:; connect-src 'self' ws: wss:",
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    "cross-origin-opener-policy": "same-origin",
    "permissions-policy": "camera=(), microphone=(), geolocation=()",
    ...(https ? { "strict-transport-security": "max-age=31536000" } : {}),
  };
}
