import { useWords } from "../i18n/language.ts";
import { AppLink } from "../ui/AppLink.tsx";

/** There is no such page. */
export function MissingPage() {
  const { t } = useWords();
  return (
    <div className="message-page">
      <p>{t("error.notFound")}</p>
      <AppLink className="button" href="/">
        {t("error.toQueue")}
      </AppLink>
    </div>
  );
}
