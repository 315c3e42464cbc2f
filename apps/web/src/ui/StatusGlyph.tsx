import type { ReactNode } from "react";
import type { Status } from "@kvit/domain/tickets";
import "./status.css";

/** One shape per status, told apart without colour: disc, disc in ring, ring in ring, half disc, tick, square, barred ring, cross, hollow square. */
const shapes: Readonly<Record<Status, ReactNode>> = {
  new: <circle cx="7" cy="7" r="5" fill="currentColor" />,
  open: (
    <>
      <circle cx="7" cy="7" r="5.4" fill="none" stroke="currentColor" strokeWidth="1.5" />
      <circle cx="7" cy="7" r="2.8" fill="currentColor" />
    </>
  ),
  answered: (
    <>
      <circle cx="7" cy="7" r="5.4" fill="none" stroke="currentColor" strokeWidth="1.5" />
      <circle cx="7" cy="7" r="2.2" fill="none" stroke="currentColor" strokeWidth="1.3" />
    </>
  ),
  postponed: (
    <>
      <circle cx="7" cy="7" r="5.4" fill="none" stroke="currentColor" strokeWidth="1.5" />
      <path d="M7 1.600a5.400 5.400 0 0 0 0 10.800Z" fill="currentColor" />
    </>
  ),
  resolved: (
    <path
      d="M2 7.400 5.600 11 12.200 3.200"
      fill="none"
      stroke="currentColor"
      strokeWidth="2.1"
      strokeLinecap="round"
      strokeLinejoin="round"
    />
  ),
  closed: <rect x="2.200" y="2.200" width="9.600" height="9.600" rx="1.600" fill="currentColor" />,
  spam: (
    <>
      <circle cx="7" cy="7" r="5.400" fill="none" stroke="currentColor" strokeWidth="1.5" />
      <path d="M3.200 10.800 10.800 3.200" stroke="currentColor" strokeWidth="1.5" />
    </>
  ),
  deleted: <path d="M3 3l8 8M11 3l-8 8" stroke="currentColor" strokeWidth="2" strokeLinecap="round" />,
  purged: (
    <rect
      x="3"
      y="3"
      width="8"
      height="8"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.3"
      strokeDasharray="2 1.500"
    />
  ),
};

/** The drawing alone; the word must stand beside it or in a label. */
export function StatusGlyph({ status }: { readonly status: Status }) {
  return (
    <svg
      className="glyph"
      data-status-color={status}
      viewBox="0 0 14 14"
      aria-hidden="true"
      focusable="false"
    >
      {shapes[status]}
    </svg>
  );
}
