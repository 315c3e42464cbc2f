import type { CustomerStep, Ladder } from "@kvit/domain/ladders";
import { priorities } from "@kvit/domain/tickets";
import type { Words } from "../../i18n/language.ts";
import type { Draft } from "./draft.ts";

/** One thing that differs between two versions, in words; null where it was not, or is no more. */
export type Difference = {
  /** Whose ladder: a department's key, or null for the one of all. */
  readonly department: number | null;
  readonly what: string;
  readonly from: string | null;
  readonly to: string | null;
};

/** What a version changed against the one before it, in words. */
export function differences(before: Draft, after: Draft, words: Words): readonly Difference[] {
  const keys = new Set([...Object.keys(before.departmentLadders), ...Object.keys(after.departmentLadders)]);
  const own = [...keys].flatMap((key) => {
    const department = Number(key);
    const [from, to] = [before.departmentLadders[key], after.departmentLadders[key]];
    if (from !== undefined && to !== undefined) return compare(from, to, department, words);
    const { t } = words;
    const name = (ladder: Ladder | undefined) => t(ladder === undefined ? "closing.asAll" : "closing.own");
    const begun = { department, what: t("closing.whose"), from: name(from), to: name(to) };
    return from === undefined && to !== undefined
      ? [begun, ...compare(before.ladder, to, department, words)]
      : [begun];
  });
  return [...compare(before.ladder, after.ladder, null, words), ...own];
}

function compare(a: Ladder, b: Ladder, department: number | null, words: Words): readonly Difference[] {
  const [from, to] = [linesOf(a, words), linesOf(b, words)];
  return [...from.keys()].flatMap((what) => {
    const [before = [], after = []] = [from.get(what), to.get(what)];
    const gone = before.filter((line) => !after.includes(line));
    const fresh = after.filter((line) => !before.includes(line));
    return Array.from({ length: Math.max(gone.length, fresh.length) }, (_, index) => ({
      department,
      what,
      from: gone[index] ?? null,
      to: fresh[index] ?? null,
    }));
  });
}

/** A ladder as lines under headings: what is compared, and what is shown. */
function linesOf({ customersTurn: c, ourTurn: o, reopenWindowDays }: Ladder, words: Words) {
  const { t, format } = words;
  const switched = (on: boolean) => t(on ? "closing.onWord" : "closing.off");
  const days = (count: number) => ({ count, days: format.number(count) });
  const steps = (status: CustomerStep["in"]) =>
    c.steps
      .filter((step) => step.in === status)
      .map(({ after, act }) =>
        t(`closing.step.${c.count}`, { ...days(after), act: t(`closing.act.${act}`) }),
      );
  const within = c.closeWithinWorkingDays;
  return new Map<string, readonly string[]>([
    [t("closing.customersTurn"), [switched(c.on)]],
    [t("status.answered"), steps("answered")],
    [t("status.resolved"), steps("resolved")],
    [t("closing.contractOn"), [within === null ? t("closing.off") : t("closing.contract", days(within))]],
    [t("closing.windowTitle"), [t("closing.window", days(reopenWindowDays))]],
    [
      t("closing.ourTurn"),
      [
        switched(o.on),
        ...o.steps.map(({ after, act }) =>
          t("closing.ourStep", { percent: format.number(after), act: t(`closing.act.${act}`) }),
        ),
      ],
    ],
    ...priorities.map((priority) => {
      const length = format.duration(o.frames[priority] * 60_000);
      return [`${t("closing.frames")}: ${t(`priority.${priority}`)}`, [length]] as const;
    }),
  ]);
}
