/** Line icons on a 16-unit grid, drawn for this app; the colour is the text's. */
const paths = {
  search: "M7 12A5 5 0 1 0 7 2a5 5 0 0 0 0 10Zm3.6-1.4L14 14",
  inbox: "M2 9l2-6h8l2 6v4H2V9Zm0 0h3.5l1 2h3l1-2H14",
  person: "M8 8a3 3 0 1 0 0-6 3 3 0 0 0 0 6Zm-5.5 6a5.5 5.5 0 0 1 11 0",
  people:
    "M6 8a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5Zm-4.5 5.5a4.5 4.5 0 0 1 9 0M11 3.3a2.5 2.5 0 0 1 0 4.4M12 9.3a4.5 4.5 0 0 1 2.5 4.2",
  folder: "M2 4h4l1.5 2H14v7H2V4Z",
  settings: "M2 5h6m4 0h2M2 11h2m4 0h6M10 3.2v3.6M6 9.2v3.6",
  ledger: "M3 2h10v12H3V2Zm2.5 3.5h5m-5 3h5m-5 3h3",
  flask: "M6 2v4L2.5 13.5h11L10 6V2M5 2h6",
  reply: "M6.5 3.5 2.5 7.5l4 4M3 7.5h6a4.5 4.5 0 0 1 4.5 4.5v1",
  note: "M3 2h10v8l-4 4H3V2Zm6 12v-4h4",
  clip: "M13 7.5 7.8 12.7a3 3 0 0 1-4.3-4.3l5.6-5.6a2 2 0 0 1 2.9 2.9L6.5 11.2a1 1 0 0 1-1.4-1.4L10 5",
  chevron: "M6 3.5 10.5 8 6 12.5",
  back: "M10 3.5 5.5 8l4.5 4.5",
  up: "M3.5 10 8 5.5l4.5 4.5",
  down: "M3.5 6 8 10.5 12.5 6",
  close: "M4 4l8 8M12 4l-8 8",
  more: "M3.500 7.700v.600M8 7.700v.600M12.500 7.700v.600",
  check: "M3 8.5 6.5 12 13 4.5",
  sun: "M8 11a3 3 0 1 0 0-6 3 3 0 0 0 0 6Zm0-9.5v1.5m0 10v1.5M1.500 8H3m10 0h1.500M3.400 3.400l1 1m7.200 7.200 1 1m0-9.200-1 1m-7.200 7.200-1 1",
  panel: "M2 3h12v10H2V3Zm8 0v10",
  rail: "M2 3h12v10H2V3Zm4 0v10",
  clock: "M8 14A6 6 0 1 0 8 2a6 6 0 0 0 0 12Zm0-9v3.200l2 1.300",
  flag: "M4 14V2.500h8.500L10.500 6l2 3.500H4",
  link: "M6.500 9.500l3-3M7 4.500 8.500 3a3 3 0 0 1 4.300 4.300L11.500 8.800M9 11.500 7.500 13a3 3 0 0 1-4.300-4.300l1.300-1.500",
  download: "M8 2v8m0 0 3-3m-3 3L5 7M3 13h10",
  eye: "M1.500 8S4 3.500 8 3.500 14.500 8 14.500 8 12 12.500 8 12.500 1.500 8 1.500 8ZM8 9.800a1.800 1.800 0 1 0 0-3.600 1.800 1.800 0 0 0 0 3.600Z",
  tag: "M2 2.500h5.500L14 9l-5 5-6.500-6.500V2.500ZM5 5.500h.01",
  out: "M6 2.500H2.500v11H6M10 5l3 3-3 3m3-3H6",
  bold: "M4.500 3h4.200a2.500 2.500 0 0 1 0 5H4.500V3Zm0 5h4.800a2.500 2.500 0 0 1 0 5H4.500V8Z",
  italic: "M7 3h5M4 13h5M9.500 3l-3 10",
  underline: "M4.500 2.500v5a3.500 3.500 0 0 0 7 0v-5M4 13.500h8",
  bullets: "M6.500 4H13M6.500 8H13M6.500 12H13M3 4h.01M3 8h.01M3 12h.01",
  numbers:
    "M7.500 4H13M7.500 8H13M7.500 12H13M3 2.500l1-.5v4M2.800 9.500c.4-1 2-1 2 .1 0 .9-2 1.600-2 2.900h2.200",
  quote: "M3 4v8M6.500 5H13M6.500 8H13M6.500 11h4",
  code: "M5.500 4.500 2 8l3.500 3.500M10.500 4.500 14 8l-3.500 3.500",
  plus: "M8 3v10M3 8h10",
} as const;
export type IconName = keyof typeof paths;

export function Icon({ name }: { readonly name: IconName }) {
  return (
    <svg className="icon" viewBox="0 0 16 16" aria-hidden="true" focusable="false">
      <path
        d={paths[name]}
        fill="none"
        stroke="currentColor"
        strokeWidth="1.4"
        strokeLinecap="round"
        strokeLinejoin="round"
      />
    </svg>
  );
}
