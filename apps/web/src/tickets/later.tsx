import { lazy, Suspense, type ComponentType } from "react";
import type * as Besides from "./besides.ts";

const load = async (): Promise<typeof Besides> => import("./besides.ts");

/** A part that is loaded when it is first shown; until then nothing stands in its place. */
function later<Props extends object>(
  pick: (parts: typeof Besides) => ComponentType<Props>,
): ComponentType<Props> {
  const Part = lazy(async () => ({ default: pick(await load()) }));
  return function Later(props: Props) {
    return (
      <Suspense fallback={null}>
        <Part {...props} />
      </Suspense>
    );
  };
}

export const AsideBar = later((parts) => parts.AsideBar);
export const Attempts = later((parts) => parts.Attempts);
export const WhatComesNext = later((parts) => parts.WhatComesNext);
export const Linked = later((parts) => parts.Linked);
export const MergedBar = later((parts) => parts.MergedBar);
export const SplitBar = later((parts) => parts.SplitBar);
export const RunBars = later((parts) => parts.RunBars);
