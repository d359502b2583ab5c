import type { Column } from '../../../../schema/mysql/model.ts';
import type { Loss } from './loss.ts';
import { characterBytes, lobBytes, typeFamily } from './typeFamily.ts';
import { phrase } from '../../../../schema/phrase.ts';

/** Texts, enums and sets among themselves: what a stored text may lose by its length and kind. */
export function judgeStrings(from: Column, to: Column): readonly Loss[] {
  const [a, b] = [typeFamily(from.type), typeFamily(to.type)];
  if (a === 'enum' || a === 'set') return a === b ? [] : judgeMembers(from, to);
  if (b === 'enum' || b === 'set')
    return [{ kind: 'kind', why: phrase`only the members of the ${b} are valid` }];
  const losses: Loss[] = [];
  // CHAR drops trailing blanks when it is read (manual, "The CHAR and VARCHAR Types").
  if (b === 'char' && a !== 'char')
    losses.push({ kind: 'kind', why: phrase`trailing spaces are lost in a char column` });
  if (longest(from) > roomFor(from, to))
    losses.push({ kind: 'narrows', why: phrase`longer texts do not fit` });
  return losses;
}

/** An enum or set that becomes text: the text of a value has to fit. */
function judgeMembers(from: Column, to: Column): readonly Loss[] {
  const family = typeFamily(to.type);
  if (family === 'enum' || family === 'set') {
    return [
      {
        kind: 'kind',
        why: phrase`a ${from.type.name} and a ${to.type.name} number their members differently`,
      },
    ];
  }
  const members = from.type.members ?? [];
  // UTF-16 units: never fewer than the characters that the server counts.
  const lengths = members.map((member) => member.length);
  const most =
    from.type.name === 'enum'
      ? Math.max(0, ...lengths)
      : lengths.reduce((sum, length) => sum + length + 1, -1);
  const room = family === 'text' ? Math.floor(lobBytes(to.type) / 4) : (to.type.length ?? 1);
  if (most > room) return [{ kind: 'narrows', why: phrase`the text of some members does not fit` }];
  return [{ kind: 'form', why: phrase`members become plain text and are ordered as such` }];
}

/** The longest text of a column: characters for CHAR and VARCHAR, bytes for TEXT types. */
function longest(column: Column): number {
  return typeFamily(column.type) === 'text' ? lobBytes(column.type) : (column.type.length ?? 1);
}

/** The room of the new column in the unit of the old one. A TEXT of n bytes can hold n characters of one byte. */
function roomFor(from: Column, to: Column): number {
  const isText = typeFamily(to.type) === 'text';
  if (!isText) return to.type.length ?? 1;
  if (typeFamily(from.type) === 'text') return lobBytes(to.type);
  return Math.floor(lobBytes(to.type) / characterBytes(1, to.charset));
}
