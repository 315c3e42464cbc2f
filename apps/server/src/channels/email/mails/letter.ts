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
  /** What stands above all else: the line over which an answer is written. */
  readonly above?: Block;
};

/**
 * The one layout of our mails: a table, because mail programs know nothing
 * else, with styles in place for light screens and a sheet for dark ones;
 * Outlook, which knows no greatest width and takes the first font alone, has
 * lines of its own. No pictures, no fonts, nothing fetched: it looks the same
 * offline.
 */
export function letterOf(frame: Frame, subject: string, blocks: readonly Block[]): Letter {
  const { above } = frame;
  const parts = above === undefined ? blocks : [above, ...blocks];
  const text = parts.map((block) => block.text).filter((part) => part !== "");
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
${cleanedBefore(forOutlook.font)}
</head>
<body class="page" style="margin:0;padding:0;${look.page}">
<div style="display:none;max-height:0;overflow:hidden;mso-hide:all;">${frame.preview}</div>
<table role="presentation" class="page" width="100%" cellpadding="0" cellspacing="0" border="0" style="${look.page}"><tr><td align="center" style="padding:${above === undefined ? "24px" : "16px"} 12px 24px;">
${cleanedBefore(forOutlook.open)}
<table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0" style="max-width:600px;">
${above === undefined ? null : markup`<tr><td class="dim" align="center" style="padding:0 16px 16px;${look.dim}${look.font}font-size:13px;line-height:18px;">${above.html}</td></tr>`}
<tr><td class="card ink" style="${look.card}${look.ink}${look.font}font-size:16px;line-height:24px;">
${blocks.map((block) => block.html)}
</td></tr>
<tr><td class="dim" align="center" style="padding:16px;${look.dim}${look.font}font-size:13px;line-height:18px;">${frame.deskName}</td></tr>
</table>
${cleanedBefore(forOutlook.close)}
</td></tr></table>
</body>
</html>
`.source,
    text: `${text.join("\n\n")}\n\n-- \n${frame.deskName}\n`,
  };
}

/** Read by Outlook on Windows alone; for all others these are comments. */
const forOutlook = {
  font: "<!--[if mso]><style>body, table, td, p, h1, a { font-family: 'Segoe UI', Arial, sans-serif !important; }</style><![endif]-->",
  open: '<!--[if mso]><table role="presentation" width="600" align="center" cellpadding="0" cellspacing="0" border="0"><tr><td><![endif]-->',
  close: "<!--[if mso]></td></tr></table><![endif]-->",
} as const;
