import { useWords, type Words } from "../i18n/language.ts";
import type { View } from "../store/views.ts";

/** A view's name: its label in the language in use, or the department's own name. */
export function viewName(view: View, t: Words["t"]): string {
  return typeof view.label === "string" ? t(view.label) : view.label.text;
}

export function useViewName(view: View | null): string {
  const { t } = useWords();
  return view === null ? "" : viewName(view, t);
}
