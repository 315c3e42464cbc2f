import { useLocation } from "@tanstack/react-router";
import { useWords } from "../i18n/language.ts";
import { KeyHint, ariaKeys } from "../keys/KeyHint.tsx";
import { runCommand } from "../keys/registry.ts";
import { useSignedIn } from "../store/session.ts";
import { pathAt } from "../past/moment.ts";
import { useCounts } from "../past/use-counts.ts";
import { useSignal } from "../store/signal.ts";
import { viewsOf, type View } from "../store/views.ts";
import { desk } from "../tickets/desk-place.ts";
import { viewName } from "../tickets/view-name.ts";
import { AppLink } from "../ui/AppLink.tsx";
import { Icon, type IconName } from "../ui/Icon.tsx";
import { StatusGlyph } from "../ui/StatusGlyph.tsx";
import { railPages } from "./rail-pages.ts";
import { viewPath } from "./navigation.ts";

/** The views with their counts, and the ways to the other pages. */
export function Rail() {
  const { t } = useWords();
  const world = useSignedIn();
  const { at } = useSignal(desk);
  const counts = useCounts(world, at);
  const views = viewsOf(world);
  // nothing to look at is no news
  const { pathname } = useLocation();
  const isAsked = ({ id }: View) => (counts.get(id) ?? 0) > 0 || pathname === viewPath(id);
  const of = (section: View["section"]) =>
    views
      .filter((view) => view.section === section && (view.id !== "review" || isAsked(view)))
      .map((view) => <ViewLink key={view.id} view={view} count={counts.get(view.id)} at={at} />);
  const showDepartments = world.departments.filter((department) => !department.retired).length > 1;
  return (
    <nav className="rail" aria-label={t("rail.main")} data-testid="rail">
      <div className="rail-top">
        <span className="rail-desk truncate" title={world.me.desk.name}>
          {world.me.desk.name}
        </span>
        <button
          type="button"
          className="icon-button rail-fold"
          aria-label={t("command.rail")}
          title={t("command.rail")}
          onClick={() => runCommand("app.rail")}
        >
          <Icon name="rail" />
        </button>
      </div>
      <button
        type="button"
        className="rail-link rail-search"
        aria-label={t("common.search")}
        aria-keyshortcuts={ariaKeys("app.palette")}
        onClick={() => runCommand("app.palette")}
      >
        <Icon name="search" />
        <span className="rail-name">{t("common.search")}</span>
        <KeyHint command="app.palette" />
      </button>
      {of("work")}
      {showDepartments && (
        <>
          <h2 className="rail-section">{t("rail.departments")}</h2>
          {of("departments")}
        </>
      )}
      <h2 className="rail-section">{t("common.more")}</h2>
      {of("rest")}
      <div className="rail-end">
        {railPages()
          .filter((page) => page.shown?.(world.me) ?? true)
          .map((page) => (
            <RailLink key={page.path} href={page.path} icon={page.icon} name={t(page.label)} />
          ))}
      </div>
    </nav>
  );
}

const icons: Readonly<Record<string, IconName>> = {
  mine: "person",
  unassigned: "people",
  all: "inbox",
  review: "flag",
};
const glyphs = {
  answered: "answered",
  waiting: "resolved",
  postponed: "postponed",
  closed: "closed",
  spam: "spam",
  deleted: "deleted",
} as const;

type ViewLinkProps = {
  readonly view: View;
  readonly count: number | undefined;
  /** The instant looked back to, which stays while one goes from view to view. */
  readonly at: string | null;
};
function ViewLink({ view, count, at }: ViewLinkProps) {
  const { t, format } = useWords();
  const path = viewPath(view.id);
  const { pathname } = useLocation();
  const name = viewName(view, t);
  const glyph = Object.entries(glyphs).find(([id]) => id === view.id)?.[1];
  return (
    <AppLink
      className="rail-link"
      href={pathAt(path, at)}
      title={name}
      aria-current={pathname === path ? "page" : undefined}
      data-view={view.id}
    >
      <span className="icon rail-icon">
        {glyph === undefined ? <Icon name={icons[view.id] ?? "folder"} /> : <StatusGlyph status={glyph} />}
      </span>
      <span className="rail-name truncate">{view.id === "waiting" ? t("rail.waiting") : name}</span>
      {count !== undefined && count > 0 && <span className="rail-count">{format.number(count)}</span>}
    </AppLink>
  );
}

function RailLink({
  href,
  icon,
  name,
}: {
  readonly href: string;
  readonly icon: IconName;
  readonly name: string;
}) {
  const { pathname } = useLocation();
  return (
    <AppLink
      className="rail-link"
      href={href}
      title={name}
      aria-current={pathname.startsWith(href) ? "page" : undefined}
    >
      <Icon name={icon} />
      <span className="rail-name truncate">{name}</span>
    </AppLink>
  );
}
