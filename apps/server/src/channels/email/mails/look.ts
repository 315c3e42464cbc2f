/** Colours and type of our mails, in place on each element: mail programs drop sheets. Light values; the sheet has the dark ones. */
export const look = {
  font: "font-family:ui-sans-serif,system-ui,-apple-system,'Segoe UI',Roboto,'Noto Sans','Liberation Sans',sans-serif;",
  mono: "font-family:ui-monospace,Menlo,'Liberation Mono',monospace;",
  page: "background:#f7f7f8;",
  card: "background:#ffffff;border:1px solid #dce0e4;border-radius:10px;padding:32px;",
  ink: "color:#17191d;",
  dim: "color:#5f6570;",
  small: "font-size:14px;line-height:20px;",
  cell: "border-radius:6px;mso-padding-alt:11px 20px;",
  button: "display:inline-block;padding:11px 20px;font-weight:600;line-height:20px;text-decoration:none;",
  main: { color: "#2f55d4", cell: "background:#2f55d4;border:1px solid #2f55d4;", words: "color:#ffffff;" },
  plain: { color: "#ffffff", cell: "background:#ffffff;border:1px solid #7d838e;", words: "color:#17191d;" },
} as const;

/** For programs that follow the reader's dark screen, and for narrow ones. */
export const sheet = `
:root { color-scheme: light dark; supported-color-schemes: light dark; }
a { color: #2b50c8; }
.words p, .words ul, .words ol, .words pre, .words blockquote { margin: 0 0 16px; }
.words ul, .words ol { padding-left: 24px; }
.words blockquote { padding-left: 12px; border-left: 3px solid #dce0e4; color: #4a4f59; }
.words pre { white-space: pre-wrap; font-size: 14px; }
@media (prefers-color-scheme: dark) {
  .page { background: #15171b !important; }
  .card { background: #1c1f24 !important; border-color: #30353d !important; }
  .ink { color: #eceef1 !important; }
  .dim { color: #9aa1ad !important; }
  .line { border-color: #30353d !important; }
  .plain { border-color: #767d8a !important; background: #1c1f24 !important; }
  .plain-words { color: #eceef1 !important; }
  .main { border-color: #4468e0 !important; background: #4468e0 !important; }
  .words blockquote { border-color: #30353d; color: #b9bec8; }
  a { color: #9db4ff; }
}
@media (max-width: 480px) {
  .card { padding: 24px 16px !important; }
  .buttons { width: 100% !important; }
  .cell, .gap { display: block !important; width: auto !important; }
  .cell a { display: block !important; }
}
`;
