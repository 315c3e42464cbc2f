import { useWords } from "../i18n/language.ts";
import { Keys } from "../keys/KeyHint.tsx";
import { openSequence } from "../keys/layer.ts";
import { allCommands, isHere, keysOf } from "../keys/registry.ts";
import { useSignal } from "../store/signal.ts";

/** After the first key of a sequence (`g`, `*`): what the second can be. */
export function SequenceHelp() {
  const { t } = useWords();
  const first = useSignal(openSequence);
  if (first === null) return null;
  const options = allCommands().flatMap((command) =>
    isHere(command.where)
      ? keysOf(command)
          .filter((key) => key.startsWith(`${first} `))
          .map((key) => ({ command, second: key.slice(first.length + 1) }))
      : [],
  );
  return (
    <ul className="sequence" role="status">
      {options.map(({ command, second }) => (
        <li key={command.id}>
          <Keys chord={second} /> {t(command.label)}
        </li>
      ))}
    </ul>
  );
}
