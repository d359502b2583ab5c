/** What the reader brought for one pair → both sides understood, or a result that says why not. */
import type { Dialect } from '../diff/dialect.ts';
import type { Finding } from '../diff/finding.ts';
import { english, phrase, reasoned } from '../schema/phrase.ts';
import type { Phrase, Said } from '../schema/phrase.ts';
import type { Parsed, TableModel } from '../schema/tableModel.ts';
import { displayName, tableKey } from '../schema/tableName.ts';
import type { TableName } from '../schema/tableName.ts';
import type { PairResult } from './analysis.ts';
import { emptyResult, reasonOf } from './comparePairs.ts';
import type { PairReading } from './comparePairs.ts';
import { hideSaidSecrets, hideSecrets } from './hideSecrets.ts';
import type { PairedTable } from './pairing.ts';
import type { ReadTable } from './schemaReader.ts';

/** Never throws: what is wrong with this pair is its result. */
export function understandPair(
  table: PairedTable,
  read: ReadonlyMap<string, ReadTable>,
  triggers: ReadonlyMap<string, readonly string[]>,
  dialect: Dialect,
): PairReading {
  const { pair } = table;
  if (table.kind === 'refused') return settled(emptyResult(pair, table.result, table.saidReason));
  try {
    const source = understand(pair.source, read, dialect);
    if (source.kind === 'missing') return settled(emptyResult(pair, 'failed', gone(pair.source)));
    if (source.kind === 'failed')
      return settled(emptyResult(pair, 'failed', notRead(pair.source, source.saidReason ?? source.reason)));
    if (source.kind === 'unsupported')
      return settled(unsupported(emptyResult(pair, 'unsupported', source.saidReason), source));
    const refusal = dialect.refuseSource(source.table);
    // No texts here: a refused source may hold a password in its CONNECTION (P-12).
    if (refusal !== null) return settled(emptyResult(pair, 'unsupported', refusal));

    const notices = triggerNotices(pair.source, triggers);
    const withSource = (result: PairResult): PairResult => ({ ...result, source: source.table, notices });
    const actual = table.shadowExists ? understand(pair.shadow, read, dialect) : { kind: 'missing' as const };
    if (actual.kind === 'failed')
      return settled(
        withSource(emptyResult(pair, 'failed', notRead(pair.shadow, actual.saidReason ?? actual.reason))),
      );
    if (actual.kind === 'unsupported') {
      const reason = phrase`the shadow table ${displayName(pair.shadow)}: ${actual.saidReason}`;
      return settled(withSource(unsupported(emptyResult(pair, 'unsupported', reason), actual)));
    }
    const shadow = actual.kind === 'missing' ? null : actual.table;
    return { kind: 'read', read: { pair, source: source.table, actual: shadow, notices, facts: null } };
  } catch (error) {
    return settled(emptyResult(pair, 'failed', reasonOf(error)));
  }
}

/** What became of a definition as it arrived; its text is not kept beyond that. */
class Digested {
  readonly understood: Understood;

  constructor(understood: Understood) {
    this.understood = understood;
  }
}

/** For `SchemaReader.readTables`: understands each definition as it arrives, and shows it to `onTable`. */
export function digestWith(
  dialect: Dialect,
  onTable: (name: TableName, table: TableModel) => void,
): (definition: unknown, name: TableName) => unknown {
  return (definition, name) => {
    const understood = parseSafely(definition, name, dialect);
    if (understood.kind === 'table') onTable(name, understood.table);
    return new Digested(understood);
  };
}

function parseSafely(definition: unknown, name: TableName, dialect: Dialect): Understood {
  try {
    return dialect.parse(definition, name);
  } catch (error) {
    return { kind: 'failed', ...reasoned(reasonOf(error)) };
  }
}

type Understood = Parsed | Exclude<ReadTable, { kind: 'read' }>;
type Unsupported = Extract<Parsed, { kind: 'unsupported' }>;

/** What the reader's answer is about this table. */
export function understand(
  name: TableName,
  read: ReadonlyMap<string, ReadTable>,
  dialect: Dialect,
): Understood {
  const entry = read.get(tableKey(name));
  if (entry === undefined)
    return { kind: 'failed', ...reasoned(phrase`the reader brought no answer for it`) };
  if (entry.kind !== 'read') return entry;
  const { definition } = entry;
  return definition instanceof Digested ? definition.understood : parseSafely(definition, name, dialect);
}

function settled(result: PairResult): PairReading {
  return { kind: 'settled', result };
}

function unsupported(result: PairResult, { serverText, printedText }: Unsupported): PairResult {
  return {
    ...result,
    reason: hideSecrets(result.reason ?? ''),
    saidReason: hideSaidSecrets(result.saidReason ?? ''),
    texts: {
      server: hideSecrets(serverText),
      printed: printedText === null ? null : hideSecrets(printedText),
    },
  };
}

function gone(name: TableName): Phrase {
  return phrase`${displayName(name)} was dropped while it was read`;
}

function notRead(name: TableName, reason: Said): Phrase {
  return phrase`${displayName(name)} could not be read: ${reason}`;
}

/** SS302: triggers of a source stay with the source (P-14). */
function triggerNotices(source: TableName, triggers: ReadonlyMap<string, readonly string[]>): Finding[] {
  const names = triggers.get(source.table) ?? [];
  if (names.length === 0) return [];
  const list = names.join(', ');
  const said =
    names.length === 1
      ? phrase`${displayName(source)} has the trigger ${list}, which is not copied: writes to the shadow table fire no trigger.`
      : phrase`${displayName(source)} has the triggers ${list}, which are not copied: writes to the shadow table fire no trigger.`;
  return [
    {
      code: 'SS302',
      level: 'info',
      message: english(said),
      said,
      object: { kind: 'table', name: source.table },
    },
  ];
}
