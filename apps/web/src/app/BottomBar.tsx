import { useLocation } from "@tanstack/react-router";
import { useWords, type MessageKey } from "../i18n/language.ts";
import { runCommand } from "../keys/registry.ts";
import { AppLink } from "../ui/AppLink.tsx";
import { Icon, type IconName } from "../ui/Icon.tsx";
import { viewPath } from "./navigation.ts";

const links: readonly (readonly [path: string, label: MessageKey, icon: IconName])[] = [
  [viewPath("all"), "rail.queue", "inbox"],
  [viewPath("mine"), "view.mine", "person"],
];

/** The rail of small screens. */
export function BottomBar() {
  const { t } = useWords();
  const { pathname } = useLocation();
  return (
    <nav className="bottom" aria-label={t("rail.views")}>
      {links.map(([path, label, icon]) => (
        <AppLink
          key={path}
          className="bottom-link"
          href={path}
          aria-current={pathname === path ? "page" : undefined}
        >
          <Icon name={icon} />
          {t(label)}
        </AppLink>
      ))}
      <button type="button" className="bottom-link" onClick={() => runCommand("app.palette")}>
        <Icon name="search" />
        {t("common.search")}
      </button>
      <AppLink
        className="bottom-link"
        href="/settings"
        aria-current={/^\/(settings|me)(\/|$)/.test(pathname) ? "page" : undefined}
      >
        <Icon name="settings" />
        {t("rail.me")}
      </AppLink>
    </nav>
  );
}
