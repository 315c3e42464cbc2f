import { InvalidArgumentError } from "commander";

/** A whole number from 1 on, as people write it: 100000, 100,000 or 100_000. */
export function wholeNumber(text: string): number {
  const digits = text.replaceAll(/[,_ ]/g, "");
  const value = Number(digits);
  if (!/^\d{1,9}$/.test(digits) || value === 0)
    throw new InvalidArgumentError("It is no whole number from 1 on.");
  return value;
}

/** A ticket's number as it is shown: 4821, #4821 or KV-4821. */
export function ticketNumber(text: string): number {
  const digits = /(\d{1,15})$/.exec(text)?.[1];
  if (digits === undefined) throw new InvalidArgumentError("It is no ticket number.");
  return Number(digits);
}

/** 1234567 as 1,234,567. */
export function grouped(count: number): string {
  return count.toLocaleString("en-GB");
}

/** "1 ticket", "1,182 tickets". */
export function many(count: number, noun: string): string {
  return `${grouped(count)} ${noun}${count === 1 ? "" : "s"}`;
}

export function seconds(millis: number): string {
  return `${(millis / 1000).toFixed(1)} s`;
}
