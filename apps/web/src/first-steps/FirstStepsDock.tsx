import { lazy, Suspense, useEffect } from "react";
import { go, viewPath } from "../app/navigation.ts";
import { overlay } from "../app/overlay.ts";
import { registerCommands } from "../keys/registry.ts";
import { keepPreference } from "../store/preferences.ts";
import { signedIn, useSignedIn } from "../store/session.ts";

const Card = lazy(() => import("./FirstSteps.tsx").then((module) => ({ default: module.FirstSteps })));

const maySetUp = (): boolean => (signedIn()?.me.rights["setting.change"] ?? "none") !== "none";

registerCommands([
  {
    id: "app.firstSteps",
    label: "firstSteps.show",
    keys: [],
    where: "anywhere",
    enabled: () => maySetUp() && signedIn()?.me.preferences.checklistHidden === true,
    run: () => {
      keepPreference({ checklistHidden: false });
      go(viewPath("all"));
    },
  },
]);

/** The place of the first steps above the list, for those who set up the desk, until they put them away. */
export function FirstStepsDock() {
  const { preferences } = useSignedIn().me;
  const shown = maySetUp() && !preferences.checklistHidden;
  useNotedPalette(shown && !preferences.paletteOpened);
  if (!shown) return null;
  return (
    <Suspense fallback={null}>
      <Card />
    </Suspense>
  );
}

function useNotedPalette(wanted: boolean): void {
  useEffect(() => {
    if (!wanted) return undefined;
    return overlay.subscribe(() => {
      if (overlay.get()?.kind === "palette") keepPreference({ paletteOpened: true });
    });
  }, [wanted]);
}
