import { useState } from "react";
import { foldForSearch } from "@kvit/i18n/format";
import { go } from "../app/navigation.ts";
import { useWords, type MessageKey } from "../i18n/language.ts";
import { Page } from "../page/Page.tsx";
import { signOut } from "../store/end-session.ts";
import { useSignedIn } from "../store/session.ts";
import { AppLink } from "../ui/AppLink.tsx";
import { Icon } from "../ui/Icon.tsx";
import { may, openPages, type SettingsPage } from "./pages.ts";

const groups: readonly (readonly [SettingsPage["group"], MessageKey])[] = [
  ["mine", "settings.group.mine"],
  ["desk", "settings.group.desk"],
  ["records", "settings.group.records"],
];

/** The way to every setting, by words or by looking. */
export function SettingsHome() {
  const { t } = useWords();
  const { me } = useSignedIn();
  const [query, setQuery] = useState("");
  const wanted = foldForSearch(query).trim();
  const fits = (page: SettingsPage) => foldForSearch(`${t(page.label)} ${t(page.lead)}`).includes(wanted);
  const found = openPages(me).filter(fits);
  const first = found[0];
  return (
    <Page title={t("settings.title")}>
      <search>
        <form
          onSubmit={(event) => {
            event.preventDefault();
            if (first !== undefined) go(first.path);
          }}
        >
          <input
            className="input"
            type="search"
            name="settings"
            autoFocus={matchMedia("(width >= 64em)").matches}
            aria-label={t("settings.search")}
            placeholder={t("settings.search")}
            value={query}
            onChange={(event) => setQuery(event.target.value)}
          />
        </form>
      </search>
      {found.length === 0 && (
        <p className="page-empty" role="status">
          {t("settings.nothing", { text: query })}
        </p>
      )}
      {groups.map(([group, title]) => (
        <Group key={group} title={t(title)} pages={found.filter((page) => page.group === group)} />
      ))}
      <div className="form-end">
        {may(me, "mail.read") && (
          <>
            <AppLink className="button" href="/mail">
              <Icon name="ledger" /> {t("rail.ledger")}
            </AppLink>
            {me.sandbox && (
              <AppLink className="button" href="/sandbox">
                <Icon name="flask" /> {t("rail.sandbox")}
              </AppLink>
            )}
          </>
        )}
        <button type="button" className="button" onClick={() => void signOut()}>
          <Icon name="out" /> {t("common.signOut")}
        </button>
      </div>
    </Page>
  );
}

function Group({ title, pages }: { readonly title: string; readonly pages: readonly SettingsPage[] }) {
  const { t } = useWords();
  if (pages.length === 0) return null;
  return (
    <section className="settings-group">
      <h2>{title}</h2>
      <ul className="lines">
        {pages.map((page) => (
          <li key={page.path}>
            <AppLink className="line settings-line" href={page.path}>
              <Icon name={page.icon} />
              <span className="line-text">
                <b>{t(page.label)}</b>
                <span className="meta">{t(page.lead)}</span>
              </span>
              <Icon name="chevron" />
            </AppLink>
          </li>
        ))}
      </ul>
    </section>
  );
}
