/**
 * Whose password a form takes, where no visible field says it; "" where the
 * page is not told. Unseen and not reached by keys: it is there for password
 * managers, and Chromium asks for it.
 */
export function Username({ email }: { readonly email: string }) {
  return (
    <input
      className="hidden"
      autoComplete="username"
      value={email}
      readOnly
      tabIndex={-1}
      aria-hidden="true"
    />
  );
}
