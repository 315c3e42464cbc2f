import {
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
  Outlet,
  redirect,
} from "@tanstack/react-router";
import { loadSession, session } from "../store/session.ts";
import { QueuePage } from "../tickets/QueuePage.tsx";
import { TicketPage } from "../tickets/TicketPage.tsx";
import { MissingPage } from "./MissingPage.tsx";
import { setNavigator } from "./navigation.ts";
import { Shell } from "./Shell.tsx";

const lastViewKey = "kvit.view";
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

const queue = createRoute({
  getParentRoute: () => app,
  path: "/v/$view",
  component: function Queue() {
    const { view } = queue.useParams();
    return <QueuePage view={view} />;
  },
  onEnter: ({ params }) => localStorage.setItem(lastViewKey, params.view),
  onStay: ({ params }) => localStorage.setItem(lastViewKey, params.view),
});

const ticket = createRoute({
  getParentRoute: () => app,
  path: "/t/$number",
  component: function Ticket() {
    const { number } = ticket.useParams();
    return <TicketPage number={Number(number)} />;
  },
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
  validateSearch: (search: Record<string, unknown>): { readonly token: string } => ({
    token: textOf(search["token"]),
  }),
  component: lazyRouteComponent(() => import("./lazy-pages.tsx"), "SetUpDesk"),
});

export const router = createRouter({
  routeTree: root.addChildren([app.addChildren([home, queue, ticket]), signIn, setUp]),
  defaultPreload: false,
  scrollRestoration: false,
});
setNavigator({ push: (path) => router.history.push(path), back: () => router.history.back() });

declare module "@tanstack/react-router" {
  interface Register {
    router: typeof router;
  }
}
