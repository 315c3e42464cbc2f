import { useSearch } from "@tanstack/react-router";
import { SetUpPage } from "../set-up/SetUpPage.tsx";
import { SignInPage } from "../sign-in/SignInPage.tsx";

/** The pages before the app, loaded only where they are shown. */
export function SignIn() {
  const { next } = useSearch({ from: "/sign-in" });
  return <SignInPage next={next ?? "/"} />;
}

export function SetUpDesk() {
  const { token } = useSearch({ from: "/setup" });
  return <SetUpPage token={token} />;
}
