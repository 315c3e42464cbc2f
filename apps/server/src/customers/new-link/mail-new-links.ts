import { addressKeyOf } from "../../contacts/contacts.queries.ts";
import { limitTries, mailLimit } from "../../sign-in/index.ts";
import { inTransaction } from "../../tickets/unit-of-work.ts";
import type { CustomersDeps } from "../customers-deps.ts";
import { findConversation, type CustomerRequest } from "../find-request.ts";
import { wordsOf } from "../pages/voice.ts";
import { findAddressee, selectNewestTickets, type Addressee } from "./new-link.queries.ts";

const mostLinks = 10;

/**
 * Mails whoever has this address a link to each of their newest requests. Whether
 * anybody does is neither answered nor to be measured: looking for them begins
 * after the answer. Throws too-many-requests, for known and unknown addresses alike.
 */
export async function askForNewLinks(
  deps: CustomersDeps,
  { address, ip }: { readonly address: string; readonly ip: string },
): Promise<void> {
  const attempt = { accountId: deps.accountId, who: address, ip, device: null };
  await limitTries(deps, "links", attempt, mailLimit);
  deps.background.run(async () => mailNewLinks(deps, address));
}

async function mailNewLinks(deps: CustomersDeps, address: string): Promise<void> {
  const { accountId, db } = deps;
  const addressee = await findAddressee(db, accountId, addressKeyOf(address));
  if (addressee === null) return;
  const requests = await requestsOf(deps, addressee);
  const [newest] = requests;
  if (newest === undefined) return;
  const say = wordsOf(newest.language);
  await inTransaction(deps, async (work) =>
    deps.mails.links(work, {
      accountId,
      to: { name: addressee.name, address: addressee.address },
      language: newest.language,
      subject: say("customer.linksMail.subject"),
      words: say("customer.linksMail.words", { count: requests.length }),
      links: requests.map(({ reference, stored }) => ({
        words: say("customer.request", { reference }),
        url: `${deps.publicUrl}/r/${deps.links.conversationToken(stored.ticket.id, addressee.contactId)}`,
      })),
      notYou: say("customer.linksMail.notYou"),
    }),
  );
}

/** Each once, however many tickets were merged into it. */
async function requestsOf(
  deps: CustomersDeps,
  { contactId }: Addressee,
): Promise<readonly CustomerRequest[]> {
  const found = new Map<number, CustomerRequest>();
  for (const id of await selectNewestTickets(deps.db, deps.accountId, contactId, mostLinks)) {
    const request = await findConversation(deps, deps.links.conversationToken(id, contactId));
    if (request !== null) found.set(request.stored.ticket.id, request);
  }
  return [...found.values()];
}
