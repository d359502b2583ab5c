import type { MysqlTable } from '../../../../schema/mysql/model.ts';
import { optionWord } from '../tableOption.ts';
import type { TableChange } from '../tableChange.ts';
import { columnEffects } from './columnEffects.ts';
import { WAYS, copy } from './effect.ts';
import type { Effect, Way } from './effect.ts';
import { keyEffects } from './keyEffects.ts';
import { oceanbaseOffline } from './oceanbaseEffects.ts';
import { optionEffects } from './optionEffects.ts';
import { serverPowers } from './serverPowers.ts';
import type { ServerPowers } from './serverPowers.ts';
import { phrase } from '../../../../schema/phrase.ts';
import type { Phrase } from '../../../../schema/phrase.ts';

/** How the server will do a statement, as far as can be told without asking it. It may be wrong to the slow side only. */
export interface Prediction {
  readonly algorithm: 'INSTANT' | 'INPLACE' | 'COPY' | 'online DDL' | 'offline DDL';
  /** Every row is written again, so it takes time and room in proportion to the table. */
  readonly rebuilds: boolean;
  /** Others' writes wait for as long as that takes. */
  readonly blocksWrites: boolean;
  /** Others' reads wait as well. */
  readonly blocksReads: boolean;
  /** What makes it so slow, the first few. */
  readonly causes: readonly Phrase[];
}

const NAMES = { instant: 'INSTANT', inplace: 'INPLACE', copy: 'COPY' } as const;

/** Several rules ask for it. */
const predictions = new WeakMap<TableChange, Prediction>();

/** Takes a changed table; gives the prediction for its statement. The worst of its clauses decides. */
export function predictAlgorithm(change: TableChange): Prediction {
  const known = predictions.get(change);
  if (known !== undefined) return known;
  const prediction = predict(change);
  predictions.set(change, prediction);
  return prediction;
}

function predict(change: TableChange): Prediction {
  if (change.server.dialect === 'oceanbase') return oceanbasePrediction(change);
  const powers = serverPowers(change.server);
  const effects = adjust(change, powers, [
    ...columnEffects(change, powers),
    ...keyEffects(change, powers),
    ...optionEffects(change, powers),
  ]);
  const way = effects.reduce<Way>(
    (worst, { way }) => (WAYS.indexOf(way) > WAYS.indexOf(worst) ? way : worst),
    'instant',
  );
  const rebuilds = way === 'copy' || (way === 'inplace' && effects.some((effect) => effect.rebuilds));
  const locks = effects.some((effect) => effect.locks);
  return {
    algorithm: NAMES[way],
    rebuilds,
    blocksWrites:
      way === 'copy' ? locks || !powers.onlineCopy || hasActions(change.before) : way === 'inplace' && locks,
    blocksReads: false,
    causes: causesOf(effects, way, rebuilds),
  };
}

/** What alone makes it so; where nothing does, what does it together: instant by itself, but not beside the others. */
function causesOf(effects: readonly Effect[], way: Way, rebuilds: boolean): readonly Phrase[] {
  const alone = effects.filter((effect) => effect.way === way && effect.rebuilds === rebuilds);
  const found =
    alone.length > 0 ? alone : effects.filter((effect) => effect.way === way || effect.rebuilds === rebuilds);
  return found.map(({ cause }) => cause);
}

function oceanbasePrediction(change: TableChange): Prediction {
  const causes = oceanbaseOffline(change);
  const isOffline = causes.length > 0;
  return {
    algorithm: isOffline ? 'offline DDL' : 'online DDL',
    rebuilds: isOffline,
    blocksWrites: isOffline,
    blocksReads: isOffline,
    causes,
  };
}

/** What the table as a whole, or the changes together, make slower than each by itself. */
function adjust(change: TableChange, powers: ServerPowers, effects: readonly Effect[]): readonly Effect[] {
  if (effects.length === 0) return effects;
  const { before, after } = change;
  if (engine(before) !== 'INNODB' || engine(after) !== 'INNODB') return adjustForeignEngine(effects, powers);
  const worst = combined(change, powers, effects);
  if (worst !== null) return [...effects, worst];
  // Row versions are not kept in compressed tables, nor beside the hidden column of a full-text index.
  const isCompressed = [before, after].some(
    (table) =>
      optionWord(table, 'ROW_FORMAT') === 'COMPRESSED' || optionWord(table, 'KEY_BLOCK_SIZE') !== null,
  );
  const hasFulltext = [before, after].some((table) =>
    table.indexes.some((index) => index.kind === 'fulltext'),
  );
  const hasSpatial = [before, after].some((table) => table.indexes.some((index) => index.kind === 'spatial'));
  return effects.map((effect) => {
    const isSlower = effect.rebuilds && (isCompressed || hasFulltext);
    const way: Way = isSlower && effect.way === 'instant' ? 'inplace' : effect.way;
    // MySQL does not rebuild a table with a full-text index in place.
    const isCopy =
      isSlower &&
      hasFulltext &&
      !powers.isMariadb &&
      way === 'inplace' &&
      !effect.cause.template.startsWith('index ');
    return {
      ...effect,
      way: isCopy ? 'copy' : way,
      locks: effect.locks || (effect.rebuilds && (hasFulltext || hasSpatial)),
    };
  });
}

/** Other engines know no in-place change; only what the dictionary alone holds is done at once. */
function adjustForeignEngine(effects: readonly Effect[], powers: ServerPowers): readonly Effect[] {
  return effects.map((effect) =>
    effect.way === 'instant' && !effect.rebuilds && powers.instantMetadata ? effect : copy(effect.cause),
  );
}

/** Virtual columns and expressions in keys do not go together in place with other changes of columns. */
function combined(change: TableChange, powers: ServerPowers, effects: readonly Effect[]): Effect | null {
  const hasVirtual = [change.before, change.after].some(hasVirtualColumn);
  const changesColumns = effects.some((effect) => effect.rebuilds);
  if (hasVirtual && changesColumns && (powers.isMariadb || !powers.instantDrop)) {
    const isAlone =
      effects.length === 1 &&
      change.before.partitioning === null &&
      !change.addedColumns.some((column) => column.generated === null);
    if (!isAlone) return copy(phrase`virtual columns are in the table`);
  }
  const hasNewExpression = effects.some(
    (effect) =>
      effect.locks &&
      effect.way === 'inplace' &&
      !effect.rebuilds &&
      effect.cause.template.startsWith('index '),
  );
  return hasNewExpression && effects.length > 1
    ? copy(phrase`an index is added together with other changes`)
    : null;
}

function hasVirtualColumn(table: MysqlTable): boolean {
  return table.columns.some((column) => column.generated?.storage === 'VIRTUAL');
}

/** MariaDB copies online only without foreign keys that change rows by themselves. */
function hasActions(table: MysqlTable): boolean {
  return table.foreignKeys.some(({ onDelete, onUpdate }) =>
    [onDelete, onUpdate].some(
      (action) => action === 'CASCADE' || action === 'SET NULL' || action === 'SET DEFAULT',
    ),
  );
}

function engine(table: MysqlTable): string {
  return optionWord(table, 'ENGINE') ?? 'INNODB';
}
