/** What a customer can send in one go. A megabyte is a million bytes, as it is shown. */
export const mostFiles = 10;
export const mostFileBytes = 25_000_000;
