import { useWords } from "../i18n/language.ts";

export type Membership = { readonly id: number; readonly lead: boolean; readonly deputy: boolean };

type Props = {
  /** What the first column lists. */
  readonly head: string;
  readonly choices: readonly (readonly [id: number, name: string])[];
  readonly members: readonly Membership[];
  readonly locked: boolean;
  readonly onMembers: (members: readonly Membership[]) => void;
};

/** Who belongs where, who leads and who stands in: of one department or of one agent. */
export function MembershipTable({ head, choices, members, locked, onMembers }: Props) {
  const { t } = useWords();
  const set = (id: number, change: Partial<Membership> | null) => {
    const others = members.filter((member) => member.id !== id);
    const before = members.find((member) => member.id === id) ?? { id, lead: false, deputy: false };
    onMembers(change === null ? others : [...others, { ...before, ...change }]);
  };
  return (
    <div className="table-box">
      <table className="table membership">
        <thead>
          <tr>
            <th scope="col">{head}</th>
            <th scope="col">{t("departments.member")}</th>
            <th scope="col">{t("departments.lead")}</th>
            <th scope="col">{t("departments.deputy")}</th>
          </tr>
        </thead>
        <tbody>
          {choices.map(([id, name]) => {
            const member = members.find((each) => each.id === id);
            const box = (
              label: string,
              checked: boolean,
              change: (on: boolean) => Partial<Membership> | null,
            ) => (
              <input
                type="checkbox"
                aria-label={`${name}: ${label}`}
                disabled={locked}
                checked={checked}
                onChange={(event) => set(id, change(event.target.checked))}
              />
            );
            return (
              <tr key={id}>
                <th scope="row">{name}</th>
                <td>{box(t("departments.member"), member !== undefined, (on) => (on ? {} : null))}</td>
                <td>{box(t("departments.lead"), member?.lead ?? false, (lead) => ({ lead }))}</td>
                <td>{box(t("departments.deputy"), member?.deputy ?? false, (deputy) => ({ deputy }))}</td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}
