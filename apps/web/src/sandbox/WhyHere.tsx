import { useWords } from "../i18n/language.ts";
import { useSignedIn } from "../store/session.ts";
import { AppLink } from "../ui/AppLink.tsx";

/** Why mail stays here, and how to let it leave. */
export function WhyHere() {
  const { t } = useWords();
  const mayChange = (useSignedIn().me.rights["mailbox.change"] ?? "none") !== "none";
  return (
    <details className="why">
      <summary>{t("sandbox.why")}</summary>
      <p>{t("sandbox.lead")}</p>
      <p>{t("sandbox.how", { variable: "KVIT_SMTP_URL" })}</p>
      {mayChange && <AppLink href="/settings/mailboxes">{t("sandbox.toMailboxes")}</AppLink>}
    </details>
  );
}
