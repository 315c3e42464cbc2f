/**
 * How agents prove who they are: passwords, the second factor, sessions, the
 * reset of a forgotten password, and the reading of the caller of every
 * request. It says who somebody is and never what they may do; customers have
 * no part in it, their links are tokens of their own.
 */
export { createAuthenticate, createSignIn, onPrincipalsChanged, tidySignIn } from "./create-sign-in.ts";
export type { InvitationMail, ResetMail, SignInDeps } from "./sign-in-deps.ts";
export type { Principals } from "./sessions/principals.ts";
export { keyPrefix } from "./sessions/principals.ts";
export { signInRoutes } from "./sign-in.routes.ts";
export { accountSecurityRoutes } from "./account-security.routes.ts";
export { letIn, type SignedIn } from "./sign-in.ts";
export { giveSession } from "./sessions/set-cookies.ts";
export { sessionIdOf } from "./sessions/start-session.ts";
export { deleteSessionsOf as endSessionsOf } from "./sessions/sessions.queries.ts";
export { setPassword } from "./password/change-password.ts";
export { demandStrongPassword } from "./password/demand-strong-password.ts";
export { hashPassword } from "./password/password.ts";
export { limitTries, mailLimit, passwordLimit } from "./tries/limit-tries.ts";
export { createBackground, type Background } from "./background.ts";
export { newToken, tokenHash } from "./token.ts";
export { visitorOf, type Visitor } from "./visitor.ts";
