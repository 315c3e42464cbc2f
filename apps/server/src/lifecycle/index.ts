/** The life cycle as this desk sets it: its versions, the closing ladder, and what they mean for a ticket. */
export { readTerms, type Terms } from "./terms.queries.ts";
export { isNewWait, judgeOf, ladderDue, waitTermsOf, type WaitTerms } from "./waits.ts";
