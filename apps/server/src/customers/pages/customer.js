/*
 * Everything here is a convenience: without it each form has its button.
 *
 * A link in a mail only shows its answer. It is saved when a person is there:
 * at the first move, touch, wheel or key that the browser itself vouches for,
 * while the page is seen. A scanner that opens links and runs scripts gives no
 * such sign. Scrolling alone does not count, as a script can scroll too. Who
 * reaches for a button answers with that one.
 */
const signs = ["pointermove", "pointerdown", "touchstart", "wheel", "keydown"];
const leading = ["Tab", "Shift", "Control", "Alt", "Meta"];
const restMillis = 250;
const controlOf = ({ target }) =>
  target instanceof Element ? target.closest("a, button, input, summary, textarea") : null;

for (const form of document.querySelectorAll("form[data-answer]")) {
  const { answer, then, note, waiting, saving, failed } = form.dataset;
  const say = (words) => {
    document.getElementById(note).textContent = words;
  };
  const byButton = document.getElementById(note).textContent;
  say(waiting);
  let soon = null;
  let underway = false;
  let instead = null;

  const save = async () => {
    stop();
    underway = true;
    const body = new URLSearchParams(new FormData(form));
    body.set("answer", answer);
    const sent = await fetch(form.action, {
      method: "POST",
      body,
      redirect: "manual",
      keepalive: true,
    }).catch(() => null);
    underway = false;
    if (instead !== null) form.requestSubmit(instead);
    else if (sent?.type === "opaqueredirect") location.replace(then);
    else say(failed);
  };

  const stop = () => {
    clearTimeout(soon);
    for (const sign of signs) removeEventListener(sign, onSign, true);
  };
  /* It waits for the pointer to rest, as that may be on its way to a button. */
  const onSign = (event) => {
    if (!event.isTrusted || document.visibilityState !== "visible") return;
    clearTimeout(soon);
    const control = controlOf(event);
    const isPress = event.type === "pointerdown" || event.type === "touchstart";
    if (leading.includes(event.key) || (isPress && control !== null)) {
      stop();
      say(byButton);
    } else if (event.type === "pointermove" && control !== null && control.value !== answer) {
      say(waiting);
    } else {
      say(saving);
      soon = setTimeout(() => void save(), restMillis);
    }
  };
  for (const sign of signs) addEventListener(sign, onSign, { capture: true, passive: true });

  /* Pressed while it is being saved: the same answer waits for that, the other one goes after it. */
  form.addEventListener("submit", (event) => {
    stop();
    if (!underway) return;
    event.preventDefault();
    if (event.submitter?.value !== answer) instead = event.submitter;
  });
}

/* A second click while the first is on its way sends nothing. */
const sentLately = new WeakSet();
addEventListener("submit", (event) => {
  if (event.defaultPrevented) return;
  if (sentLately.has(event.target)) event.preventDefault();
  sentLately.add(event.target);
  setTimeout(() => sentLately.delete(event.target), 5000);
});
addEventListener("pageshow", (event) => {
  if (event.persisted) location.reload();
});

/* Sends with the keys that mail programs use. */
addEventListener("keydown", (event) => {
  const isField = event.target instanceof HTMLTextAreaElement;
  if (isField && event.key === "Enter" && (event.ctrlKey || event.metaKey)) event.target.form.requestSubmit();
});

/*
 * Files are chosen by a button in the page's own words and stand in a list;
 * choosing again adds to them. Without this the browser's own field does it.
 */
const sizeOf = (bytes) => {
  const isLarge = bytes >= 1e6;
  const amount = isLarge ? bytes / 1e6 : Math.max(0.1, bytes / 1e3);
  const unit = isLarge ? "megabyte" : "kilobyte";
  const maximumFractionDigits = amount < 10 ? 1 : 0;
  const options = { style: "unit", unit, unitDisplay: "short", maximumFractionDigits };
  return new Intl.NumberFormat(document.documentElement.lang, options).format(amount);
};
const element = (tag, properties, ...children) => {
  const made = Object.assign(document.createElement(tag), properties);
  made.append(...children);
  return made;
};
for (const place of document.querySelectorAll(".choosing")) {
  const [label, field, list] = ["label", "input", "ul"].map((tag) => place.querySelector(tag));
  let chosen = [];
  const show = (files) => {
    const held = new DataTransfer();
    for (const file of files) held.items.add(file);
    field.files = held.files;
    chosen = files;
    list.replaceChildren(...files.map(line));
  };
  const line = (file) => {
    const remove = element("button", { type: "button", className: "button", textContent: "\u00d7" });
    remove.ariaLabel = place.dataset.remove.replace("{name}", () => file.name);
    remove.dataset.kind = "quiet";
    remove.addEventListener("click", () => {
      show(chosen.filter((other) => other !== file));
      field.focus();
    });
    const name = element("bdi", { textContent: file.name });
    return element(
      "li",
      {},
      name,
      element("span", { className: "meta", textContent: sizeOf(file.size) }),
      remove,
    );
  };
  const isSame = (file) => (other) =>
    other.name === file.name && other.size === file.size && other.lastModified === file.lastModified;
  field.addEventListener("change", () =>
    show([...chosen, ...[...field.files].filter((file) => !chosen.some(isSame(file)))]),
  );
  label.className = "button";
  place.dataset.ready = "";
  /* what the browser kept of an earlier visit to this page */
  show([...field.files]);
}

for (const button of document.querySelectorAll("button[data-print]")) {
  button.hidden = false;
  button.addEventListener("click", () => print());
}
addEventListener("beforeprint", () => {
  for (const part of document.querySelectorAll("main details")) part.open = true;
});

/* The menu closes when the reader goes on. */
const menu = document.querySelector(".languages");
const closeMenu = (event) => {
  if (event.type === "keydown" ? event.key === "Escape" : !menu.contains(event.target)) menu.open = false;
};
for (const kind of ["pointerdown", "focusin", "keydown"]) addEventListener(kind, closeMenu);
