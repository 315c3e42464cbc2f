import {
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
  Outlet,
  redirect,
} from "@tanstack/react-router";
import { filterOf } from "../mail-ledger/filter.ts";
import { loadSession, session } from "../store/session.ts";
import { Desk } from "../tickets/Desk.tsx";
import { MissingPage } from "./MissingPage.tsx";
import { setNavigator } from "./navigation.ts";
import { Shell } from "./Shell.tsx";

const lastViewKey = "kvit.view";
const keepView = (view: string) => {
  // one person's tickets are looked up, and left again
  if (!view.startsWith("person-")) localStorage.setItem(lastViewKey, view);
};
const lastView = () => localStorage.getItem(lastViewKey) ?? "all";
const textOf = (value: unknown): string => (typeof value === "string" ? value : "");

const root = createRootRoute({ component: Outlet, notFoundComponent: MissingPage });

/** Pages of the app proper: they need somebody signed in. New ones go below as children of this. */
const app = createRoute({
  getParentRoute: () => root,
  id: "app",
  component: () => (
    <Shell>
      <Outlet />
    </Shell>
  ),
  beforeLoad: async ({ location }) => {
    if (session.get().state === "starting") await loadSession();
    if (session.get().state === "out") throw redirect({ to: "/sign-in", search: { next: location.href } });
  },
});

const home = createRoute({
  getParentRoute: () => app,
  path: "/",
  beforeLoad: () => {
    throw redirect({ to: "/v/$view", params: { view: lastView() }, replace: true });
  },
});

/** Queue and ticket page are one page, see there; these two routes are its addresses. */
const desk = createRoute({ getParentRoute: () => app, id: "desk", component: Desk });

const queue = createRoute({
  getParentRoute: () => desk,
  path: "/v/$view",
  onEnter: ({ params }) => keepView(params.view),
  onStay: ({ params }) => keepView(params.view),
});

const ticket = createRoute({ getParentRoute: () => desk, path: "/t/$number" });

const ledger = createRoute({
  getParentRoute: () => app,
  path: "/mail",
  validateSearch: filterOf,
  component: lazyRouteComponent(() => import("./lazy-admin.tsx"), "Ledger"),
});

const sandbox = createRoute({
  getParentRoute: () => app,
  path: "/sandbox",
  component: lazyRouteComponent(() => import("./lazy-admin.tsx"), "Sandbox"),
});

const sandboxMail = createRoute({
  getParentRoute: () => app,
  path: "/sandbox/$id",
  component: lazyRouteComponent(() => import("./lazy-admin.tsx"), "Sandbox"),
});

const person = createRoute({
  getParentRoute: () => app,
  path: "/people/$id",
  component: lazyRouteComponent(() => import("./lazy-admin.tsx"), "Customer"),
});

const settingsPage = createRoute({
  getParentRoute: () => app,
  path: "/settings/$",
  component: lazyRouteComponent(() => import("./lazy-admin.tsx"), "Settings"),
});

const account = createRoute({
  getParentRoute: () => app,
  path: "/me",
  component: lazyRouteComponent(() => import("./lazy-admin.tsx"), "Settings"),
});

const security = createRoute({
  getParentRoute: () => app,
  path: "/me/security",
  component: lazyRouteComponent(() => import("./lazy-admin.tsx"), "Settings"),
});

const signIn = createRoute({
  getParentRoute: () => root,
  path: "/sign-in",
  validateSearch: (search: Record<string, unknown>): { readonly next?: string } => {
    const next = textOf(search["next"]);
    // only a path of this app: never a way out to another site
    return /^\/(?![/\\])/.test(next) ? { next } : {};
  },
  component: lazyRouteComponent(() => import("./lazy-pages.tsx"), "SignIn"),
});

const setUp = createRoute({
  getParentRoute: () => root,
  path: "/setup",
  component: lazyRouteComponent(() => import("./lazy-pages.tsx"), "SetUpDesk"),
});

const invitation = createRoute({
  getParentRoute: () => root,
  path: "/invitation/$token",
  component: lazyRouteComponent(() => import("./lazy-pages.tsx"), "Invitation"),
});

const askReset = createRoute({
  getParentRoute: () => root,
  path: "/reset",
  component: lazyRouteComponent(() => import("./lazy-pages.tsx"), "AskForReset"),
});

const reset = createRoute({
  getParentRoute: () => root,
  path: "/reset/$token",
  component: lazyRouteComponent(() => import("./lazy-pages.tsx"), "Reset"),
});

export const router = createRouter({
  routeTree: root.addChildren([
    app.addChildren([
      home,
      desk.addChildren([queue, ticket]),
      ledger,
      sandbox,
      sandboxMail,
      person,
      settingsPage,
      account,
      security,
    ]),
    signIn,
    setUp,
    invitation,
    askReset,
    reset,
  ]),
  defaultPreload: false,
  scrollRestoration: false,
});
setNavigator({ push: (path) => router.history.push(path), back: () => router.history.back() });

declare module "@tanstack/react-router" {
  interface Register {
    router: typeof router;
  }
}
