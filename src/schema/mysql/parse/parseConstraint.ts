import { phrase } from '../../phrase.ts';
import type { Check, ForeignKey, Period, ReferenceAction } from '../model.ts';
import type { Cursor } from './cursor.ts';

/** `FOREIGN KEY (…) REFERENCES …` behind its constraint's name. `database` is where an unqualified parent stands. */
export function parseForeignKey(cursor: Cursor, name: string, database: string): ForeignKey {
  cursor.expect('FOREIGN', 'KEY');
  const columns = cursor.identifiers();
  cursor.expect('REFERENCES');
  let parent = cursor.identifier();
  let parentDatabase = database;
  const qualified = cursor.take('.');
  if (qualified) {
    parentDatabase = parent;
    parent = cursor.identifier();
  }
  const referencedColumns = cursor.identifiers();
  const referenced = { database: parentDatabase, table: parent };
  return { name, columns, referenced, qualified, referencedColumns, ...parseForeignKeyRules(cursor) };
}

/** `[MATCH …] [ON DELETE …] [ON UPDATE …]`, in either order. */
export function parseForeignKeyRules(cursor: Cursor): Pick<ForeignKey, 'match' | 'onDelete' | 'onUpdate'> {
  const match = cursor.take('MATCH') ? parseMatch(cursor) : null;
  let onDelete: ReferenceAction | null = null;
  let onUpdate: ReferenceAction | null = null;
  while (cursor.take('ON')) {
    if (onDelete === null && cursor.take('DELETE')) onDelete = parseAction(cursor);
    else if (onUpdate === null && cursor.take('UPDATE')) onUpdate = parseAction(cursor);
    else throw cursor.refuse(phrase`DELETE or UPDATE is expected once each`);
  }
  return { match, onDelete, onUpdate };
}

function parseMatch(cursor: Cursor): ForeignKey['match'] {
  for (const kind of ['FULL', 'PARTIAL', 'SIMPLE'] as const) if (cursor.take(kind)) return kind;
  throw cursor.refuse(phrase`FULL, PARTIAL or SIMPLE is expected`);
}

function parseAction(cursor: Cursor): ReferenceAction {
  if (cursor.take('RESTRICT')) return 'RESTRICT';
  if (cursor.take('CASCADE')) return 'CASCADE';
  if (cursor.take('NO')) {
    cursor.expect('ACTION');
    return 'NO ACTION';
  }
  cursor.expect('SET');
  if (cursor.take('NULL')) return 'SET NULL';
  cursor.expect('DEFAULT');
  return 'SET DEFAULT';
}

/** `CHECK (…) [NOT ENFORCED]` behind its constraint's name, if it has one. */
export function parseCheck(cursor: Cursor, name: string | null): Check {
  cursor.expect('CHECK');
  const text = cursor.bracketed();
  let enforced = true;
  if (cursor.take('NOT')) {
    cursor.expect('ENFORCED');
    enforced = false;
  }
  return { name, expression: { text }, enforced };
}

/** MariaDB `PERIOD FOR SYSTEM_TIME (…)`, ``PERIOD FOR `name` (…)``. */
export function parsePeriod(cursor: Cursor): Period {
  cursor.expect('PERIOD', 'FOR');
  const name = cursor.name();
  cursor.expect('(');
  const start = cursor.identifier();
  cursor.expect(',');
  const end = cursor.identifier();
  cursor.expect(')');
  return { name, start, end };
}
