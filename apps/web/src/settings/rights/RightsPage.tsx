import { useState } from "react";
import type { RightRow } from "@kvit/contract/settings";
import { ScrollBox } from "../../page/ScrollBox.tsx";
import { useWords } from "../../i18n/language.ts";
import { Loaded } from "../../page/Loaded.tsx";
import { Page } from "../../page/Page.tsx";
import { Section } from "../../page/Section.tsx";
import { useResource } from "../../page/use-resource.ts";
import { useSignedIn } from "../../store/session.ts";
import { lookAs, viewAs, viewedRoles } from "../../store/view-as.ts";
import { groupsOf, scopeKey, verbKey, type RightGroup } from "./right-words.ts";
import "./rights.css";

const columns = ["agent", "lead", "admin", "owner"] as const;
type Column = (typeof columns)[number];

/** Who may do what, made from what the server asks for at each of its doors. */
export function RightsPage() {
  const { t } = useWords();
  const [shown, setShown] = useState<Column>("agent");
  const rights = useResource<{ readonly items: readonly RightRow[] }>("/api/v1/rights");
  return (
    <Page title={t("settings.rights")} lead={t("rights.lead")} wide>
      <LookAs />
      <Loaded of={rights}>
        {({ items }) => (
          <ScrollBox label={t("settings.rights")}>
            <RolePick shown={shown} onPick={setShown} />
            <table className="table rights" data-testid="rights" data-shown={shown}>
              <thead>
                <tr>
                  <th scope="col">{t("rights.right")}</th>
                  {columns.map((column) => (
                    <th key={column} scope="col" data-column={column}>
                      {t(`role.${column}`)}
                    </th>
                  ))}
                </tr>
              </thead>
              {groupsOf(items).map((group) => (
                <Group key={group.thing} group={group} />
              ))}
            </table>
          </ScrollBox>
        )}
      </Loaded>
    </Page>
  );
}

type PickProps = { readonly shown: Column; readonly onPick: (column: Column) => void };
/** Where the screen has no room for all roles: the one whose column is shown. */
function RolePick({ shown, onPick }: PickProps) {
  const { t } = useWords();
  return (
    <div className="rights-pick" role="group" aria-label={t("settings.rights")} data-testid="role-pick">
      {columns.map((column) => (
        <button
          key={column}
          type="button"
          className="button"
          data-kind={column === shown ? "plain" : "quiet"}
          aria-pressed={column === shown}
          onClick={() => onPick(column)}
        >
          {t(`role.${column}`)}
        </button>
      ))}
    </div>
  );
}

function LookAs() {
  const { t } = useWords();
  const { role } = useSignedIn().me.agent;
  if (role === "agent" || viewAs.get() !== null) return null;
  return (
    <Section title={t("rights.look")} lead={t("rights.lookLead")}>
      <div className="form-end" data-testid="look-as">
        {viewedRoles
          .filter((each) => role === "owner" || each !== "admin")
          .map((each) => (
            <button key={each} type="button" className="button" onClick={() => lookAs(each)}>
              {t(`rights.lookAs.${each}`)}
            </button>
          ))}
      </div>
    </Section>
  );
}

function Group({ group }: { readonly group: RightGroup }) {
  const words = useWords();
  const { t, has } = words;
  const title = `rights.thing.${group.thing}`;
  return (
    <tbody>
      <tr className="rights-group">
        <th scope="rowgroup" colSpan={columns.length + 1}>
          {has(title) ? t(title) : group.thing}
        </th>
      </tr>
      {group.rows.map((row) => (
        <tr key={row.permission} data-permission={row.permission}>
          <th scope="row" aria-label={verbWords(words, row.permission)}>
            <details>
              <summary>{verbWords(words, row.permission)}</summary>
              <p className="mono">{row.permission}</p>
              <ul className="mono">
                {row.routes.map((route) => (
                  <li key={route}>{route}</li>
                ))}
              </ul>
            </details>
          </th>
          {columns.map((column) => (
            <td key={column} data-column={column} data-scope={row[column]}>
              <Reach scope={row[column]} />
            </td>
          ))}
        </tr>
      ))}
    </tbody>
  );
}

/** A command's own words, without the dots that promise a choice. */
function verbWords({ t, has }: ReturnType<typeof useWords>, permission: string): string {
  const key = verbKey(permission);
  return has(key) ? t(key).replace(/\s?…$/, "") : permission;
}

function Reach({ scope }: { readonly scope: string }) {
  const { t, has } = useWords();
  const key = scopeKey(scope);
  return <>{has(key) ? t(key) : scope}</>;
}
