/** The report as JSON text, the same that `JSON.stringify` with two spaces gives, made table by table. */
import type { Report } from './report.ts';

/** Gives the whole text; yields after each table. */
export function* jsonReport({ tables, ...rest }: Report): Generator<undefined, string> {
  const written: string[] = [];
  for (const table of tables) {
    written.push(indented(JSON.stringify(table, null, 2), 4));
    yield;
  }
  const list = written.length === 0 ? '[]' : `[\n${written.join(',\n')}\n  ]`;
  const { timing, ...before } = rest;
  const members = [
    ...Object.entries(before).map(([name, value]) => member(name, JSON.stringify(value, null, 2))),
    `  "tables": ${list}`,
    member('timing', JSON.stringify(timing, null, 2)),
  ];
  return `{\n${members.join(',\n')}\n}\n`;
}

function member(name: string, json: string): string {
  return `  ${JSON.stringify(name)}: ${indented(json, 2).trimStart()}`;
}

/** Line ends inside of JSON texts are written as `\n`: those that are there separate its own lines. */
function indented(json: string, by: number): string {
  const margin = ' '.repeat(by);
  return margin + json.replaceAll('\n', `\n${margin}`);
}
