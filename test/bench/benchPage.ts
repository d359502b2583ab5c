/** What a part of the bench has to say: printed at once, and kept for docs/performance.md. */
export class BenchPage {
  readonly #lines: string[] = [];

  /** All that was said, as Markdown. */
  get text(): string {
    return `${this.#lines.join('\n')}\n`;
  }

  say(line = ''): void {
    process.stdout.write(`${line}\n`);
    this.#lines.push(line);
  }

  sayTable(head: readonly string[], rows: readonly (readonly string[])[]): void {
    const widths = head.map((title, i) =>
      Math.max(title.length, ...rows.map((row) => (row[i] ?? '').length)),
    );
    const print = (row: readonly string[]): string =>
      `| ${row.map((cell, i) => (i === 0 ? cell.padEnd(widths[i] ?? 0) : cell.padStart(widths[i] ?? 0))).join(' | ')} |`;
    this.say();
    this.say(print(head));
    this.say(
      `| ${widths.map((width, i) => (i === 0 ? '-'.repeat(width) : `${'-'.repeat(width - 1)}:`)).join(' | ')} |`,
    );
    for (const row of rows) this.say(print(row));
    this.say();
  }
}

/** Without a fraction, in groups of three digits. */
export const whole = (value: number): string => Math.round(value).toLocaleString('en');

export const ratio = (value: number): string => value.toFixed(2);

/** Milliseconds that are few. */
export const tenths = (value: number): string => value.toFixed(1);
