/**
 * SHA-256 (FIPS 180-4) of a text's UTF-8 bytes, in plain TypeScript: fingerprints and plan hashes need a real hash (R6),
 * and this floor knows no Node built-ins. Lone surrogates are encoded as they stand, so that different strings never
 * become equal bytes.
 */

// FIPS 180-4 §4.2.2 and §5.3.3: the fractional parts of the cube roots of the first 64 primes, and of the square roots of
// the first 8. Worked out instead of listed; the doubles hold more than the 32 bits that are needed.
const primes = firstPrimes(64);
const roundConstants = Int32Array.from(primes, (prime) => fraction(Math.cbrt(prime)));

function firstPrimes(count: number): readonly number[] {
  const found: number[] = [];
  for (let n = 2; found.length < count; n++) {
    if (found.every((prime) => n % prime !== 0)) found.push(n);
  }
  return found;
}

function fraction(x: number): number {
  return ((x - Math.floor(x)) * 2 ** 32) | 0;
}

/** The eight words that go from block to block; fields and no array, because this is where the time goes. */
interface State {
  a: number;
  b: number;
  c: number;
  d: number;
  e: number;
  f: number;
  g: number;
  h: number;
}

function initialState(): State {
  const [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0, g = 0, h = 0] = initialWords;
  return { a, b, c, d, e, f, g, h };
}

const initialWords: readonly number[] = primes.slice(0, 8).map((prime) => fraction(Math.sqrt(prime)));

/** Plans hash tens of thousands of short texts; what the last one left is written over. */
const scratch = new Uint8Array(65_536);
const schedule = new Int32Array(64);

/** The hash as 64 lower-case hexadecimal digits. */
export function sha256(text: string): string {
  const bytes = paddedUtf8(text);
  const state = initialState();
  for (let offset = 0; offset < bytes.length; offset += 64) compress(state, bytes, offset);
  let hex = '';
  for (const word of [state.a, state.b, state.c, state.d, state.e, state.f, state.g, state.h])
    hex += (word >>> 0).toString(16).padStart(8, '0');
  return hex;
}

/** The bytes with the padding of FIPS 180-4 §5.1.1: a one bit, zeros, and the length in bits. */
function paddedUtf8(text: string): Uint8Array {
  const most = text.length * 3 + 72;
  const buffer = most <= scratch.length ? scratch : new Uint8Array(most);
  const length = writeUtf8(text, buffer);
  const total = (length + 9 + 63) & ~63;
  buffer.fill(0, length, total);
  buffer[length] = 0x80;
  let bits = length * 8;
  for (let i = total - 1; i >= total - 8; i--) {
    buffer[i] = bits % 256;
    bits = Math.floor(bits / 256);
  }
  return buffer.subarray(0, total);
}

function writeUtf8(text: string, out: Uint8Array): number {
  let at = 0;
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    if (unit < 0x80) {
      out[at++] = unit;
      continue;
    }
    const code = text.codePointAt(i) ?? unit;
    if (code > 0xffff) {
      i++;
      out[at++] = 0xf0 | (code >> 18);
      out[at++] = 0x80 | ((code >> 12) & 0x3f);
    } else if (code > 0x7ff) {
      out[at++] = 0xe0 | (code >> 12);
    } else {
      out[at++] = 0xc0 | (code >> 6);
      out[at++] = 0x80 | (code & 0x3f);
      continue;
    }
    out[at++] = 0x80 | ((code >> 6) & 0x3f);
    out[at++] = 0x80 | (code & 0x3f);
  }
  return at;
}

/** FIPS 180-4 §6.2.2 over the 64 bytes at `offset`. */
function compress(state: State, bytes: Uint8Array, offset: number): void {
  expand(bytes, offset);
  let { a, b, c, d, e, f, g, h } = state;
  for (let t = 0; t < 64; t++) {
    const sum1 = ((e >>> 6) | (e << 26)) ^ ((e >>> 11) | (e << 21)) ^ ((e >>> 25) | (e << 7));
    const choice = (e & f) ^ (~e & g);
    const t1 = (h + sum1 + choice + (roundConstants[t] ?? 0) + (schedule[t] ?? 0)) | 0;
    const sum0 = ((a >>> 2) | (a << 30)) ^ ((a >>> 13) | (a << 19)) ^ ((a >>> 22) | (a << 10));
    const majority = (a & b) ^ (a & c) ^ (b & c);
    h = g;
    g = f;
    f = e;
    e = (d + t1) | 0;
    d = c;
    c = b;
    b = a;
    a = (t1 + sum0 + majority) | 0;
  }
  state.a = (state.a + a) | 0;
  state.b = (state.b + b) | 0;
  state.c = (state.c + c) | 0;
  state.d = (state.d + d) | 0;
  state.e = (state.e + e) | 0;
  state.f = (state.f + f) | 0;
  state.g = (state.g + g) | 0;
  state.h = (state.h + h) | 0;
}

function expand(bytes: Uint8Array, offset: number): void {
  for (let t = 0; t < 16; t++) {
    const i = offset + t * 4;
    schedule[t] =
      ((bytes[i] ?? 0) << 24) |
      ((bytes[i + 1] ?? 0) << 16) |
      ((bytes[i + 2] ?? 0) << 8) |
      (bytes[i + 3] ?? 0);
  }
  for (let t = 16; t < 64; t++) {
    const x = schedule[t - 15] ?? 0;
    const y = schedule[t - 2] ?? 0;
    const small0 = ((x >>> 7) | (x << 25)) ^ ((x >>> 18) | (x << 14)) ^ (x >>> 3);
    const small1 = ((y >>> 17) | (y << 15)) ^ ((y >>> 19) | (y << 13)) ^ (y >>> 10);
    schedule[t] = ((schedule[t - 16] ?? 0) + small0 + (schedule[t - 7] ?? 0) + small1) | 0;
  }
}
