/** Colours and type of our mails, in place on each element: mail programs drop sheets. Light values; the sheet has the dark ones. */
export const look = {
  font: "font-family:ui-sans-serif,system-ui,-apple-system,'Segoe UI',Roboto,'Noto Sans','Liberation Sans',sans-serif;",
  mono: "font-family:ui-monospace,Menlo,'Liberation Mono',monospace;",
  page: "background:#f7f7f8;",
  card: "background:#ffffff;border:1px solid #dce0e4;border-radius:10px;padding:32px;",
  ink: "color:#17191d;",
  dim: "color:#5f6570;",
  small: "font-size:14px;line-height:20px;",
  button:
    "display:inline-block;padding:11px 20px;border-radius:6px;font-weight:600;text-decoration:none;margin:0 12px 12px 0;",
  main: "background:#2f55d4;color:#ffffff;border:1px solid #2f55d4;",
  plain: "background:#ffffff;color:#17191d;border:1px solid #7d838e;",
} as const;

/** For programs that follow the reader's dark screen, and for narrow ones. */
export const sheet = `
:root { color-scheme: light dark; supported-color-schemes: light dark; }
a { color: #2b50c8; }
@media (prefers-color-scheme: dark) {
  .page { background: #15171b !important; }
  .card { background: #1c1f24 !important; border-color: #30353d !important; }
  .ink { color: #eceef1 !important; }
  .dim { color: #9aa1ad !important; }
  .line { border-color: #30353d !important; }
  .plain { color: #eceef1 !important; border-color: #767d8a !important; background: #1c1f24 !important; }
  .main { background: #4468e0 !important; }
  a { color: #9db4ff; }
}
@media (max-width: 480px) {
  .card { padding: 24px 16px !important; }
  .button { display: block !important; text-align: center !important; margin: 0 0 12px !important; }
}
`;
