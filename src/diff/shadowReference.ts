/** Where the foreign keys of a shadow point to, and what is said where that is not what the source has. */
import { phrase } from '../schema/phrase.ts';
import type { Phrase } from '../schema/phrase.ts';
import { displayName, tableKey } from '../schema/tableName.ts';
import type { TableName } from '../schema/tableName.ts';
import type { ShadowMapping } from './dialect.ts';
import type { Finding } from './finding.ts';
import { makeFinding } from './stepFindings.ts';

/** A foreign key of any dialect, as far as it is looked at here. */
interface Reference {
  readonly name: string;
  readonly referenced: TableName;
}

export interface ShadowReference {
  /** null: the shadow does not get the key. */
  readonly referenced: TableName | null;
  readonly notice: Finding | null;
}

/** `source` is the table that has the key. */
export function shadowReference(key: Reference, source: TableName, mapping: ShadowMapping): ShadowReference {
  if (mapping.foreignKeys === 'omit')
    return { referenced: null, notice: leftOut(key, phrase`foreign keys are omitted by option`) };
  const parent = parentOf(key, source, mapping);
  if (parent === null) {
    const why = phrase`its parent ${displayName(key.referenced)} has no shadow table in this task`;
    return { referenced: null, notice: leftOut(key, why) };
  }
  const isKept = mapping.foreignKeys === 'keep' && tableKey(parent) !== tableKey(mapping.shadow);
  return { referenced: parent, notice: isKept ? keptNotice(key, parent) : null };
}

/** A key that points to its own table points to the shadow, whatever the option (O-09). */
function parentOf({ referenced }: Reference, source: TableName, mapping: ShadowMapping): TableName | null {
  if (tableKey(referenced) === tableKey(source)) return mapping.shadow;
  return mapping.foreignKeys === 'keep' ? referenced : mapping.shadowParent(referenced);
}

function leftOut({ name }: Reference, why: Phrase): Finding {
  const said = phrase`The foreign key ${name} is left out of the shadow table: ${why}.`;
  return makeFinding('SS301', 'info', 'foreign key', name, said);
}

function keptNotice({ name }: Reference, parent: TableName): Finding {
  const said = phrase`The foreign key ${name} of the shadow table points to the source table ${displayName(parent)}: rows of the shadow depend on its rows, and its rows can't be deleted while the shadow refers to them.`;
  return makeFinding('SS303', 'caution', 'foreign key', name, said);
}
