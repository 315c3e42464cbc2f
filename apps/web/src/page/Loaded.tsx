import { useEffect, useState, type ReactNode } from "react";
import { explain } from "../api/explain.ts";
import { ApiError } from "../api/request.ts";
import { useWords } from "../i18n/language.ts";
import type { Resource } from "./use-resource.ts";

type Props<Value> = {
  readonly of: Resource<Value>;
  readonly children: (value: Value) => ReactNode;
};

/** Shows what was asked for; until then that it is coming, or why it did not come. */
export function Loaded<Value>({ of, children }: Props<Value>) {
  if (of.value !== null) return <>{children(of.value)}</>;
  if (of.error !== null) return <Failure error={of.error} onRetry={of.reload} />;
  return <Waiting />;
}

/** Why something could not be shown, with another try; none where a right is missing, which no try brings. */
export function Failure({ error, onRetry }: { readonly error: unknown; readonly onRetry: () => void }) {
  const { t } = useWords();
  return (
    <div className="page-failure" role="alert">
      <p>{explain(error)}</p>
      {!(error instanceof ApiError && error.status === 403) && (
        <button type="button" className="button" onClick={onRetry}>
          {t("common.retry")}
        </button>
      )}
    </div>
  );
}

const patienceMs = 400;

/** Says that something is coming, but not before one would begin to wonder. */
export function Waiting() {
  const { t } = useWords();
  const [long, setLong] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setLong(true), patienceMs);
    return () => clearTimeout(timer);
  }, []);
  return (
    <p className="page-waiting meta" role="status">
      {long && t("common.loading")}
    </p>
  );
}
