import { ApiError } from "../api/request.ts";
import { useWords } from "../i18n/language.ts";
import { AppLink } from "../ui/AppLink.tsx";

/** Whether the server said that the token of a mailed link works no longer, or never did. */
export function isOver(error: unknown): boolean {
  return error instanceof ApiError && [400, 404, 410].includes(error.status);
}

/** The way from the page of a mailed link to the front door. */
export function SignInLink() {
  const { t } = useWords();
  return (
    <p className="doorway-links">
      <AppLink href="/sign-in">{t("reset.back")}</AppLink>
    </p>
  );
}
