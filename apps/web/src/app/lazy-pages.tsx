import { useParams, useSearch } from "@tanstack/react-router";
import { InvitationPage } from "../invitation/InvitationPage.tsx";
import { AskReset, ResetPassword } from "../reset/ResetPage.tsx";
import { SetUpPage } from "../set-up/SetUpPage.tsx";
import { SignInPage } from "../sign-in/SignInPage.tsx";

/** The pages before the app, loaded only where they are shown. */
export function SignIn() {
  const { next } = useSearch({ from: "/sign-in" });
  return <SignInPage next={next ?? "/"} />;
}

export function SetUpDesk() {
  return <SetUpPage token={tokenBehindHash()} />;
}

export function Invitation() {
  const { token } = useParams({ from: "/invitation/$token" });
  return <InvitationPage token={token} />;
}

export function AskForReset() {
  return <AskReset />;
}

export function Reset() {
  const { token } = useParams({ from: "/reset/$token" });
  return <ResetPassword token={token} />;
}

/** The token of a link stands behind the hash sign, which browsers send to nobody. */
const tokenBehindHash = (): string => decodeURIComponent(location.hash.replace(/^#/, ""));
