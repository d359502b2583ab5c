/** A comparison's request back from JSON: from a panel's state, which an older version or anybody may have written. */
import { environments } from '../connection/connection.ts';
import { FieldReader } from '../connection/fieldReader.ts';
import type { TextRule } from '../connection/fieldReader.ts';
import { phrase } from '../schema/phrase.ts';
import { ShadowSyncError } from '../schema/shadowSyncError.ts';
import type { ComparisonRequest, RequestedRule } from './comparisonRequest.ts';

/** As many as a database may have tables (C8). */
const maxNames = 100_000;
/** Longer than any name, and than any pattern for one. */
const maxText = 1000;

const name: TextRule = {
  accepts: (text) => text !== '' && text.length <= maxText && !text.includes('\0'),
  cause: phrase`is empty, too long or has a NUL character`,
  remedy: phrase`Start the comparison anew.`,
};

const affix: TextRule = { ...name, accepts: (text) => text === '' || name.accepts(text) };

const requestNames = ['connection', 'database', 'rule', 'range', 'options', 'adopt', 'skip', 'isByHand'];
const ruleNames = ['prefix', 'suffix', 'shadowDatabase', 'overrides'];
const optionNames = ['columnOrder', 'comments', 'foreignKeys', 'storage', 'partitions'];

/** Takes any value. Throws ShadowSyncError 'usage' that names each field which is wrong, and no value. */
export function readComparisonRequest(value: unknown): ComparisonRequest {
  const fields = new FieldReader(value, requestNames);
  const connection = fields.nested('connection', ['id', 'name', 'environment']);
  const options = fields.nested('options', optionNames);
  const record = recordOf(value);
  const range = recordOf(record['range']);
  const wrong: string[] = [];
  const names = (where: string, list: unknown): readonly string[] => {
    if (isNames(list)) return list;
    wrong.push(where);
    return [];
  };
  const request: ComparisonRequest = {
    connection: {
      id: connection.text('id', name),
      name: connection.text('name', name),
      environment: connection.choice('environment', environments),
    },
    database: fields.text('database', name),
    rule: readRule(fields, recordOf(record['rule'])['overrides'], wrong),
    range: {
      include: names('range.include', range['include']),
      exclude: names('range.exclude', range['exclude']),
    },
    options: {
      columnOrder: options.choice('columnOrder', ['strict', 'lax']),
      comments: options.choice('comments', ['strict', 'ignored']),
      foreignKeys: options.choice('foreignKeys', ['map', 'keep', 'omit']),
      storage: options.choice('storage', ['strict', 'ignored']),
      partitions: options.choice('partitions', ['strict', 'lax']),
    },
    adopt: names('adopt', record['adopt']),
    skip: names('skip', record['skip']),
    // What can't be told apart is taken for the more careful one.
    isByHand: record['isByHand'] !== false,
  };
  if (typeof record['isByHand'] !== 'boolean') wrong.push('isByHand');
  const problems = new Set([...fields.problems.map(({ field }) => field), ...wrong]);
  if (problems.size === 0) return request;
  throw new ShadowSyncError(
    'usage',
    phrase`The comparison can't be restored: ${[...problems].slice(0, 10).join(', ')} can't be read.`,
    { remedy: phrase`Start the comparison anew.` },
  );
}

function readRule(fields: FieldReader, overrides: unknown, wrong: string[]): RequestedRule {
  const rule = fields.nested('rule', ruleNames);
  const isRead = Array.isArray(overrides) && overrides.length <= maxNames && overrides.every(isOverride);
  if (!isRead) wrong.push('rule.overrides');
  return {
    prefix: rule.text('prefix', affix),
    suffix: rule.text('suffix', affix),
    shadowDatabase: rule.textOrNull('shadowDatabase', name),
    overrides: isRead ? overrides.map(({ source, shadow }) => ({ source, shadow })) : [],
  };
}

function isOverride(value: unknown): value is RequestedRule['overrides'][number] {
  const { source, shadow } = recordOf(value);
  return isName(source) && isName(shadow);
}

function isNames(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.length <= maxNames && value.every(isName);
}

function isName(value: unknown): value is string {
  return typeof value === 'string' && name.accepts(value);
}

/** Own fields only; nothing for what is no record. */
function recordOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? { ...value } : {};
}
