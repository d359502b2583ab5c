/** The shadow that a source should have. */
import type { Column, Index, OracleTable, UniqueKey } from '../../schema/oracle/model.ts';
import { isServerName } from '../../schema/oracle/serverNames.ts';
import type { ShadowMapping, ShadowTarget } from '../dialect.ts';
import type { Finding } from '../finding.ts';
import { shadowReference } from '../shadowReference.ts';

/** The source's structure under the shadow's name; names of constraints and indexes, which belong to the schema, are mapped. */
export function oracleShadowOf(source: OracleTable, mapping: ShadowMapping): ShadowTarget<OracleTable> {
  const notices: Finding[] = [];
  const nameIndex = namer(mapping);
  const nameConstraint = namer(mapping);
  const index = (one: Index): Index => ({ ...one, name: nameIndex(one.name) });
  const key = (one: UniqueKey, base: string): UniqueKey => {
    const name = nameConstraint(ownName(one.name, base));
    // The index of a key that the server makes by itself is called like the key.
    if (one.index === null) nameIndex.take(name);
    return { ...one, name, index: one.index === null ? null : index(one.index) };
  };
  const { table } = source.name;
  const primaryKey = source.primaryKey === null ? null : key(source.primaryKey, `${table}_PK`);
  const uniqueKeys = source.uniqueKeys.map((one) => key(one, `${table}_${one.columns.join('_')}_UK`));
  const checks = source.checks.map((one) => ({
    ...one,
    name: nameConstraint(ownName(one.name, `${table}_CK`)),
  }));
  const references = new Map<string, string>();
  const foreignKeys = source.foreignKeys.flatMap((one) => {
    const { referenced, notice } = shadowReference(one, source.name, mapping);
    if (notice !== null) notices.push(notice);
    if (referenced === null) return [];
    const name = nameConstraint(ownName(one.name, `${table}_${one.columns.join('_')}_FK`));
    references.set(one.name, name);
    return [{ ...one, name, referenced }];
  });
  const { partitioning } = source;
  const reference = partitioning?.reference ?? null;
  const target: OracleTable = {
    ...source,
    name: mapping.shadow,
    columns: source.columns.map((column) => shadowColumn(column, nameConstraint)),
    primaryKey,
    uniqueKeys,
    checks,
    foreignKeys,
    indexes: source.indexes.map(index),
    partitioning:
      partitioning === null || reference === null
        ? partitioning
        : { ...partitioning, reference: references.get(reference) ?? reference },
    isReadOnly: false,
  };
  return { table: target, notices };
}

/** A NOT NULL whose name the server chose gets one of the server's choice again. */
function shadowColumn(column: Column, name: (name: string) => string): Column {
  const { notNull } = column;
  if (notNull?.name == null) return column;
  return { ...column, notNull: { ...notNull, name: isServerName(notNull.name) ? null : name(notNull.name) } };
}

function ownName(name: string, base: string): string {
  return isServerName(name) ? base : name;
}

interface Namer {
  (name: string): string;
  take(name: string): void;
}

/** Maps names so that no two of the table's own are the same. */
function namer(mapping: ShadowMapping): Namer {
  const taken = new Set<string>();
  const name = (base: string): string => {
    let mapped = mapping.constraintName(base);
    for (let count = 2; taken.has(mapped); count++)
      mapped = mapping.constraintName(`${base}_${String(count)}`);
    taken.add(mapped);
    return mapped;
  };
  return Object.assign(name, { take: (used: string): void => void taken.add(used) });
}
