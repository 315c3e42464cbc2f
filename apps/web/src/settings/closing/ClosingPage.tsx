import { useState } from "react";
import type { LifecycleView } from "@kvit/contract/lifecycle";
import { useWords } from "../../i18n/language.ts";
import { Segments, Select } from "../../page/inputs.tsx";
import { Loaded } from "../../page/Loaded.tsx";
import { Page } from "../../page/Page.tsx";
import { useResource } from "../../page/use-resource.ts";
import { useSignedIn } from "../../store/session.ts";
import { may } from "../pages.ts";
import { draftFault, draftOf, hasOwn, ladderFor, withLadder, withoutOwn, type Draft } from "./draft.ts";
import { LadderEditor } from "./LadderEditor.tsx";
import { SaveBar } from "./SaveBar.tsx";
import { TicketPreview } from "./TicketPreview.tsx";
import { usePreview } from "./use-preview.ts";
import { useShownTicket } from "./use-shown-ticket.ts";
import { Versions } from "./Versions.tsx";
import "./closing.css";

/** How tickets come to their end when nobody says anything: the closing ladder, seen on a calendar before it holds. */
export function ClosingPage() {
  const { t } = useWords();
  const lifecycle = useResource<LifecycleView>("/api/v1/lifecycle");
  const locked = !may(useSignedIn().me, "lifecycle.change");
  return (
    <Page title={t("settings.closing")} lead={t("settings.closing.lead")} wide>
      {locked && <p className="meta">{t("settings.adminsChange")}</p>}
      <Loaded of={lifecycle}>
        {(value) => (
          <Closing key={value.version} lifecycle={value} locked={locked} onSaved={lifecycle.replace} />
        )}
      </Loaded>
    </Page>
  );
}

type Props = {
  readonly lifecycle: LifecycleView;
  readonly locked: boolean;
  readonly onSaved: (lifecycle: LifecycleView) => void;
};

function Closing({ lifecycle, locked, onSaved }: Props) {
  const saved = draftOf(lifecycle);
  const [draft, setDraft] = useState<Draft>(saved);
  const [department, setDepartment] = useState<number | null>(null);
  const fault = draftFault(draft, department);
  const [ticket, setTicket] = useShownTicket(department);
  const preview = usePreview(draft, ticket?.number ?? null, fault === null);
  const isOwn = department === null || hasOwn(draft, department);
  return (
    <>
      <div className="closing">
        <div className="closing-ladder">
          <Whose draft={draft} department={department} onDepartment={setDepartment} />
          {department !== null && (
            <AsAll draft={draft} department={department} locked={locked} onDraft={setDraft} />
          )}
          {isOwn && (
            <LadderEditor
              key={String(department)}
              ladder={ladderFor(draft, department)}
              locked={locked}
              fault={fault?.department === department ? fault : null}
              onLadder={(ladder) => setDraft(withLadder(draft, department, ladder))}
            />
          )}
          {!locked && <SaveBar {...{ draft, saved, fault, preview, lifecycle, onSaved }} />}
        </div>
        <TicketPreview
          ladder={ladderFor(draft, ticket?.department.id ?? department)}
          ticket={ticket}
          preview={preview}
          onTicket={setTicket}
        />
      </div>
      <Versions current={lifecycle.version} locked={locked} onReverted={onSaved} />
    </>
  );
}

type WhoseProps = {
  readonly draft: Draft;
  readonly department: number | null;
  readonly onDepartment: (department: number | null) => void;
};

function Whose({ draft, department, onDepartment }: WhoseProps) {
  const { t } = useWords();
  const departments = useSignedIn().departments.filter((each) => !each.retired || hasOwn(draft, each.id));
  return (
    <div className="form">
      <Select
        label={t("closing.whose")}
        value={department === null ? "" : String(department)}
        options={[
          ["", t("closing.all")] as const,
          ...departments.map(({ id, name }) => [String(id), name] as const),
        ]}
        onValue={(value) => onDepartment(value === "" ? null : Number(value))}
      />
    </div>
  );
}

type AsAllProps = {
  readonly draft: Draft;
  readonly department: number;
  readonly locked: boolean;
  readonly onDraft: (draft: Draft) => void;
};

/** Whether a department goes by the common ladder; its own begins as a copy of that. */
function AsAll({ draft, department, locked, onDraft }: AsAllProps) {
  const { t } = useWords();
  const name = useSignedIn().departments.find(({ id }) => id === department)?.name ?? "";
  const own = hasOwn(draft, department);
  return (
    <fieldset className="plain-set" disabled={locked}>
      <Segments
        label={name}
        hideLabel
        value={own ? "own" : "all"}
        options={[
          ["all", t("closing.asAll")],
          ["own", t("closing.own")],
        ]}
        onValue={(value) =>
          onDraft(
            value === "own" ? withLadder(draft, department, draft.ladder) : withoutOwn(draft, department),
          )
        }
      />
      {!own && <p className="meta">{t("closing.asAllLead")}</p>}
    </fieldset>
  );
}
