import type { SessionView } from "@kvit/contract/sign-in";
import { request } from "../api/request.ts";
import { say } from "../app/toasts.ts";
import { useWords } from "../i18n/language.ts";
import { Failed } from "../page/Confirm.tsx";
import { Loaded } from "../page/Loaded.tsx";
import { Section } from "../page/Section.tsx";
import { useResource } from "../page/use-resource.ts";
import { useSubmit } from "../page/use-submit.ts";
import { useMinute } from "../ui/time.ts";

/** Where one is signed in, and how to end it there. */
export function Sessions() {
  const { t } = useWords();
  const sessions = useResource<readonly SessionView[]>("/api/auth/sessions");
  const { busy, failure, submit } = useSubmit();
  const end = (path: string) =>
    submit(null, async () => {
      await request(path, { method: "DELETE" });
      sessions.reload();
      say(t("security.ended"));
    });
  return (
    <Section title={t("security.sessions")} lead={t("security.sessionsLead")}>
      <Loaded of={sessions}>
        {(list) => (
          <>
            <ul className="lines" data-testid="sessions">
              {list.map((each) => (
                <SessionLine
                  key={each.id}
                  session={each}
                  busy={busy}
                  onEnd={() => end(`/api/auth/sessions/${each.id}`)}
                />
              ))}
            </ul>
            {list.length > 1 && (
              <div className="form-end">
                <button
                  type="button"
                  className="button"
                  disabled={busy}
                  onClick={() => end("/api/auth/sessions")}
                >
                  {t("security.endOthers")}
                </button>
              </div>
            )}
          </>
        )}
      </Loaded>
      <Failed text={failure} />
    </Section>
  );
}

type LineProps = { readonly session: SessionView; readonly busy: boolean; readonly onEnd: () => void };

function SessionLine({ session, busy, onEnd }: LineProps) {
  const { t, format } = useWords();
  const now = Math.max(useMinute(), Date.parse(session.lastSeenAt));
  const device = session.device === "" ? t("security.unknownDevice") : session.device;
  return (
    <li className="line" data-session={session.id} data-current={session.current || undefined}>
      <div className="line-text">
        <b>{device}</b>
        <span className="meta">
          {t("security.since", {
            at: format.moment(Date.parse(session.createdAt)),
            seen: format.relative(Date.parse(session.lastSeenAt), now),
          })}
        </span>
      </div>
      {session.current ? (
        <span className="mark" data-status-color="resolved">
          {t("security.here")}
        </span>
      ) : (
        <button
          type="button"
          className="button"
          disabled={busy}
          aria-label={t("security.endOn", { device })}
          onClick={onEnd}
        >
          {t("security.end")}
        </button>
      )}
    </li>
  );
}
