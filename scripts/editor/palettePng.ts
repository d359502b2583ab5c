import { crc32, deflateSync } from 'node:zlib';
import type { BrowserContext } from 'playwright-core';

/** What a palette of one byte per pixel can hold. */
const paletteSize = 256;

/** How much more a difference of colour counts than one of light. */
const colourWeight = 2;

const pngSignature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);

/** The pixels of a picture, four bytes each, in base64. */
interface Pixels {
  readonly width: number;
  readonly height: number;
  readonly rgba: string;
}

/** So much of the palette goes to what is there most; the rest to what would be drawn worst, such as the colour of an icon. */
const frequentPlaces = 160;

/**
 * The same picture at about half its size: with a palette of its most frequent colours and of those that are far from them,
 * every other one drawn as the nearest of these. A window has few colours; what is rounded is the edges of letters. Any
 * browser decodes it.
 */
export async function palettePng(png: Buffer, browser: BrowserContext): Promise<Buffer> {
  const { width, height, rgba } = await pixelsOf(png, browser);
  const bytes = Buffer.from(rgba, 'base64');
  const colours: number[] = [];
  for (let at = 0; at < bytes.length; at += 4) colours.push(bytes.readUIntBE(at, 3));
  const palette = paletteOf(colours);
  const places = new Map(palette.map((colour, place) => [colour, place]));
  // Each row begins with the kind of its filter: none, which serves flat areas best.
  const rows = Buffer.alloc((width + 1) * height);
  for (const [index, colour] of colours.entries()) {
    const place = places.get(colour) ?? nearest(colour, palette);
    places.set(colour, place);
    rows[index + Math.floor(index / width) + 1] = place;
  }
  const table = Buffer.alloc(palette.length * 3);
  for (const [place, colour] of palette.entries()) table.writeUIntBE(colour, place * 3, 3);
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  // Eight bits per pixel, indexed (PNG specification, 11.2.2).
  header.set([8, 3], 8);
  return Buffer.concat([
    pngSignature,
    chunk('IHDR', header),
    chunk('PLTE', table),
    chunk('IDAT', deflateSync(rows, { level: 9 })),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

async function pixelsOf(png: Buffer, browser: BrowserContext): Promise<Pixels> {
  const page = await browser.newPage();
  try {
    return await page.evaluate<Pixels>(`(async () => {
      const image = new Image();
      image.src = 'data:image/png;base64,${png.toString('base64')}';
      await image.decode();
      const { width, height } = image;
      const canvas = new OffscreenCanvas(width, height).getContext('2d');
      canvas.drawImage(image, 0, 0);
      const { data } = canvas.getImageData(0, 0, width, height);
      let text = '';
      // More arguments than this overflow the stack.
      const step = 32768;
      for (let at = 0; at < data.length; at += step) text += String.fromCharCode(...data.subarray(at, at + step));
      return { width, height, rgba: btoa(text) };
    })()`);
  } finally {
    await page.close();
  }
}

function paletteOf(colours: readonly number[]): readonly number[] {
  const counts = new Map<number, number>();
  for (const colour of colours) counts.set(colour, (counts.get(colour) ?? 0) + 1);
  const byCount = [...counts].sort(([, one], [, other]) => other - one);
  const palette = byCount.slice(0, frequentPlaces).map(([colour]) => colour);
  const left = byCount.slice(frequentPlaces).map(([colour, count]) => {
    return { colour, count, off: distance(colour, palette[nearest(colour, palette)] ?? 0) };
  });
  while (palette.length < paletteSize && left.length > 0) {
    const worst = left.reduce((one, other) => (other.off * other.count > one.off * one.count ? other : one));
    if (worst.off === 0) break;
    palette.push(worst.colour);
    for (const each of left) each.off = Math.min(each.off, distance(each.colour, worst.colour));
  }
  return palette;
}

function nearest(colour: number, palette: readonly number[]): number {
  let best = 0;
  let least = Infinity;
  for (const [place, candidate] of palette.entries()) {
    const off = distance(colour, candidate);
    if (off >= least) continue;
    best = place;
    least = off;
  }
  return best;
}

/** How far apart two colours look: a small icon that has become grey is noticed before the edge of a letter a shade too dark. */
function distance(one: number, other: number): number {
  const [red = 0, green = 0, blue = 0] = [16, 8, 0].map(
    (shift) => ((one >> shift) & 255) - ((other >> shift) & 255),
  );
  const light = (red + green + blue) / 3;
  return light ** 2 + colourWeight * ((red - green) ** 2 + (blue - green) ** 2);
}

function chunk(kind: string, data: Buffer): Buffer {
  const content = Buffer.concat([Buffer.from(kind, 'latin1'), data]);
  const whole = Buffer.alloc(content.length + 8);
  whole.writeUInt32BE(data.length, 0);
  content.copy(whole, 4);
  whole.writeUInt32BE(crc32(content), content.length + 4);
  return whole;
}
