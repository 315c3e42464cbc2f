import { catalogueFor, createTranslator, pickLanguage } from "@kvit/i18n";

/** As strict as the page is small: its style stands in it, and it loads nothing. */
export const missingPageHeaders = {
  "content-type": "text/html; charset=utf-8",
  "content-security-policy":
    "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  "cache-control": "no-store",
  "x-robots-tag": "noindex",
};

/** Names and values of the product's tokens, as far as one card needs them. */
const style = `
:root{color-scheme:light dark;--page:#f7f7f8;--card:#fff;--fg:#17191d;--line:#dcdfe4;--link:#2b50c8}
@media (prefers-color-scheme:dark){:root{--page:#15171b;--card:#1c1f24;--fg:#eceef1;--line:#30353d;--link:#9db4ff}}
body{margin:0 auto;max-width:40rem;padding:64px 16px;background:var(--page);color:var(--fg);
font:400 1rem/1.5 ui-sans-serif,system-ui,-apple-system,"Segoe UI",Roboto,"Noto Sans","Liberation Sans",sans-serif}
main{padding:24px;border:1px solid var(--line);border-radius:10px;background:var(--card)}
h1{margin:0 0 12px;font-size:1.375rem;line-height:1.75rem;font-weight:650}
a{display:inline-block;padding:12px 0;color:var(--link)}
a:focus-visible{outline:2px solid var(--link);outline-offset:2px}`;

/**
 * A whole page that says there is none here, in the language the browser asks
 * for. It shows nothing of the address, so nothing of it can be markup.
 */
export function missingPage(acceptLanguage: string | undefined): string {
  const asked = (acceptLanguage ?? "").split(",").map((part) => part.split(";")[0]?.trim() ?? "");
  const language = pickLanguage(asked);
  const say = createTranslator(language, catalogueFor(language, ["errors"]));
  const title = say("error.notFound");
  return `<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${title} · Kvit</title>
<link rel="icon" href="data:,">
<style>${style}</style>
</head>
<body>
<main>
<h1>${title}</h1>
<a href="/">${say("error.toQueue")}</a>
</main>
</body>
</html>
`;
}
