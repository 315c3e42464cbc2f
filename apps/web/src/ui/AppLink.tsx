import { go } from "../app/navigation.ts";

type Props = Omit<React.ComponentProps<"a">, "href"> & { readonly href: string };

/** A link inside the app: no page load on a plain click, a real link for everything else. */
export function AppLink({ href, onClick, children, ...rest }: Props) {
  return (
    <a
      {...rest}
      href={href}
      onClick={(event) => {
        onClick?.(event);
        if (event.defaultPrevented || event.metaKey || event.ctrlKey || event.shiftKey || event.button !== 0)
          return;
        event.preventDefault();
        go(href);
      }}
    >
      {children}
    </a>
  );
}
