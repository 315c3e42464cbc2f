const dictionarySize = 4096;
const preset =
  "{\\rtf1\\ansi\\mac\\deff0\\deftab720{\\fonttbl;}{\\f0\\fnil \\froman \\fswiss \\fmodern \\fscript \\fdecor MS Sans SerifSymbolArialTimes New RomanCourier{\\colortbl\\red0\\green0\\blue0\r\n\\par \\pard\\plain\\f0\\fs20\\b\\i\\u\\tab\\tx";
const compressed = 0x75465a4c;
const uncompressed = 0x414c454d;

/**
 * Undoes the compression of RTF bodies in TNEF (MS-OXRTFCP). Null when the bytes
 * are not of that form or unpack to more than `maxBytes`.
 */
export function decompressRtf(bytes: Uint8Array, maxBytes: number): Uint8Array<ArrayBuffer> | null {
  if (bytes.length < 16) return null;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const rawSize = view.getUint32(4, true);
  const kind = view.getUint32(8, true);
  if (rawSize > maxBytes) return null;
  if (kind === uncompressed) return bytes.slice(16, 16 + rawSize);
  return kind === compressed ? expand(bytes.subarray(16), rawSize) : null;
}

function expand(input: Uint8Array, rawSize: number): Uint8Array<ArrayBuffer> {
  const output = new Window(rawSize);
  let at = 0;
  while (at < input.length && !output.isFull()) {
    const control = input[at] ?? 0;
    at += 1;
    for (let bit = 0; bit < 8 && at < input.length; bit += 1) {
      const isReference = (control & (1 << bit)) !== 0;
      const first = input[at] ?? 0;
      const wentOn = isReference ? output.repeat(first, input[at + 1] ?? 0) : output.put(first);
      if (!wentOn) return output.result();
      at += isReference ? 2 : 1;
    }
  }
  return output.result();
}

/** The output together with the ring of the last 4,096 bytes that references point into. */
class Window {
  private readonly ring = new Uint8Array(dictionarySize);
  private readonly output: Uint8Array<ArrayBuffer>;
  private write = preset.length;
  private produced = 0;

  constructor(size: number) {
    this.ring.set(Buffer.from(preset, "latin1"));
    this.output = new Uint8Array(size);
  }

  isFull(): boolean {
    return this.produced >= this.output.length;
  }

  put(byte: number): boolean {
    this.ring[this.write] = byte;
    this.write = (this.write + 1) % dictionarySize;
    if (this.isFull()) return false;
    this.output[this.produced] = byte;
    this.produced += 1;
    return true;
  }

  /** Repeats earlier bytes; a reference to the place of writing itself is the end. */
  repeat(high: number, low: number): boolean {
    const offset = (high << 4) | (low >> 4);
    if (offset === this.write) return false;
    for (let step = 0; step < (low & 15) + 2; step += 1) {
      if (!this.put(this.ring[(offset + step) % dictionarySize] ?? 0)) return false;
    }
    return true;
  }

  result(): Uint8Array<ArrayBuffer> {
    return this.output.slice(0, this.produced);
  }
}
