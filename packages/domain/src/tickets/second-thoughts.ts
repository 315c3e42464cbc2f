/**
 * For how long the question "is it solved?" waits after a ticket was resolved
 * without a further word, so that an undone resolve asks nothing. In seconds.
 */
export const secondThoughtsSeconds = 10;
