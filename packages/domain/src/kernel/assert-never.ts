/** Marks a branch the types prove unreachable; throws should a caller have lied to the compiler. */
export function assertNever(value: never): never {
  throw new Error(`Unexpected value: ${JSON.stringify(value)}`);
}
