import { assertNever } from '../../assertNever.ts';
import type { Attribute, AttributeValue } from '../model.ts';
import { quoteIdentifier, quoteString } from '../quote.ts';

/** A value as SQL. */
export function printValue(value: AttributeValue): string {
  switch (value.kind) {
    case 'none':
      return '';
    case 'word':
      return value.text;
    case 'string':
      return quoteString(value.value);
    case 'identifier':
      return quoteIdentifier(value.name);
    case 'list':
      return `(${value.text})`;
    default:
      return assertNever(value);
  }
}

/** Attributes of columns and keys, each with a space before it: `` `m`=6``, ` ENGINE_ATTRIBUTE '…'`, ` BLOCK_SIZE 16384`. */
export function printAttributes(attributes: readonly Attribute[]): string {
  let text = '';
  for (const { name, quotedName, value } of attributes) {
    if (quotedName) text += ` ${quoteIdentifier(name)}=${printValue(value)}`;
    else text += value.kind === 'none' ? ` ${name}` : ` ${name}${separator(name)}${printValue(value)}`;
  }
  return text;
}

/** OceanBase reads `PARSER_PROPERTIES=(…)` with the sign and `SKIP_INDEX(…)`, `BLOCK_SIZE n` without. */
function separator(name: string): string {
  return name === 'PARSER_PROPERTIES' ? '=' : ' ';
}
