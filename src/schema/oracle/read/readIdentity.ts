/** IDENTITY_OPTIONS → the identity. */
import type { OracleColumnRow, OracleIdentityRow } from '../dictionary.ts';
import type { Identity } from '../model.ts';
import { refuseValue } from './readRefusal.ts';

/** What a sequence has when nothing is said (SQL Language Reference, CREATE SEQUENCE). */
const usualMax = { up: '9'.repeat(28), down: '-1' };
const usualMin = { up: '1', down: `-${'9'.repeat(27)}` };

/** Throws ReadRefusal for options that are not modelled, such as scalable sequences. */
export function readIdentity(row: OracleIdentityRow, column: OracleColumnRow): Identity {
  const options = new Map(
    row.identityOptions.split(',').map((part): [string, string] => {
      const [name = '', value = ''] = part.split(':');
      return [name.trim(), value.trim()];
    }),
  );
  for (const flag of [
    'SCALE_FLAG',
    'EXTEND_FLAG',
    'SHARD_FLAG',
    'SHARDED_FLAG',
    'SESSION_FLAG',
    'KEEP_VALUE',
  ]) {
    const value = options.get(flag) ?? 'N';
    if (value !== 'N') refuseValue(`ALL_TAB_IDENTITY_COLS.IDENTITY_OPTIONS ${flag}`, row.columnName, value);
  }
  const number = (name: string, usual: string): string => {
    const value = options.get(name) ?? usual;
    if (/^-?\d+$/.test(value)) return value;
    return refuseValue(`ALL_TAB_IDENTITY_COLS.IDENTITY_OPTIONS ${name}`, row.columnName, value);
  };
  const incrementBy = number('INCREMENT BY', '1');
  const way = incrementBy.startsWith('-') ? 'down' : 'up';
  const max = number('MAX_VALUE', usualMax[way]);
  const min = number('MIN_VALUE', usualMin[way]);
  const cache = number('CACHE_SIZE', '20');
  return {
    generation: generation(row, column),
    startWith: number('START WITH', way === 'up' ? min : max),
    incrementBy,
    maxValue: max === usualMax[way] ? null : max,
    minValue: min === usualMin[way] ? null : min,
    isCycle: options.get('CYCLE_FLAG') === 'Y',
    cache: cache === '0' ? null : cache,
    isOrdered: options.get('ORDER_FLAG') === 'Y',
  };
}

function generation(
  { generationType }: OracleIdentityRow,
  { defaultOnNull }: OracleColumnRow,
): Identity['generation'] {
  return generationType === 'BY DEFAULT' && defaultOnNull === 'YES' ? 'BY DEFAULT ON NULL' : generationType;
}
