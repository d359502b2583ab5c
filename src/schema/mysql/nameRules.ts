/** What names the family's servers accept (reliability.md C6, checked again on all servers that run here). */
import { phrase } from '../phrase.ts';
import type { Phrase } from '../phrase.ts';
import type { NameRules } from '../nameRules.ts';
import { fileNameBytes, maxFileNameBytes } from './fileName.ts';
import type { MysqlServerFacts } from './serverFacts.ts';

/** MySQL manual, Identifier Length Limits: tables, columns, indexes and constraints alike. */
const maxCharacters = 64;

/** The rules of one server. OceanBase keeps no file per table, so names have no length in bytes there. */
export function mysqlNameRules(facts: Pick<MysqlServerFacts, 'dialect' | 'lowerCaseTableNames'>): NameRules {
  const maxTableBytes = facts.dialect === 'oceanbase' ? null : maxFileNameBytes;
  return {
    maxTableCharacters: maxCharacters,
    maxConstraintCharacters: maxCharacters,
    maxTableBytes,
    tableBytes: fileNameBytes,
    foldTable: (name) => foldTable(name, facts),
    refuseTable: (name) => refuseTable(name, maxTableBytes),
  };
}

/** Two table (or database) names are the same table for the server exactly when these are equal. */
export function foldTable(name: string, facts: Pick<MysqlServerFacts, 'lowerCaseTableNames'>): string {
  return facts.lowerCaseTableNames === 0 ? name : name.toLowerCase();
}

function refuseTable(name: string, maxTableBytes: number | null): Phrase | null {
  // What almost all names are: as long as a file name as they are, and with nothing in them to look for.
  if (name.length <= maxCharacters && /^\w+$/.test(name)) return null;
  if (name === '') return phrase`the name is empty`;
  if (name.includes('\0')) return phrase`the name holds a NUL character`;
  // Error 1103; MariaDB 11.8 takes a trailing tab, the others don't.
  if (/[ \t\n\v\f\r]$/.test(name)) return phrase`the name ends with a space`;
  // MariaDB answers 1300; MySQL stores such a name with question marks, that is, under another name.
  if (/[\u{10000}-\u{10ffff}\p{Cs}]/u.test(name))
    return phrase`the name holds a character beyond U+FFFF, such as an emoji`;
  // MySQL manual, Mapping of Identifiers to File Names: what follows is a file name.
  if (name.toLowerCase().startsWith('#mysql50#'))
    return phrase`names that begin with #mysql50# are read as file names`;
  if (name.length > maxCharacters)
    return phrase`the name has ${name.length} characters, ${maxCharacters} are possible`;
  const bytes = fileNameBytes(name);
  if (maxTableBytes === null || bytes <= maxTableBytes) return null;
  return phrase`the name takes ${bytes} bytes as a file name, ${maxTableBytes} are possible`;
}
