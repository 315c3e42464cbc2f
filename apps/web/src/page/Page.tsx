import { useEffect, type ReactNode } from "react";
import "./page.css";

type Props = {
  readonly title: string;
  readonly lead?: ReactNode;
  /** Buttons beside the title. */
  readonly actions?: ReactNode;
  /** What stands above the title: the way back. */
  readonly above?: ReactNode;
  /** Lists take the width there is; forms stay narrow enough to read. */
  readonly wide?: boolean;
  readonly children: ReactNode;
};

/** A page with a title: everything beside the queue and the tickets. */
export function Page({ title, lead, actions, above, wide = false, children }: Props) {
  useTitle(title);
  return (
    <div className="page" data-wide={wide || undefined}>
      <header className="page-head">
        {above}
        <div className="page-title">
          <h1>{title}</h1>
          {actions !== undefined && <div className="page-actions">{actions}</div>}
        </div>
        {lead !== undefined && <p className="page-lead">{lead}</p>}
      </header>
      {children}
    </div>
  );
}

/** Names the browser's tab after the page. */
export function useTitle(title: string): void {
  useEffect(() => {
    document.title = `${title} · Kvit`;
  }, [title]);
}
