/** What names the family's servers accept. */
import type { NameRules } from '../nameRules.ts';
import { phrase } from '../phrase.ts';
import type { Phrase } from '../phrase.ts';
import type { OracleServerFacts } from './serverFacts.ts';

/**
 * The rules of one server (SQL Language Reference, Database Object Naming Rules): names have 1 to 30 or 128 bytes. The
 * length is counted in the database's character set; UTF-8, which needs the most, is taken for all of them.
 */
export function oracleNameRules({ maxNameBytes }: Pick<OracleServerFacts, 'maxNameBytes'>): NameRules {
  return {
    maxTableCharacters: maxNameBytes,
    maxConstraintCharacters: maxNameBytes,
    constraintLength: utf8Bytes,
    // Said by refuseTable, as the names that they are and not as names of files.
    maxTableBytes: null,
    tableBytes: utf8Bytes,
    foldTable: (name) => name,
    refuseTable: (name) => refuseTable(name, maxNameBytes),
  };
}

function refuseTable(name: string, maxBytes: number): Phrase | null {
  if (name === '') return phrase`the name is empty`;
  if (name.includes('\0')) return phrase`the name holds a NUL character`;
  if (name.includes('"')) return phrase`the name holds a double quote`;
  const bytes = utf8Bytes(name);
  return bytes <= maxBytes ? null : phrase`the name has ${bytes} bytes, ${maxBytes} are possible`;
}

function utf8Bytes(text: string): number {
  let bytes = 0;
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0;
    bytes += code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
  }
  return bytes;
}
