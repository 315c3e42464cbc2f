import { useState } from "react";
import { useWords } from "../../i18n/language.ts";
import { linkAddress, linkHere, setLink } from "./editor.ts";

/** Asks where a link leads; an empty address takes the link away. */
export function LinkRow({ onDone }: { readonly onDone: () => void }) {
  const { t } = useWords();
  const [address, setAddress] = useState(linkHere);
  const [wrong, setWrong] = useState(false);
  const apply = () => {
    const href = linkAddress(address);
    if (href === null && address.trim() !== "") return setWrong(true);
    setLink(href);
    onDone();
  };
  return (
    <form
      className="composer-link"
      onSubmit={(event) => {
        event.preventDefault();
        apply();
      }}
      onKeyDown={(event) => {
        if (event.key !== "Escape") return;
        event.preventDefault();
        event.stopPropagation();
        setLink(linkHere() === "" ? null : linkHere());
        onDone();
      }}
    >
      <label className="composer-cc">
        <span className="meta">{t("composer.linkAddress")}</span>
        <input
          type="text"
          inputMode="url"
          autoFocus
          autoComplete="off"
          spellCheck={false}
          data-testid="composer-link"
          aria-invalid={wrong || undefined}
          value={address}
          onChange={(event) => {
            setAddress(event.target.value);
            setWrong(false);
          }}
        />
      </label>
      <button type="submit" className="button">
        {t("common.save")}
      </button>
    </form>
  );
}
