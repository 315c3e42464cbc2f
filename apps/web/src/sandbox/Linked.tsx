const address = /(https?:\/\/[^\s<>"')\]]+)/;

/** Plain text whose web addresses can be followed, as mail programs show it. */
export function Linked({ text }: { readonly text: string }) {
  return text.split(address).map((part, index) =>
    index % 2 === 1 ? (
      <a key={index} href={part} target="_blank" rel="noreferrer">
        {part}
      </a>
    ) : (
      part
    ),
  );
}
