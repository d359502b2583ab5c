import type { Column, ColumnDefault, ColumnType, Identity, LobStorage, NotNull } from '../model.ts';
import { quoteIdentifier } from '../quote.ts';
import { isServerName } from '../serverNames.ts';
import { isOceanBase } from '../serverFacts.ts';
import type { OracleServerFacts } from '../serverFacts.ts';
import { printState } from './printConstraint.ts';
import { printTablespace } from './printStorage.ts';
import { printType } from './printType.ts';

/** What a column's text depends on beside the column. */
export interface ColumnStyle {
  readonly facts: Pick<OracleServerFacts, 'dialect'>;
  /** The collation that columns have when nothing is said; null for USING_NLS_COMP. */
  readonly defaultCollation: string | null;
}

/** A column with its name, as it stands in CREATE TABLE and behind ADD. */
export function printColumn(column: Column, style: ColumnStyle): string {
  return `${quoteIdentifier(column.name)} ${printColumnDefinition(column, style)}`;
}

/** The same without its name. Its comment and its storage are said elsewhere. */
export function printColumnDefinition(column: Column, style: ColumnStyle): string {
  const { type, isInvisible, default: value, identity, virtual, notNull } = column;
  const parts = [
    printType(type),
    ...(virtual === null ? printCollation(column, style) : []),
    ...(isInvisible ? ['INVISIBLE'] : []),
    ...(virtual === null ? [] : [`GENERATED ALWAYS AS (${virtual.text}) VIRTUAL`]),
    ...(value === null ? [] : [printDefault(value)]),
    ...(identity === null ? [] : [printIdentity(identity, style.facts)]),
    ...(notNull === null ? [] : [printNotNull(notNull)]),
  ];
  return parts.join(' ');
}

function printCollation({ collation, type }: Column, { defaultCollation }: ColumnStyle): readonly string[] {
  return !hasCollation(type) || collation === defaultCollation
    ? []
    : [`COLLATE ${collation ?? 'USING_NLS_COMP'}`];
}

/** Whether columns of the type have a collation: of others no statement may say one. */
export function hasCollation(type: ColumnType): boolean {
  return (
    type.kind === 'character' ||
    type.kind === 'national' ||
    (type.kind === 'plain' && ['CLOB', 'NCLOB', 'LONG'].includes(type.name))
  );
}

/** `DEFAULT ON NULL 'x'`. */
export function printDefault({ expression, onNull }: ColumnDefault): string {
  const forNull = onNull === null ? '' : onNull === 'INSERT' ? ' ON NULL' : ' ON NULL FOR INSERT AND UPDATE';
  return `DEFAULT${forNull} ${expression.text}`;
}

/** `GENERATED ALWAYS AS IDENTITY (START WITH 10)`; OceanBase takes the options without brackets only. */
function printIdentity(identity: Identity, facts: ColumnStyle['facts']): string {
  const head = `GENERATED ${identity.generation} AS IDENTITY`;
  const { startWith } = identity;
  const usualStart = identity.incrementBy.startsWith('-')
    ? (identity.maxValue ?? '-1')
    : (identity.minValue ?? '1');
  const options = [
    ...(startWith === usualStart ? [] : [`START WITH ${startWith}`]),
    ...identityOptions(identity),
  ].join(' ');
  if (options === '') return head;
  return isOceanBase(facts) ? `${head} ${options}` : `${head} (${options})`;
}

/** The options without where it starts. */
function identityOptions({
  incrementBy,
  maxValue,
  minValue,
  isCycle,
  cache,
  isOrdered,
}: Identity): readonly string[] {
  return [
    ...(incrementBy === '1' ? [] : [`INCREMENT BY ${incrementBy}`]),
    ...(maxValue === null ? [] : [`MAXVALUE ${maxValue}`]),
    ...(minValue === null ? [] : [`MINVALUE ${minValue}`]),
    ...(isCycle ? ['CYCLE'] : []),
    ...(cache === '20' ? [] : [cache === null ? 'NOCACHE' : `CACHE ${cache}`]),
    ...(isOrdered ? ['ORDER'] : []),
  ];
}

/** For MODIFY: every option in full, without where it starts, so that numbers go on as they do. */
export function printIdentityChange(identity: Identity): string {
  const { generation, incrementBy, maxValue, minValue, isCycle, cache, isOrdered } = identity;
  const options = [
    `INCREMENT BY ${incrementBy}`,
    maxValue === null ? 'NOMAXVALUE' : `MAXVALUE ${maxValue}`,
    minValue === null ? 'NOMINVALUE' : `MINVALUE ${minValue}`,
    isCycle ? 'CYCLE' : 'NOCYCLE',
    cache === null ? 'NOCACHE' : `CACHE ${cache}`,
    isOrdered ? 'ORDER' : 'NOORDER',
  ];
  return `GENERATED ${generation} AS IDENTITY (${options.join(' ')})`;
}

/** `CONSTRAINT "name" NOT NULL`; the server may choose a name again where it chose one. */
export function printNotNull({ name, state }: NotNull): string {
  const named = name === null || isServerName(name) ? '' : `CONSTRAINT ${quoteIdentifier(name)} `;
  return `${named}NOT NULL${printState(state)}`;
}

/**
 * How a column's LOB or XMLTYPE is kept, as a clause of the table; null when nothing has to be said. `usualTablespace` is
 * the table's own, where LOBs are unless something is said.
 */
export function printColumnStorage(
  { name, lob, xml }: Column,
  usualTablespace: string | null,
): string | null {
  if (xml === 'CLOB') return `XMLTYPE COLUMN ${quoteIdentifier(name)} STORE AS CLOB`;
  if (lob === null) return null;
  const kind = lob.isSecurefile ? 'SECUREFILE' : 'BASICFILE';
  const tablespace = lob.tablespace === usualTablespace ? [] : printTablespace(lob.tablespace);
  return `LOB (${quoteIdentifier(name)}) STORE AS ${kind} (${[...tablespace, printLobStorage(lob)].join(' ')})`;
}

function printLobStorage({ isInRow, cache, compress, isDeduplicated }: LobStorage): string {
  const row = `${isInRow ? 'ENABLE' : 'DISABLE'} STORAGE IN ROW`;
  const parts = [row, cache, ...(compress === null ? [] : [`COMPRESS ${compress}`])];
  return [...parts, ...(isDeduplicated ? ['DEDUPLICATE'] : [])].join(' ');
}
