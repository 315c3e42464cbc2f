/** The first value of each property by id, with its type. Values are views into the container. */
export type TnefProperties = ReadonlyMap<number, { readonly type: number; readonly value: Uint8Array }>;

export const propertyType = { object: 0x0d, string8: 0x1e, unicode: 0x1f, binary: 0x102 } as const;

const fixedSizes: Readonly<Record<number, number>> = {
  0x02: 4,
  0x03: 4,
  0x04: 4,
  0x05: 8,
  0x06: 8,
  0x07: 8,
  0x0a: 4,
  0x0b: 4,
  0x14: 8,
  0x40: 8,
  0x48: 16,
};
const variable = new Set<number>(Object.values(propertyType));
const multiValued = 0x1000;
const maxProperties = 2000;

/** Thrown by the cursor when the list ends early; what was read until then stands. */
class EndOfList extends Error {}

/** Reads a property list (MS-OXTNEF §2.1.3.4). Stops without complaint where the list makes no sense. */
export function readProperties(bytes: Uint8Array): TnefProperties {
  const properties = new Map<number, { type: number; value: Uint8Array }>();
  const cursor = new Cursor(bytes);
  try {
    const count = Math.min(cursor.uint32(), maxProperties);
    for (let index = 0; index < count; index += 1) {
      const type = cursor.uint16();
      const id = cursor.uint16();
      if (id >= 0x8000) skipName(cursor);
      const value = readValue(cursor, type);
      if (!properties.has(id)) properties.set(id, { type: type & ~multiValued, value });
    }
  } catch (error) {
    if (!(error instanceof EndOfList)) throw error;
  }
  return properties;
}

function skipName(cursor: Cursor): void {
  cursor.take(16);
  const namedByString = cursor.uint32() === 1;
  if (namedByString) cursor.takePadded(cursor.uint32());
  else cursor.take(4);
}

function readValue(cursor: Cursor, type: number): Uint8Array {
  const base = type & ~multiValued;
  const isVariable = variable.has(base);
  const values = isVariable || (type & multiValued) !== 0 ? cursor.uint32() : 1;
  let first: Uint8Array = new Uint8Array();
  for (let index = 0; index < values; index += 1) {
    const value = isVariable ? cursor.takePadded(cursor.uint32()) : cursor.take(fixedSize(base));
    if (index === 0) first = value;
  }
  return first;
}

function fixedSize(type: number): number {
  const size = fixedSizes[type];
  if (size === undefined) throw new EndOfList();
  return size;
}

class Cursor {
  private readonly bytes: Uint8Array;
  private readonly view: DataView;
  private at = 0;

  constructor(bytes: Uint8Array) {
    this.bytes = bytes;
    this.view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  take(length: number): Uint8Array {
    if (this.at + length > this.bytes.length) throw new EndOfList();
    const taken = this.bytes.subarray(this.at, this.at + length);
    this.at += length;
    return taken;
  }

  /** Values are padded to a multiple of four; the last pad of a container may be missing. */
  takePadded(length: number): Uint8Array {
    const taken = this.take(length);
    this.at = Math.min(this.at + ((4 - (length % 4)) % 4), this.bytes.length);
    return taken;
  }

  uint16(): number {
    const start = this.at;
    this.take(2);
    return this.view.getUint16(start, true);
  }

  uint32(): number {
    const start = this.at;
    this.take(4);
    return this.view.getUint32(start, true);
  }
}
