import { useWords } from "../i18n/language.ts";
import { presence } from "../store/live.ts";
import { useSignedIn } from "../store/session.ts";
import { useKeyed } from "../store/signal.ts";
import { Icon } from "../ui/Icon.tsx";

/** Who else is at this ticket, in words; who types comes first. */
export function Presence({ number }: { readonly number: number }) {
  const { t } = useWords();
  const { agents } = useSignedIn();
  const others = useKeyed(presence, number) ?? [];
  const sorted = [...others].sort((a, b) => Number(b.doing === "typing") - Number(a.doing === "typing"));
  return (
    <span className="presence" role="status" data-testid="presence">
      {sorted.map(({ id, doing }) => (
        <span key={id} className="presence-one" data-doing={doing}>
          <Icon name={doing === "typing" ? "note" : "eye"} />
          <span className="truncate">
            {t(`row.${doing}`, { name: agents.find((agent) => agent.id === id)?.name ?? t("actor.agent") })}
          </span>
        </span>
      ))}
    </span>
  );
}
