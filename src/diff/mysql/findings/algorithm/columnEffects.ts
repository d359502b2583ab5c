import type { Column } from '../../../../schema/mysql/model.ts';
import { equal } from '../../equal.ts';
import { characterBytes, typeFamily } from '../conversion/typeFamily.ts';
import { foldColumn } from '../tableChange.ts';
import type { KeptColumn, TableChange } from '../tableChange.ts';
import { copy, instantOrRebuild, light, rebuild } from './effect.ts';
import type { Effect } from './effect.ts';
import type { ServerPowers } from './serverPowers.ts';
import { phrase } from '../../../../schema/phrase.ts';
import type { Phrase } from '../../../../schema/phrase.ts';

/** What adding, dropping, moving and changing columns takes. */
export function columnEffects(change: TableChange, powers: ServerPowers): readonly Effect[] {
  const light = lightWay(powers);
  return [
    ...change.addedColumns.map((column) => addition(change, column, powers)),
    ...change.droppedColumns.map((column) => removal(column, powers)),
    ...change.kept.flatMap((column) => keptEffects(column, powers, light)),
    ...(isReordered(change) ? [powers.instantMove ? instantOrRebuild(MOVES) : rebuild(MOVES)] : []),
  ];
}

const MOVES = phrase`columns move`;

function lightWay(powers: ServerPowers): 'instant' | 'inplace' {
  return powers.instantMetadata ? 'instant' : 'inplace';
}

function addition(change: TableChange, column: Column, powers: ServerPowers): Effect {
  const cause = phrase`column ${column.name} is added`;
  if (column.generated !== null) return virtualOrCopy(cause, column, powers);
  if (column.autoIncrement) return { ...rebuild(phrase`${cause} and numbers every row`), locks: true };
  // The value of an expression may differ from row to row, so each row is written.
  if (column.default.kind === 'expression') return copy(phrase`${cause} with an expression as its default`);
  // What may be refused in strict mode (0000-00-00) is not promised as instant.
  const isPlain =
    column.nullable ||
    column.default.kind !== 'none' ||
    !['other', 'spatial'].includes(typeFamily(column.type));
  if (!isPlain) return copy(cause);
  const isInstant = powers.instantAddAnywhere || (powers.instantAddLast && isLast(change, column));
  return isInstant ? instantOrRebuild(cause) : rebuild(cause);
}

function removal(column: Column, powers: ServerPowers): Effect {
  const cause = phrase`column ${column.name} is dropped`;
  if (column.generated?.storage === 'VIRTUAL') return virtualOrCopy(cause, column, powers);
  return powers.instantDrop ? instantOrRebuild(cause) : rebuild(cause);
}

function virtualOrCopy(cause: Phrase, column: Column, powers: ServerPowers): Effect {
  if (column.generated?.storage !== 'VIRTUAL' || powers.virtualColumns === 'copy') return copy(cause);
  return powers.virtualColumns === 'instant' ? instantOrRebuild(cause) : rebuild(cause);
}

/** Only columns that were there before stand before it. */
function isLast(change: TableChange, column: Column): boolean {
  const added = new Set(change.addedColumns);
  return change.after.columns.slice(change.after.columns.indexOf(column)).every((other) => added.has(other));
}

function isReordered(change: TableChange): boolean {
  const places = new Map(change.before.columns.map((column, i) => [foldColumn(column.name), i]));
  const kept = change.kept.map(({ before }) => places.get(foldColumn(before.name)) ?? 0);
  return kept.some((place, i) => i > 0 && place < (kept[i - 1] ?? 0));
}

function keptEffects(kept: KeptColumn, powers: ServerPowers, way: 'instant' | 'inplace'): readonly Effect[] {
  const { before, after, isReplaced } = kept;
  if (!isReplaced && equal(before, after)) return [];
  const column = phrase`column ${after.name}`;
  if (isReplaced || !equal(before.generated, after.generated))
    return [copy(phrase`${column} is worked out anew`)];
  const heavy = heavyEffect(kept, powers, column);
  if (heavy !== null) return [heavy];
  const effects: Effect[] = [];
  if (before.name !== after.name)
    effects.push(light(phrase`${column} is renamed`, powers.instantRename ? 'instant' : 'inplace'));
  if (before.nullable !== after.nullable) {
    effects.push(rebuild(after.nullable ? phrase`${column} allows NULL` : phrase`${column} forbids NULL`));
  }
  if (!equal(before.type, after.type)) effects.push(typeEffect(kept, powers, way, column));
  effects.push(light(phrase`${column} is described anew`, way));
  return effects;
}

/** What the dictionary alone can't say: every row is copied. */
function heavyEffect({ before, after }: KeptColumn, powers: ServerPowers, column: Phrase): Effect | null {
  if (before.charset !== after.charset || before.collation !== after.collation) {
    return copy(phrase`${column} gets another character set or collation`);
  }
  if (before.autoIncrement !== after.autoIncrement)
    return { ...copy(phrase`${column} changes AUTO_INCREMENT`), locks: true };
  if (!equal(before.check, after.check)) return copy(phrase`${column} gets another check`);
  const isExpression = after.default.kind === 'expression' && !equal(before.default, after.default);
  if (isExpression && !powers.isMariadb) return copy(phrase`${column} gets an expression as its default`);
  if (!equal(storageOf(before), storageOf(after))) return copy(phrase`${column} is stored in another way`);
  return null;
}

function storageOf(column: Column): readonly unknown[] {
  return [
    column.srid,
    column.compressed,
    column.columnFormat,
    column.storage,
    column.withoutSystemVersioning,
    column.attributes,
  ];
}

function typeEffect(
  kept: KeptColumn,
  powers: ServerPowers,
  way: 'instant' | 'inplace',
  column: Phrase,
): Effect {
  const [from, to] = [kept.before.type, kept.after.type];
  const cause = phrase`${column} gets another type`;
  const isSameKind = from.name === to.name && from.unsigned === to.unsigned && from.zerofill === to.zerofill;
  if (!isSameKind) return copy(cause);
  const family = typeFamily(from);
  // Only the display width differs.
  if (family === 'integer') return light(cause, way);
  if (family === 'varchar') return varcharEffect(kept, powers, cause);
  const isAppended = from.members !== null && appendsWithinSize(from.name, from.members, to.members ?? []);
  return isAppended ? light(cause, way) : copy(cause);
}

/** The length of a value takes one byte up to 255 bytes and two beyond: only within one of the two rows stay as they are. */
function varcharEffect({ before, after }: KeptColumn, powers: ServerPowers, cause: Phrase): Effect {
  const from = characterBytes(before.type.length ?? 0, before.charset);
  const to = characterBytes(after.type.length ?? 0, after.charset);
  if (to < from || (from <= 255 && to > 255) || powers.varchar === 'copy') return copy(cause);
  return light(cause, powers.varchar);
}

function appendsWithinSize(kind: string, from: readonly string[], to: readonly string[]): boolean {
  return (
    from.every((member, i) => to[i] === member) &&
    memberBytes(kind, from.length) === memberBytes(kind, to.length)
  );
}

/** ENUM: one byte up to 255 members, else two. SET: 1, 2, 3, 4 or 8 bytes (manual, "Data Type Storage Requirements"). */
function memberBytes(kind: string, count: number): number {
  if (kind === 'enum') return count <= 255 ? 1 : 2;
  return count > 32 ? 8 : Math.ceil(count / 8);
}
