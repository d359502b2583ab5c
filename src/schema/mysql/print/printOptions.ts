import type { TableOption } from '../model.ts';
import { quoteIdentifier } from '../quote.ts';
import { printValue } from './printAttribute.ts';

/** Options that take their value without `=`. */
const bareOptions: ReadonlySet<string> = new Set([
  'TABLESPACE',
  'STORAGE',
  'ORGANIZATION',
  'PARALLEL',
  'WITH COLUMN GROUP',
]);

/** Table options, separated by spaces. */
export function printOptions(options: readonly TableOption[]): string {
  let text = '';
  for (const option of options) {
    if (isBinaryCollation(option)) continue;
    text += text === '' ? printOption(option) : ` ${printOption(option)}`;
  }
  return text;
}

/** No server prints it behind DEFAULT CHARSET=binary, and MySQL 5.6 does not take it (1064). */
function isBinaryCollation({ name, value }: TableOption): boolean {
  return name === 'COLLATE' && value.kind === 'word' && value.text === 'binary';
}

/** One table option: `ENGINE=InnoDB`, `` TABLESPACE `ts` ``, `` `page_compressed`=1 ``. */
export function printOption(option: TableOption): string {
  const name = option.quotedName === true ? quoteIdentifier(option.name) : option.name;
  if (option.value.kind === 'none') return name;
  return `${name}${bareOptions.has(option.name) ? ' ' : '='}${printValue(option.value)}`;
}
