import { owner, type KvitProcess } from "./kvit-process.ts";

export type Api = {
  readonly get: <Answer>(path: string) => Promise<Answer>;
  readonly post: <Answer>(
    path: string,
    body?: unknown,
    headers?: Readonly<Record<string, string>>,
  ) => Promise<{ status: number; body: Answer }>;
};

/** The API as the signed-in person sees it. */
export async function signedInApi(
  kvit: KvitProcess,
  who: { readonly email: string; readonly password: string } = owner,
): Promise<Api> {
  const answer = await fetch(`${kvit.url}/api/auth/sign-in`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(who),
  });
  if (!answer.ok) throw new Error(`Signing in answered ${answer.status}: ${await answer.text()}`);
  const cookie = answer.headers
    .getSetCookie()
    .map((each) => each.split(";")[0])
    .join("; ");
  return {
    get: async <Answer>(path: string) => {
      const got = await fetch(`${kvit.url}${path}`, { headers: { cookie } });
      if (!got.ok) throw new Error(`${path} answered ${got.status}: ${await got.text()}`);
      return (await got.json()) as Answer;
    },
    post: async <Answer>(path: string, body?: unknown, headers: Readonly<Record<string, string>> = {}) => {
      const got = await fetch(`${kvit.url}${path}`, {
        method: "POST",
        headers: { cookie, "content-type": "application/json", ...headers },
        body: JSON.stringify(body ?? {}),
      });
      return { status: got.status, body: (await got.json()) as Answer };
    },
  };
}

/** Waits until `look` answers something other than null, and answers it. */
export async function eventually<Value>(
  what: string,
  look: () => Promise<Value | null>,
  patienceMs = 15_000,
): Promise<Value> {
  const end = Date.now() + patienceMs;
  while (Date.now() < end) {
    const found = await look();
    if (found !== null) return found;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(`Not seen in ${patienceMs / 1000} s: ${what}`);
}
