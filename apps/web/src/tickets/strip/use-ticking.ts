import { useEffect, useState } from "react";

const youngMs = 120_000;

/** The time, renewed each second while the present stay is younger than two minutes, then each minute. */
export function useTicking(since: number): number {
  const [now, setNow] = useState(() => Date.now());
  const young = now - since < youngMs;
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), young ? 1000 : 60_000);
    return () => clearInterval(timer);
  }, [young]);
  return Math.max(now, since);
}
