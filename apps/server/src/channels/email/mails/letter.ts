import { look, sheet } from "./look.ts";
import { cleanedBefore, markup, type SafeHtml } from "./safe-html.ts";

/** One part of a mail, said twice: for programs that show HTML and for those that do not. */
export type Block = { readonly html: SafeHtml; readonly text: string };

/** A mail's words, without addresses and headers. */
export type Letter = { readonly subject: string; readonly text: string; readonly html: string };

export type Frame = {
  readonly language: string;
  readonly deskName: string;
  /** Hidden first words, which mail programs show beside the subject. */
  readonly preview: string;
};

/**
 * The one layout of our mails: a table, because mail programs know nothing
 * else, with styles in place for light screens and a sheet for dark ones. No
 * pictures, no fonts, nothing fetched: it looks the same offline.
 */
export function letterOf(frame: Frame, subject: string, blocks: readonly Block[]): Letter {
  const text = blocks.map((block) => block.text).filter((part) => part !== "");
  return {
    subject,
    html: markup`<!doctype html>
<html lang="${frame.language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="supported-color-schemes" content="light dark">
<title>${subject}</title>
<style>${cleanedBefore(sheet)}</style>
</head>
<body class="page" style="margin:0;padding:0;${look.page}">
<div style="display:none;max-height:0;overflow:hidden;">${frame.preview}</div>
<table role="presentation" class="page" width="100%" cellpadding="0" cellspacing="0" border="0" style="${look.page}"><tr><td align="center" style="padding:24px 12px;">
<table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0" style="max-width:600px;">
<tr><td class="card ink" style="${look.card}${look.ink}${look.font}font-size:16px;line-height:24px;">
${blocks.map((block) => block.html)}
</td></tr>
<tr><td class="dim" align="center" style="padding:16px;${look.dim}${look.font}font-size:13px;line-height:18px;">${frame.deskName}</td></tr>
</table>
</td></tr></table>
</body>
</html>
`.source,
    text: `${text.join("\n\n")}\n\n-- \n${frame.deskName}\n`,
  };
}
