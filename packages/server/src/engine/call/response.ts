/**
 * The beginning of a body as it arrives, in constant memory. Invariants: `#stored` holds the first
 * min(bytesReceived, bytesStoredMax) bytes; a body of one chunk is never copied.
 */
export class BodyStart {
  bytesReceived = 0;
  readonly #bytesStoredMax: number;
  #stored: Buffer | null = null;
  #copied = false;

  constructor(bytesStoredMax: number) {
    this.#bytesStoredMax = bytesStoredMax;
  }

  add(chunk: Buffer): void {
    const at = this.bytesReceived;
    this.bytesReceived += chunk.length;
    if (at >= this.#bytesStoredMax || chunk.length === 0) return;
    if (this.#stored === null) {
      this.#stored = chunk.length > this.#bytesStoredMax ? chunk.subarray(0, this.#bytesStoredMax) : chunk;
      return;
    }
    if (!this.#copied) {
      const copy = Buffer.allocUnsafe(this.#bytesStoredMax);
      this.#stored.copy(copy);
      this.#stored = copy;
      this.#copied = true;
    }
    chunk.copy(this.#stored, at);
  }

  /** What is stored as text: see `bodyText`. */
  text(headers: Readonly<Record<string, string>>): string {
    if (this.#stored === null) return '';
    if (isBinary(headers)) return `[binary, ${this.bytesReceived} bytes]`;
    const length = Math.min(this.bytesReceived, this.#bytesStoredMax);
    return bodyText(this.#stored.subarray(0, length), this.bytesReceived > length, this.#bytesStoredMax);
  }
}

/**
 * UTF-8 bytes as text of no more than `bytesMax` UTF-8 bytes. A character that the cut has divided is dropped,
 * invalid bytes and NUL become U+FFFD.
 */
export function bodyText(bytes: Buffer, cut: boolean, bytesMax: number): string {
  const whole = cut ? bytes.subarray(0, lengthOfWholeCharacters(bytes)) : bytes;
  const text = withoutNul(whole.toString('utf8'));
  // Replacement characters take three bytes each, so that junk grows.
  if (text.length * 3 <= bytesMax || Buffer.byteLength(text) <= bytesMax) return text;
  const encoded = Buffer.from(text).subarray(0, bytesMax);
  return encoded.toString('utf8', 0, lengthOfWholeCharacters(encoded));
}

/** Of a cut UTF-8 text: its length without the bytes of a last character that isn't whole. */
function lengthOfWholeCharacters(bytes: Buffer): number {
  const { length } = bytes;
  for (let back = 1; back <= 4 && back <= length; back += 1) {
    const byte = bytes[length - back] ?? 0;
    if (isContinuation(byte)) continue;
    return back < characterLength(byte) ? length - back : length;
  }
  return length;
}

function isContinuation(byte: number): boolean {
  return (byte & 0b1100_0000) === 0b1000_0000;
}

function characterLength(firstByte: number): number {
  if (firstByte >= 0b1111_0000) return 4;
  if (firstByte >= 0b1110_0000) return 3;
  return firstByte >= 0b1100_0000 ? 2 : 1;
}

/** Compressed bodies and media that nobody can read as text; an unknown media type is taken for text. */
function isBinary(headers: Readonly<Record<string, string>>): boolean {
  const encoding = headers['content-encoding'];
  if (encoding !== undefined && encoding.toLowerCase() !== 'identity') return true;
  const type = headers['content-type'];
  return (
    type !== undefined &&
    /^(?:image\/(?!svg)|audio\/|video\/|font\/|application\/(?:octet-stream|pdf|zip|gzip))/i.test(type)
  );
}

function withoutNul(text: string): string {
  return text.includes('\0') ? text.replaceAll('\0', '\u{fffd}') : text;
}
