import type { Index, IndexPart } from '../model.ts';
import { quoteIdentifier, quoteIdentifiers, quoteString } from '../quote.ts';
import { printAttributes } from './printAttribute.ts';
import { printPartitioning } from './printPartitioning.ts';
import type { PrintStyle } from './printStyle.ts';

const words = {
  primary: 'PRIMARY KEY',
  unique: 'UNIQUE KEY',
  plain: 'KEY',
  fulltext: 'FULLTEXT KEY',
  spatial: 'SPATIAL KEY',
  vector: 'VECTOR KEY',
} as const;

/** A key as it stands in CREATE TABLE and behind ADD. */
export function printIndex(index: Index, style: Pick<PrintStyle, 'layout'>): string {
  const name = index.kind === 'primary' ? '' : ` ${quoteIdentifier(index.name)}`;
  // OceanBase says INDEX for multi-valued keys and KEY for all others.
  const word =
    style.layout === 'oceanbase' && isMultiValued(index)
      ? words[index.kind].replace('KEY', 'INDEX')
      : words[index.kind];
  const text = `${word}${name} (${printParts(index.parts)})`;
  const oceanbase = style.layout === 'oceanbase' || isOceanbaseIndex(index);
  return text + (oceanbase ? printOceanbaseOptions(index) : printIndexOptions(index));
}

function isMultiValued(index: Index): boolean {
  return index.parts.some(
    ({ key }) => key.kind === 'expression' && /\barray\s*\)/i.test(key.expression.text),
  );
}

/** OceanBase's grammar wants partitions and column groups last. */
function isOceanbaseIndex(index: Index): boolean {
  if (index.scope !== null || index.partitioning !== null) return true;
  return index.attributes.some(({ name }) => name === 'WITH COLUMN GROUP');
}

/** What stands between a key's brackets. */
function printParts(parts: readonly IndexPart[]): string {
  let text = '';
  for (const [i, part] of parts.entries()) {
    if (i > 0) text += ',';
    text += part.key.kind === 'column' ? quoteIdentifier(part.key.name) : part.key.expression.text;
    if (part.length !== null) text += `(${part.length})`;
    if (part.direction !== null) text += ` ${part.direction}`;
    if (part.withoutOverlaps) text += ' WITHOUT OVERLAPS';
  }
  return text;
}

function printIndexOptions(index: Index): string {
  let text = '';
  if (index.using !== null) text += ` USING ${index.using}`;
  if (index.keyBlockSize !== null) text += ` KEY_BLOCK_SIZE=${index.keyBlockSize}`;
  if (index.comment !== null) text += ` COMMENT ${quoteString(index.comment)}`;
  text += printVisibility(index);
  if (index.parser !== null) text += ` WITH PARSER ${quoteIdentifier(index.parser)}`;
  if (index.clustering) text += ' CLUSTERING=YES';
  return text + printAttributes(index.attributes);
}

function printVisibility(index: Index): string {
  if (index.visibility === 'invisible') return ' INVISIBLE';
  return index.visibility === 'ignored' ? ' IGNORED' : '';
}

/** The order of OceanBase's own printer; its column groups stand behind the key's partitions. */
function printOceanbaseOptions(index: Index): string {
  const groups = index.attributes.filter((attribute) => attribute.name === 'WITH COLUMN GROUP');
  const others = index.attributes.filter((attribute) => attribute.name !== 'WITH COLUMN GROUP');
  let text = '';
  if (index.storing.length > 0) text += ` STORING (${quoteIdentifiers(index.storing)})`;
  if (index.using !== null) text += ` USING ${index.using}`;
  if (index.keyBlockSize !== null) text += ` KEY_BLOCK_SIZE=${index.keyBlockSize}`;
  if (index.parser !== null) text += ` WITH PARSER ${quoteIdentifier(index.parser)}`;
  if (index.clustering) text += ' CLUSTERING=YES';
  text += printAttributes(others);
  if (index.scope !== null) text += ` ${index.scope}`;
  if (index.comment !== null) text += ` COMMENT ${quoteString(index.comment)}`;
  if (index.partitioning !== null) text += ` ${printPartitioning(index.partitioning)}`;
  text += printAttributes(groups);
  return text + printVisibility(index);
}
