import { useState } from "react";
import type { SamplesView } from "@kvit/contract/samples";
import { useWords } from "../i18n/language.ts";
import { Loaded } from "../page/Loaded.tsx";
import { Page } from "../page/Page.tsx";
import { useResource } from "../page/use-resource.ts";
import { ConfirmRemoveSamples } from "./ConfirmRemoveSamples.tsx";

/** The tickets a new desk begins with, and the one button that takes all of them away. */
export function SamplesPage() {
  const { t } = useWords();
  const samples = useResource<SamplesView>("/api/v1/samples");
  return (
    <Page title={t("settings.samples")} lead={t("settings.samples.lead")}>
      <Loaded of={samples}>{({ tickets }) => <Remove count={tickets} onGone={samples.reload} />}</Loaded>
    </Page>
  );
}

function Remove({ count, onGone }: { readonly count: number; readonly onGone: () => void }) {
  const { t } = useWords();
  const [asking, setAsking] = useState(false);
  return (
    <>
      <div className="page-empty" data-testid="samples" data-count={count}>
        <p>{count === 0 ? t("samples.none") : t("samples.count", { count })}</p>
        {count > 0 && (
          <button type="button" className="button" data-kind="danger" onClick={() => setAsking(true)}>
            {t("samples.remove")}
          </button>
        )}
      </div>
      {asking && <ConfirmRemoveSamples count={count} onGone={onGone} onClose={() => setAsking(false)} />}
    </>
  );
}
