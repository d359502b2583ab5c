/** What a statement has to know of everything beside the table that it changes. */
import type { TableName } from '../../../../src/schema/tableName.ts';
import { OraError } from './oraError.ts';
import type { TableState } from './tableState.ts';

export interface Schema {
  readonly maxNameBytes: number;
  /** Whether keys go as in OceanBase: with their indexes, and by their names only. */
  readonly isOceanBase: boolean;
  /** A number that no name of the server's choice has had. */
  readonly nextNumber: () => number;
  readonly table: (name: TableName) => TableState | null;
  /** The other tables of all schemas. */
  readonly others: (name: TableName) => readonly TableState[];
}

/** Throws ORA-00972 for a name that is too long. */
export function checkName(name: string, { maxNameBytes }: Schema): void {
  if (new TextEncoder().encode(name).length > maxNameBytes)
    throw new OraError(972, `identifier is too long: ${name}`);
}

/** Names of constraints belong to the schema (ORA-02264). */
export function checkConstraintName(name: string, state: TableState, schema: Schema): void {
  checkName(name, schema);
  const isTaken = schemaTables(state, schema).some(({ constraints }) =>
    constraints.some(({ constraintName }) => constraintName === name),
  );
  if (isTaken) throw new OraError(2264, `name already used by an existing constraint: ${name}`);
}

/** So do names of indexes, in a space of their own (ORA-00955). */
export function checkIndexName(name: string, state: TableState, schema: Schema): void {
  checkName(name, schema);
  const isTaken = schemaTables(state, schema).some(({ indexes }) =>
    indexes.some(({ indexName }) => indexName === name),
  );
  if (isTaken) throw new OraError(955, `name is already used by an existing object: ${name}`);
}

function schemaTables(state: TableState, schema: Schema): readonly TableState[] {
  const { database } = state.name;
  return [state, ...schema.others(state.name).filter(({ name }) => name.database === database)];
}
