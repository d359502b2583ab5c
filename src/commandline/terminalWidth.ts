/** Columns that a text takes on a terminal: wide East Asian characters take two, combining marks none. */
export function terminalWidth(text: string): number {
  let width = 0;
  for (const character of text) {
    if (/\p{Mark}/u.test(character)) continue;
    width += isWide(character.codePointAt(0) ?? 0) ? 2 : 1;
  }
  return width;
}

// Unicode's East_Asian_Width W and F, in the ranges that identifiers can hold.
const wideRanges: readonly (readonly [number, number])[] = [
  [0x1100, 0x115f],
  [0x2e80, 0x303e],
  [0x3041, 0xa4cf],
  [0xac00, 0xd7a3],
  [0xf900, 0xfaff],
  [0xfe30, 0xfe6f],
  [0xff00, 0xff60],
  [0xffe0, 0xffe6],
  [0x20000, 0x3fffd],
];

function isWide(codePoint: number): boolean {
  return wideRanges.some(([from, to]) => codePoint >= from && codePoint <= to);
}

/** Fills up with spaces on the right, by terminal width. */
export function padRight(text: string, width: number): string {
  return text + ' '.repeat(Math.max(0, width - terminalWidth(text)));
}

/** Cuts off what is beyond `width`, and shows that something was. */
export function cutRight(text: string, width: number): string {
  if (terminalWidth(text) <= width) return text;
  let cut = '';
  for (const character of text) {
    if (terminalWidth(`${cut}${character}…`) > width) break;
    cut += character;
  }
  return `${cut}…`;
}
