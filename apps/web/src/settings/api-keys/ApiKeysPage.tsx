import { useState } from "react";
import type { ApiKeyView, CreatedApiKey } from "@kvit/contract/settings";
import { request } from "../../api/request.ts";
import { complain, say } from "../../app/toasts.ts";
import { useWords } from "../../i18n/language.ts";
import { Confirm, Failed } from "../../page/Confirm.tsx";
import { Segments } from "../../page/inputs.tsx";
import { Loaded } from "../../page/Loaded.tsx";
import { Page } from "../../page/Page.tsx";
import { Section } from "../../page/Section.tsx";
import { useResource } from "../../page/use-resource.ts";
import { useSubmit } from "../../page/use-submit.ts";
import { Field } from "../../ui/Field.tsx";

/** Keys for programs. A key is shown once; afterwards only how it begins. */
export function ApiKeysPage() {
  const { t } = useWords();
  const keys = useResource<{ readonly items: readonly ApiKeyView[] }>("/api/v1/api-keys");
  const [made, setMade] = useState<CreatedApiKey | null>(null);
  const [revoking, setRevoking] = useState<ApiKeyView | null>(null);
  const { busy, failure, submit } = useSubmit();
  const revoke = async (key: ApiKeyView) => {
    await request(`/api/v1/api-keys/${key.id}`, { method: "DELETE" });
    setRevoking(null);
    keys.reload();
    say(t("apiKeys.revoked.done", { name: key.name }));
  };
  return (
    <Page title={t("settings.apiKeys")} lead={t("settings.apiKeys.lead")}>
      {made !== null && <Once made={made} />}
      <NewKey
        onMade={(key) => {
          setMade(key);
          keys.reload();
        }}
      />
      <Loaded of={keys}>
        {({ items }) =>
          items.length === 0 ? (
            <p className="page-empty">{t("apiKeys.none")}</p>
          ) : (
            <ul className="lines" data-testid="api-keys">
              {items.map((key) => (
                <KeyLine key={key.id} apiKey={key} onRevoke={() => setRevoking(key)} />
              ))}
            </ul>
          )
        }
      </Loaded>
      {revoking !== null && (
        <Confirm
          title={t("apiKeys.revokeSure", { name: revoking.name })}
          action={t("apiKeys.revoke")}
          danger
          busy={busy}
          failure={failure}
          onConfirm={() => submit(null, async () => revoke(revoking))}
          onClose={() => setRevoking(null)}
        >
          <p>{t("apiKeys.revokeLead")}</p>
        </Confirm>
      )}
    </Page>
  );
}

function NewKey({ onMade }: { readonly onMade: (key: CreatedApiKey) => void }) {
  const { t } = useWords();
  const [name, setName] = useState("");
  const [scope, setScope] = useState<ApiKeyView["scope"]>("write");
  const { busy, failure, errors, submit } = useSubmit();
  const create = async () => {
    onMade(await request<CreatedApiKey>("/api/v1/api-keys", { body: { name, scope } }));
    setName("");
  };
  return (
    <Section title={t("apiKeys.new")}>
      <form className="form" data-testid="new-key" onSubmit={(event) => submit(event, create)}>
        <Field
          label={t("apiKeys.name")}
          hint={t("apiKeys.nameHint")}
          name="name"
          required
          maxLength={100}
          autoComplete="off"
          value={name}
          error={errors["name"]}
          onValue={setName}
        />
        <Segments
          label={t("apiKeys.scope")}
          value={scope}
          options={[
            ["write", t("apiKeys.scope.write")],
            ["read", t("apiKeys.scope.read")],
          ]}
          onValue={setScope}
        />
        <Failed text={failure} />
        <div className="form-end">
          <button type="submit" className="button" data-kind="primary" disabled={busy}>
            {t("apiKeys.create")}
          </button>
        </div>
      </form>
    </Section>
  );
}

function Once({ made }: { readonly made: CreatedApiKey }) {
  const { t } = useWords();
  const copy = () =>
    navigator.clipboard.writeText(made.key).then(
      () => say(t("apiKeys.copied")),
      () => complain(t("error.clipboard")),
    );
  return (
    <div className="key-once" role="status" data-testid="key-once">
      <p>{t("apiKeys.once", { name: made.name })}</p>
      <code className="mono" data-testid="api-key">
        {made.key}
      </code>
      <div className="form-end">
        <button type="button" className="button" onClick={() => void copy()}>
          {t("apiKeys.copy")}
        </button>
      </div>
    </div>
  );
}

function KeyLine({ apiKey, onRevoke }: { readonly apiKey: ApiKeyView; readonly onRevoke: () => void }) {
  const { t, format } = useWords();
  const used = apiKey.lastUsedAt;
  return (
    <li className="line" data-key={apiKey.name} data-revoked={apiKey.revoked || undefined}>
      <span className="line-text">
        <b>{apiKey.name}</b>
        <span className="meta">
          <span className="mono">{apiKey.prefix}…</span> · {t(`apiKeys.scope.${apiKey.scope}`)} ·{" "}
          {apiKey.agent}
        </span>
        <span className="meta">
          {t("apiKeys.created", { at: format.moment(Date.parse(apiKey.createdAt)) })}
          {" · "}
          {used === null ? t("apiKeys.unused") : t("apiKeys.used", { at: format.moment(Date.parse(used)) })}
        </span>
      </span>
      {apiKey.revoked ? (
        <span className="mark" data-status-color="deleted">
          {t("apiKeys.revoked")}
        </span>
      ) : (
        <button
          type="button"
          className="button"
          aria-label={t("apiKeys.revokeOf", { name: apiKey.name })}
          onClick={onRevoke}
        >
          {t("apiKeys.revoke")}
        </button>
      )}
    </li>
  );
}
