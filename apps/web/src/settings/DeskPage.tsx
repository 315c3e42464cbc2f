import { useState } from "react";
import type { DeskView } from "@kvit/contract/settings";
import { request } from "../api/request.ts";
import { say } from "../app/toasts.ts";
import { reloadMe } from "../account/change-me.ts";
import { useWords } from "../i18n/language.ts";
import { Failed } from "../page/Confirm.tsx";
import { LanguageSelect, ZoneSelect } from "../page/inputs.tsx";
import { Loaded } from "../page/Loaded.tsx";
import { Page } from "../page/Page.tsx";
import { useResource } from "../page/use-resource.ts";
import { useSubmit } from "../page/use-submit.ts";
import { useSignedIn } from "../store/session.ts";
import { Field } from "../ui/Field.tsx";
import { may } from "./pages.ts";

/** What holds for the whole desk. */
export function DeskPage() {
  const { t } = useWords();
  const desk = useResource<DeskView>("/api/v1/desk");
  return (
    <Page title={t("settings.desk")} lead={t("settings.desk.lead")}>
      <Loaded of={desk}>{(value) => <DeskForm desk={value} onSaved={desk.replace} />}</Loaded>
    </Page>
  );
}

type Props = { readonly desk: DeskView; readonly onSaved: (desk: DeskView) => void };

function DeskForm({ desk, onSaved }: Props) {
  const { t } = useWords();
  const locked = !may(useSignedIn().me, "setting.change");
  const [{ hasRelay: _, ...draft }, setDraft] = useState(desk);
  const { busy, failure, errors, submit } = useSubmit();
  const set = (change: Partial<DeskView>) => setDraft((before) => ({ ...before, ...change }));
  const save = async () => {
    onSaved(await request<DeskView>("/api/v1/desk", { method: "PATCH", body: draft }));
    await reloadMe();
    say(t("common.saved"));
  };
  return (
    <form className="form" data-testid="desk" onSubmit={(event) => submit(event, save)}>
      <Field
        label={t("setUp.desk")}
        name="name"
        required
        disabled={locked}
        maxLength={100}
        hint={t("setUp.deskHint")}
        value={draft.name}
        error={errors["name"]}
        onValue={(name) => set({ name })}
      />
      <Field
        label={t("desk.prefix")}
        name="ticketPrefix"
        disabled={locked}
        maxLength={10}
        pattern="[A-Za-z0-9\-]*"
        hint={t("desk.prefixHint", { example: `${draft.ticketPrefix || "ACME-"}4821`, plain: "#4821" })}
        value={draft.ticketPrefix}
        error={errors["ticketPrefix"]}
        onValue={(ticketPrefix) => set({ ticketPrefix })}
      />
      <LanguageSelect
        hint={t("desk.languageHint")}
        disabled={locked}
        value={draft.language}
        onValue={(language) => set({ language })}
      />
      <ZoneSelect disabled={locked} value={draft.timeZone} onValue={(timeZone) => set({ timeZone })} />
      <Failed text={failure} />
      <div className="form-end">
        <button type="submit" className="button" data-kind="primary" disabled={busy || locked}>
          {t("common.save")}
        </button>
      </div>
    </form>
  );
}
