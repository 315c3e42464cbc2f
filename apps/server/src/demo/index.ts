/**
 * Fills a desk with believable work: people, conversations in six languages and
 * a year and a half of histories. Made for trying Kvit out and for measuring
 * it; refuses nothing but a desk that does not exist, and never sends mail.
 */
export { makeDemo, type DemoOptions, type DemoSummary } from "./make-demo.ts";
