/** The dictionary's rows as text for people: there is no text of the server's own to show. */
import type { OracleTableRows } from './dictionary.ts';

/** One block for each row, with the columns that say something. */
export function dumpRows(rows: OracleTableRows): string {
  const blocks: string[] = [];
  for (const [group, value] of Object.entries(rows)) {
    if (group === 'kind' || group === 'name') continue;
    for (const row of Array.isArray(value) ? value : [value]) {
      const lines = dumpValue(row, '  ');
      if (lines.length > 0) blocks.push([heading(group), ...lines].join('\n'));
    }
  }
  return `${blocks.join('\n')}\n`;
}

function dumpValue(value: unknown, indent: string): readonly string[] {
  if (typeof value !== 'object') return [`${indent}${plainText(value)}`];
  if (value === null) return [];
  return Object.entries(value).flatMap(([name, entry]: [string, unknown]) => {
    if (entry === null) return [];
    if (typeof entry !== 'object') return [`${indent}${heading(name)} = ${plainText(entry)}`];
    if (Array.isArray(entry) && entry.every((one) => typeof one === 'string'))
      return entry.length === 0 ? [] : [`${indent}${heading(name)} = ${entry.join(', ')}`];
    const inner = dumpValue(entry, `${indent}  `);
    return inner.length === 0 ? [] : [`${indent}${heading(name)}`, ...inner];
  });
}

function plainText(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}

/** `dataType` → `DATA_TYPE`. */
function heading(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `_${letter}`).toUpperCase();
}
