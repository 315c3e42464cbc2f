import { useEffect } from "react";
import type { FirstSteps } from "@kvit/contract/first-steps";
import { useResource } from "../page/use-resource.ts";
import { position } from "../store/session.ts";

/** Changes come in bursts; one question afterwards is enough. */
const calmMs = 400;

/** How far the desk has come; asked again after whatever happens on it. Null until known. */
export function useFirstSteps(): { readonly steps: FirstSteps | null; readonly reload: () => void } {
  const { value, reload } = useResource<FirstSteps>("/api/app/first-steps");
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const stop = position.subscribe(() => {
      clearTimeout(timer);
      timer = setTimeout(reload, calmMs);
    });
    return () => {
      clearTimeout(timer);
      stop();
    };
  }, [reload]);
  return { steps: value, reload };
}
