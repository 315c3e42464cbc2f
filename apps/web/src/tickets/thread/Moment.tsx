import { complain, say } from "../../app/toasts.ts";
import { useWords } from "../../i18n/language.ts";
import { desk } from "../desk-place.ts";

type Props = { readonly at: string; readonly now: number; readonly anchor: string };

/** When it was: near at first sight, exact on hover; pressed, it copies a link to this moment. */
export function Moment({ at, now, anchor }: Props) {
  const { t, format } = useWords();
  const time = Date.parse(at);
  const copy = () => {
    const link = `${location.origin}${location.pathname}#${anchor}`;
    void navigator.clipboard.writeText(link).then(
      () => say(t("timeline.linkCopied")),
      () => complain(t("error.clipboard")),
    );
  };
  const exact = `${format.exact(time)} · ${format.relative(time, now)}`;
  if (desk.get().number === null)
    return (
      <time className="moment" dateTime={at} title={exact}>
        {format.near(time, now)}
      </time>
    );
  return (
    <button
      type="button"
      className="moment"
      title={`${exact}\n${t("timeline.link")}`}
      aria-label={`${format.near(time, now)} · ${t("timeline.link")}`}
      onClick={copy}
    >
      <time dateTime={at}>{format.near(time, now)}</time>
    </button>
  );
}
