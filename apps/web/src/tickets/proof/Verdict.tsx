import type { ProofView } from "@kvit/contract/proof";
import { complain, say } from "../../app/toasts.ts";
import { useWords } from "../../i18n/language.ts";
import { Icon } from "../../ui/Icon.tsx";
import { showLine } from "./show-line.ts";

type Props = { readonly number: number; readonly proof: ProofView; readonly onClose: () => void };
/** As much of a hash as people compare by eye. */
const shownHash = 16;

/** What the proof found, in plain words; each problem leads to its line. */
export function Verdict({ number, proof, onClose }: Props) {
  const { t, has, format } = useWords();
  const { ok, events, messages, problems, headHash } = proof;
  const wordsOf = ({ code, what }: ProofView["problems"][number]): string => {
    const key: string = `proof.what.${code}`;
    return has(key) ? t(key) : what;
  };
  return (
    <>
      <p className="proof-verdict" data-testid="proof-verdict" data-ok={ok}>
        <Icon name={ok ? "check" : "flag"} />
        {ok ? t("proof.whole", { events, messages }) : t("proof.broken", { count: problems.length })}
      </p>
      {!ok && (
        <ul className="proof-problems" data-testid="proof-problems">
          {problems.map((problem, index) => (
            <li key={index} title={problem.what}>
              {problem.seq !== null && (
                <button
                  type="button"
                  className="link"
                  onClick={() => {
                    onClose();
                    void showLine(number, problem.seq ?? 0);
                  }}
                >
                  {t("proof.at", { seq: problem.seq })}
                </button>
              )}{" "}
              {wordsOf(problem)}
            </li>
          ))}
        </ul>
      )}
      {headHash !== null && <Head hash={headHash} />}
      <p className="meta">{format.exact(Date.parse(proof.checkedAt))}</p>
    </>
  );
}

function Head({ hash }: { readonly hash: string }) {
  const { t } = useWords();
  const copy = () =>
    navigator.clipboard.writeText(hash).then(
      () => say(t("common.copied", { text: `${hash.slice(0, shownHash)}…` })),
      () => complain(t("error.clipboard")),
    );
  return (
    <p className="proof-head">
      {t("proof.head")}:{" "}
      <code className="mono" title={hash} data-testid="proof-head">
        {hash.slice(0, shownHash)}…
      </code>
      <button type="button" className="link" onClick={() => void copy()}>
        {t("proof.copy")}
      </button>
    </p>
  );
}
