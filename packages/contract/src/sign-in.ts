import { z } from "zod";
import { anyAddress, instant, language, shownName, timeZone } from "./wire.ts";

/** New passwords: long enough to matter; any character goes (NIST SP 800-63B). */
/** How long a password is at least and at most, wherever it is chosen. */
export const passwordLength = { min: 10, max: 256 } as const;
export const newPassword = z
  .string()
  .min(passwordLength.min, `Use at least ${passwordLength.min} characters.`)
  .max(passwordLength.max);
/** A password to be checked: whatever people type. */
const givenPassword = z.string().min(1, "Write your password.").max(256);
/** Of the second factor: six digits, or a backup code. Blanks and dashes do not count. */
const code = z.string().min(6, "Write the code.").max(40);
export const secretToken = z.string().min(20).max(200);

/** What the set-up page shows before anything is typed. */
export const setUpState = z.object({
  needed: z.boolean(),
  language,
  timeZone: z.string(),
});
export type SetUpState = z.infer<typeof setUpState>;

export const signIn = z.object({ email: anyAddress, password: givenPassword }).strict();
/** `twoFactor`: the password was right and a code is asked for next. */
export const signedIn = z.object({ twoFactor: z.boolean() });
export const secondFactor = z.object({ code }).strict();

export const session = z.object({
  id: z.number().int(),
  /** The one this question came with. */
  current: z.boolean(),
  createdAt: instant,
  lastSeenAt: instant,
  /** Browser and system, such as "Firefox · Linux"; empty when unknown. */
  device: z.string(),
});
export type SessionView = z.infer<typeof session>;

export const changePassword = z.object({ current: givenPassword, next: newPassword }).strict();

export const enableTwoFactor = z.object({ password: givenPassword }).strict();
/** Shown once. Nothing is asked at sign-in until a code has confirmed it. */
export const twoFactorSecret = z.object({
  uri: z.string(),
  secret: z.string(),
  /** The URI as a picture: one SVG element. */
  qr: z.string(),
  backupCodes: z.array(z.string()),
});
export type TwoFactorSecret = z.infer<typeof twoFactorSecret>;
export const disableTwoFactor = z.object({ password: givenPassword, code }).strict();

export const requestReset = z.object({ email: anyAddress }).strict();
export const resetLink = z.object({ token: secretToken }).strict();
/** What somebody with a reset link in hand may know: that it still works, and until when. */
export const openReset = z.object({ expiresAt: instant });
export type OpenReset = z.infer<typeof openReset>;
export const resetPassword = z.object({ token: secretToken, password: newPassword }).strict();

/** What somebody with an invitation in hand may know. */
export const openInvitation = z.object({
  email: z.string(),
  desk: z.string(),
  role: z.enum(["admin", "agent"]),
});
export type OpenInvitation = z.infer<typeof openInvitation>;
export const acceptInvitation = z
  .object({
    name: shownName(200, "Write your name."),
    password: newPassword,
    language,
    timeZone,
  })
  .strict();
export type AcceptInvitation = z.infer<typeof acceptInvitation>;
