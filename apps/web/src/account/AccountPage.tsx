import { useState } from "react";
import type { ChangeMe, MeView } from "@kvit/contract/people";
import { explain } from "../api/explain.ts";
import { complain, say } from "../app/toasts.ts";
import { t as translate, useWords } from "../i18n/language.ts";
import { Failed } from "../page/Confirm.tsx";
import { LanguageSelect, Segments, Select, TextArea, Tick, ZoneSelect } from "../page/inputs.tsx";
import { Page } from "../page/Page.tsx";
import { Section } from "../page/Section.tsx";
import { useSubmit } from "../page/use-submit.ts";
import { useSignedIn } from "../store/session.ts";
import { Field } from "../ui/Field.tsx";
import { changeMe } from "./change-me.ts";

/** Everything of oneself except what guards the account. */
export function AccountPage() {
  const { t } = useWords();
  const { me } = useSignedIn();
  return (
    <Page title={t("settings.mine")} lead={t("account.lead", { email: me.agent.email })}>
      <Person me={me} />
      <Looks me={me} />
      <Writing me={me} />
    </Page>
  );
}

type Props = { readonly me: MeView };

function Person({ me }: Props) {
  const { t } = useWords();
  const [name, setName] = useState(me.agent.name);
  const { busy, failure, errors, submit } = useSubmit();
  return (
    <Section title={t("account.person")}>
      <form
        className="form"
        data-testid="account"
        onSubmit={(event) => submit(event, async () => save({ name }))}
      >
        <Field
          label={t("common.name")}
          name="name"
          autoComplete="name"
          required
          maxLength={200}
          hint={t("account.nameHint")}
          value={name}
          error={errors["name"]}
          onValue={setName}
        />
        <Failed text={failure} />
        <div className="form-end">
          <button
            type="submit"
            className="button"
            data-kind="primary"
            disabled={busy || name === me.agent.name}
          >
            {t("common.save")}
          </button>
        </div>
      </form>
      <div className="form form-pair">
        <LanguageSelect value={me.agent.language} onValue={(language) => keep({ language })} />
        <ZoneSelect value={me.agent.timeZone} onValue={(timeZone) => keep({ timeZone })} />
      </div>
    </Section>
  );
}

function Looks({ me }: Props) {
  const { t } = useWords();
  const { theme, density, shortcuts } = me.preferences;
  return (
    <Section title={t("account.looks")} lead={t("account.atOnce")}>
      <Segments
        label={t("settings.theme")}
        value={theme}
        options={[
          ["system", t("settings.theme.system")],
          ["light", t("settings.theme.light")],
          ["dark", t("settings.theme.dark")],
        ]}
        onValue={(next) => keep({ preferences: { theme: next } })}
      />
      <Segments
        label={t("settings.density")}
        value={density}
        options={[
          ["comfortable", t("settings.density.comfortable")],
          ["compact", t("settings.density.compact")],
        ]}
        onValue={(next) => keep({ preferences: { density: next } })}
      />
      <Tick
        label={t("settings.shortcuts")}
        hint={t("account.shortcutsHint")}
        checked={shortcuts}
        onValue={(next) => keep({ preferences: { shortcuts: next } })}
      />
    </Section>
  );
}

const holds = [0, 5, 10, 20, 30] as const;

function Writing({ me }: Props) {
  const { t } = useWords();
  const [signature, setSignature] = useState(me.signature);
  const { busy, failure, errors, submit } = useSubmit();
  return (
    <Section title={t("account.writing")}>
      <div className="form">
        <Select
          label={t("settings.hold")}
          hint={t("account.holdHint")}
          value={String(me.preferences.holdSeconds)}
          options={holds.map((seconds) => [String(seconds), t("account.seconds", { count: seconds })])}
          onValue={(value) => {
            const holdSeconds = holds.find((each) => String(each) === value);
            if (holdSeconds !== undefined) keep({ preferences: { holdSeconds } });
          }}
        />
      </div>
      <form className="form" onSubmit={(event) => submit(event, async () => save({ signature }))}>
        <TextArea
          label={t("account.signature")}
          hint={t("account.signatureHint")}
          name="signature"
          error={errors["signature"]}
          value={signature}
          onValue={setSignature}
        />
        <Failed text={failure} />
        <div className="form-end">
          <button
            type="submit"
            className="button"
            data-kind="primary"
            disabled={busy || signature === me.signature}
          >
            {t("account.saveSignature")}
          </button>
        </div>
      </form>
    </Section>
  );
}

async function save(change: ChangeMe): Promise<void> {
  await changeMe(change);
  say(translate("common.saved"));
}

/** For choices that hold from the moment they are made. */
function keep(change: ChangeMe): void {
  changeMe(change).then(() => say(translate("common.saved")), sayWhy);
}

function sayWhy(error: unknown): void {
  complain(explain(error));
}
