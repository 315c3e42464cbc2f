import { useId, type ReactNode } from "react";

type Props = {
  readonly title: string;
  readonly lead?: ReactNode;
  readonly children: ReactNode;
};

/** A part of a page under a heading of its own. */
export function Section({ title, lead, children }: Props) {
  const id = useId();
  return (
    <section className="section" aria-labelledby={id}>
      <div className="section-head">
        <h2 id={id}>{title}</h2>
        {lead !== undefined && <p className="meta">{lead}</p>}
      </div>
      {children}
    </section>
  );
}
