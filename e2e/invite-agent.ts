import type { SandboxMail } from "@kvit/contract/mail";
import { eventually, type Api } from "./api-client.ts";
import type { KvitProcess } from "./kvit-process.ts";

export type Newcomer = { readonly email: string; readonly password: string };

/** Makes somebody an agent as people are: invited, and in by the link of the mail. Their name is their address in words. */
export async function inviteAgent(kvit: KvitProcess, api: Api, person: Newcomer): Promise<void> {
  await api.post("/api/v1/invitations", { emails: [person.email], role: "agent", departmentIds: [1] });
  const token = await eventually(`the invitation of ${person.email}`, async () => {
    const { items } = await api.get<{ items: SandboxMail[] }>("/api/app/sandbox");
    const mail = items.find(({ kind, to }) => kind === "invitation" && to.includes(person.email));
    return /\/invitation\/([\w-]+)/.exec(mail?.text ?? "")?.[1] ?? null;
  });
  const answer = await fetch(`${kvit.url}/api/auth/invitations/${token}/accept`, {
    method: "POST",
    headers: { "content-type": "application/json", origin: kvit.url },
    body: JSON.stringify({
      name: nameOf(person.email),
      password: person.password,
      language: "en",
      timeZone: "Europe/Ljubljana",
    }),
  });
  if (!answer.ok) throw new Error(`Joining answered ${answer.status}: ${await answer.text()}`);
}

/** "jan.nowak@primer.test" is Jan Nowak. */
const nameOf = (email: string): string =>
  (email.split("@")[0] ?? email)
    .split(".")
    .map((part) => part.charAt(0).toUpperCase() + part.slice(1))
    .join(" ");
