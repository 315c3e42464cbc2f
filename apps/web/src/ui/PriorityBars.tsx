import { priorities, type Priority } from "@kvit/domain/tickets";

/** Four bars, as many filled as the priority is high. The word must stand beside it or in a label. */
export function PriorityBars({ priority }: { readonly priority: Priority }) {
  const level = priorities.indexOf(priority);
  return (
    <svg
      className="priority"
      data-priority={priority}
      viewBox="0 0 14 14"
      aria-hidden="true"
      focusable="false"
    >
      {priorities.map((each, index) => (
        <rect
          key={each}
          className={index > level ? "off" : "on"}
          x={0.5 + index * 3.5}
          y={9 - index * 2.5}
          width="2.4"
          height={4.5 + index * 2.5}
          rx="0.6"
          fill="currentColor"
        />
      ))}
    </svg>
  );
}
