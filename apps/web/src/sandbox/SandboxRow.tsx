import type { SandboxMail } from "@kvit/contract/mail";
import { useWords } from "../i18n/language.ts";
import { AppLink } from "../ui/AppLink.tsx";
import { useMinute } from "../ui/time.ts";
import { kindWords } from "./kind.ts";

/** One mail in the list: to whom, what, when. */
export function SandboxRow({ mail, current }: { readonly mail: SandboxMail; readonly current: boolean }) {
  const words = useWords();
  const now = useMinute();
  return (
    <li data-row-box>
      <AppLink
        className="sandbox-row"
        href={`/sandbox/${mail.id}`}
        aria-current={current ? "true" : undefined}
        data-row
        data-mail={mail.id}
        data-kind={mail.kind}
      >
        <span className="sandbox-to truncate">{mail.to.join(", ")}</span>
        <time className="meta" dateTime={mail.at}>
          {words.format.near(Date.parse(mail.at), now)}
        </time>
        <span className="sandbox-subject truncate">{mail.subject}</span>
        <span className="sandbox-kind meta">{kindWords(words, mail.kind)}</span>
      </AppLink>
    </li>
  );
}
