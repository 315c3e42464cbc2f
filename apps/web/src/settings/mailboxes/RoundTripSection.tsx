import { useEffect } from "react";
import type { MailboxView } from "@kvit/contract/people";
import type { RoundTrip } from "@kvit/contract/round-trip";
import { request } from "../../api/request.ts";
import { useWords } from "../../i18n/language.ts";
import { Failed } from "../../page/Confirm.tsx";
import { Loaded } from "../../page/Loaded.tsx";
import { Section } from "../../page/Section.tsx";
import { useResource, type Resource } from "../../page/use-resource.ts";
import { useSubmit } from "../../page/use-submit.ts";
import { useSignedIn } from "../../store/session.ts";

/** Proves a mailbox both ways: a mail that goes out and is awaited here. */
export function RoundTripSection({ mailbox }: { readonly mailbox: MailboxView }) {
  const { t } = useWords();
  const { sandbox } = useSignedIn().me;
  const { address } = mailbox;
  const isReady = mailbox.relay !== null || !sandbox;
  if (address === null || !isReady)
    return (
      <Section
        title={t("roundTrip.title")}
        lead={t(address === null ? "roundTrip.needsAddress" : "roundTrip.needsRelay")}
      >
        <div className="form-end">
          <button type="button" className="button" disabled>
            {t("roundTrip.send")}
          </button>
        </div>
      </Section>
    );
  return (
    <Section title={t("roundTrip.title")} lead={t("roundTrip.lead", { address })}>
      <Trip mailbox={mailbox} address={address} />
    </Section>
  );
}

type Props = { readonly mailbox: MailboxView; readonly address: string };

function Trip({ mailbox, address }: Props) {
  const { t } = useWords();
  const path = `/api/v1/mailboxes/${mailbox.id}/round-trip`;
  const trip = useResource<RoundTrip>(path);
  useWatched(trip);
  const { busy, failure, submit } = useSubmit({ "too-many-requests": "roundTrip.tooMany" });
  const send = async () => trip.replace(await request<RoundTrip>(path, { method: "POST" }));
  return (
    <>
      <Loaded of={trip}>{(value) => <State trip={value} mailbox={mailbox} address={address} />}</Loaded>
      <Failed text={failure} />
      <div className="form-end">
        <button
          type="button"
          className="button"
          data-testid="round-trip-send"
          disabled={busy || isUnderWay(trip.value)}
          onClick={() => submit(null, send)}
        >
          {t(trip.value === null || trip.value.state === "none" ? "roundTrip.send" : "roundTrip.again")}
        </button>
      </div>
    </>
  );
}

const isUnderWay = (trip: RoundTrip | null): boolean => trip?.state === "sending";

/** How often to ask where it is; not at all once it is known. */
const askEveryMs: Readonly<Record<RoundTrip["state"], number | null>> = {
  none: null,
  sending: 500,
  waiting: 1000,
  back: null,
  refused: 5000,
  missing: 5000,
};

function useWatched({ value, reload }: Resource<RoundTrip>): void {
  useEffect(() => {
    const every = value === null ? null : askEveryMs[value.state];
    if (every === null) return undefined;
    const timer = setTimeout(reload, every);
    return () => clearTimeout(timer);
  }, [value, reload]);
}

const marks = {
  sending: ["…", "new"],
  waiting: ["…", "new"],
  back: ["✓", "resolved"],
  refused: ["!", "deleted"],
  missing: ["!", "open"],
} as const;

function State({ trip, mailbox, address }: Props & { readonly trip: RoundTrip }) {
  const { t } = useWords();
  const words = useSentence(trip, mailbox, address);
  if (trip.state === "none") return null;
  const [sign, color] = marks[trip.state];
  return (
    <div className="trip" data-testid="round-trip" data-state={trip.state}>
      <p role="status" className="trip-words">
        <span className="mark trip-sign" data-status-color={color} aria-hidden="true">
          {sign}
        </span>
        <span>{words}</span>
      </p>
      {trip.cameInBy !== null && <p>{t("roundTrip.elsewhere", { mailbox: trip.cameInBy })}</p>}
      {trip.technical !== null && (
        <details>
          <summary className="meta">{t("roundTrip.technical")}</summary>
          <p className="mono">{trip.technical}</p>
        </details>
      )}
    </div>
  );
}

function useSentence(trip: RoundTrip, { imap }: MailboxView, address: string): string {
  const { t } = useWords();
  switch (trip.state) {
    case "none":
      return "";
    case "sending":
      return t("roundTrip.sending");
    case "waiting":
      return t("roundTrip.waiting");
    case "back":
      return t("roundTrip.back", { seconds: trip.seconds ?? 1 });
    case "refused":
      return t("roundTrip.refused", { address });
    case "missing":
      return imap === null
        ? t("roundTrip.missing.door", { address })
        : t("roundTrip.missing.imap", { folder: imap.folder, host: imap.host });
    default:
      return trip.state satisfies never;
  }
}
