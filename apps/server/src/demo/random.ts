/** A source of chance that always gives the same row for the same seed. Not for secrets. */
export class Random {
  #state: number;

  /** `stream` tells apart rows that one seed gives: ticket 7 is the same whatever was drawn for ticket 6. */
  constructor(seed: string, stream: number) {
    let state = 0x811c9dc5 ^ Math.imul(stream, 0x9e3779b1);
    for (const character of seed) state = scramble(state ^ (character.codePointAt(0) ?? 0));
    this.#state = scramble(state ^ stream);
  }

  /** A number from 0 up to but not 1 (mulberry32). */
  next(): number {
    this.#state = (this.#state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(this.#state ^ (this.#state >>> 15), 1 | this.#state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  }

  /** A whole number from 0 up to but not `below`. */
  below(below: number): number {
    return Math.floor(this.next() * below);
  }

  chance(probability: number): boolean {
    return this.next() < probability;
  }

  pick<Item>(items: readonly Item[]): Item {
    const item = items[this.below(items.length)];
    if (item === undefined) throw new Error("Nothing to pick from.");
    return item;
  }

  /** One of the keys, each as likely as its weight says. */
  weighted<Key extends string>(weights: Readonly<Record<Key, number>>): Key {
    const entries = keysOf(weights);
    let left = this.next() * entries.reduce((sum, key) => sum + weights[key], 0);
    for (const key of entries) {
      left -= weights[key];
      if (left < 0) return key;
    }
    return this.pick(entries);
  }

  /** Small indices often, large ones seldom: few people write much, many write once. */
  skewed(below: number): number {
    return Math.floor(below * this.next() ** 2);
  }

  /** Around `median`, with a long tail upwards: how long people take. */
  duration(median: number): number {
    const normal = Math.sqrt(-2 * Math.log(1 - this.next())) * Math.cos(2 * Math.PI * this.next());
    return Math.round(median * Math.exp(0.9 * normal));
  }

  /** In the form of a UUID of version 4. */
  uuid(): string {
    const part = (length: number) =>
      this.below(16 ** length)
        .toString(16)
        .padStart(length, "0");
    const variant = (8 + this.below(4)).toString(16);
    return `${part(8)}-${part(4)}-4${part(3)}-${variant}${part(3)}-${part(6)}${part(6)}`;
  }
}

function scramble(value: number): number {
  let mixed = Math.imul(value ^ (value >>> 16), 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
  return (mixed ^ (mixed >>> 16)) >>> 0;
}

function keysOf<Key extends string>(record: Readonly<Record<Key, unknown>>): Key[] {
  const isKey = (name: string): name is Key => name in record;
  return Object.keys(record).filter(isKey);
}
