import { useWords } from "../i18n/language.ts";
import { Page } from "./Page.tsx";

/** What a page says, under its title, to somebody whose rights do not open it. */
export function AdminsOnly({ title }: { readonly title: string }) {
  const { t } = useWords();
  return (
    <Page title={title}>
      <p className="page-empty" data-testid="admins-only">
        {t("settings.adminsOnly")}
      </p>
    </Page>
  );
}
