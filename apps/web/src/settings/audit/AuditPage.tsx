import type { AuditEntry } from "@kvit/contract/settings";
import { useRef } from "react";
import { languageNames, languageOf } from "@kvit/i18n/language";
import { useWords, type Words } from "../../i18n/language.ts";
import { Waiting } from "../../page/Loaded.tsx";
import { More } from "../../page/More.tsx";
import { Page } from "../../page/Page.tsx";
import { useRowKeys } from "../../page/row-keys.ts";
import { useRows } from "../../page/use-rows.ts";
import { useSignedIn, type SignedIn } from "../../store/session.ts";
import { useMinute } from "../../ui/time.ts";
import { changesBetween, nameOf } from "./changes.ts";

/** Who changed which setting, from what to what. */
export function AuditPage() {
  const { t } = useWords();
  const rows = useRows<AuditEntry>("/api/v1/audit");
  const list = useRef<HTMLUListElement>(null);
  useRowKeys(list);
  return (
    <Page title={t("settings.audit")} lead={t("settings.audit.lead")}>
      {rows.items === null && rows.error === null && <Waiting />}
      {rows.items?.length === 0 && <p className="page-empty">{t("audit.empty")}</p>}
      <ul ref={list} className="lines" data-testid="audit" hidden={!rows.items?.length}>
        {rows.items?.map((entry) => (
          <Line key={entry.id} entry={entry} />
        ))}
      </ul>
      <More rows={rows} />
    </Page>
  );
}

function Line({ entry }: { readonly entry: AuditEntry }) {
  const words = useWords();
  const { t, format, has } = words;
  const world = useSignedIn();
  const now = useMinute();
  const at = Date.parse(entry.at);
  const [kind = "", id = ""] = entry.subject.split(":");
  const subject = wordOr(words, `audit.subject.${kind}`, kind);
  const name =
    nameOf(entry.before, entry.after) ?? nameById(world, kind, Number(id)) ?? (id === "" ? "" : `#${id}`);
  const action = `audit.action.${entry.action}`;
  return (
    <li className="line" data-row-box data-subject={entry.subject} data-action={entry.action}>
      <div className="line-text" data-row tabIndex={-1}>
        <b>
          {subject}
          {name !== "" && `: ${name}`}
        </b>
        <span className="meta">
          {has(action) ? t(action) : entry.action} ·{" "}
          {entry.byCommandLine ? t("audit.commandLine") : entry.actor} ·{" "}
          <time dateTime={entry.at} title={format.exact(at)}>
            {format.near(at, now)}
          </time>
        </span>
      </div>
      <dl className="change">
        {changesBetween(entry.before, entry.after).map((change) => (
          <div key={change.name} className="fact">
            <dt>{fieldWords(words, change.name)}</dt>
            <dd>
              {change.before !== undefined && (
                <del>{valueWords({ words, world }, change.name, change.before)}</del>
              )}
              {change.before !== undefined && change.after !== undefined && " → "}
              {change.after !== undefined && (
                <ins>{valueWords({ words, world }, change.name, change.after)}</ins>
              )}
            </dd>
          </div>
        ))}
      </dl>
    </li>
  );
}

const wordOr = ({ t, has }: Words, key: string, otherwise: string): string => (has(key) ? t(key) : otherwise);

/** "imap.host" → "IMAP: Server"; a field without words keeps its name. */
function fieldWords(words: Words, path: string): string {
  return path
    .split(".")
    .map((part) => wordOr(words, `audit.field.${part}`, part))
    .join(": ");
}

function nameById({ agents, departments }: SignedIn, kind: string, id: number): string | null {
  if (kind === "agent") return agents.find((each) => each.id === id)?.name ?? null;
  if (kind === "department") return departments.find((each) => each.id === id)?.name ?? null;
  return null;
}

type Speaker = { readonly words: Words; readonly world: SignedIn };

function valueWords(speaker: Speaker, field: string, value: unknown): string {
  const { t, format } = speaker.words;
  if (value === null || value === "") return t("common.none");
  if (typeof value === "boolean") return t(value ? "common.yes" : "common.no");
  if (Array.isArray(value))
    return value.length === 0
      ? t("common.none")
      : format.list(value.map((item) => itemWords(speaker, field, item)));
  if (typeof value === "string") return stringWords(speaker.words, field, value);
  if (typeof value !== "number") return JSON.stringify(value);
  return idName(speaker.world, field, value) ?? String(value);
}

/** A code stands as its word: a role, a scope, a language. */
function stringWords(words: Words, field: string, value: string): string {
  if (field === "role") return wordOr(words, `role.${value}`, value);
  if (field === "scope") return wordOr(words, `apiKeys.scope.${value}`, value);
  const language = field === "language" ? languageOf(value) : null;
  return language === null ? value : languageNames[language];
}

function idName(world: SignedIn, field: string, value: unknown): string | null {
  if (typeof value !== "number") return null;
  if (field === "agentId") return nameById(world, "agent", value);
  return field === "departmentId" || field === "departmentIds" ? nameById(world, "department", value) : null;
}

/** A member of a list: an agent or department by name, with what they are there. */
function itemWords({ words, world }: Speaker, field: string, item: unknown): string {
  if (typeof item !== "object" || item === null) return idName(world, field, item) ?? String(item);
  const entries = new Map<string, unknown>(Object.entries(item));
  const name = ["agentId", "departmentId"]
    .map((key) => idName(world, key, entries.get(key)))
    .find((each) => each !== null);
  if (name === undefined) return JSON.stringify(item);
  const flags = (["lead", "deputy"] as const).filter((flag) => entries.get(flag) === true);
  if (flags.length === 0) return name ?? "";
  return `${name} (${words.format.list(flags.map((flag) => words.t(`departments.${flag}`)))})`;
}
