/** What the account lacks for reading and for running, as the statements that grant it. */
import { joined, phrase } from '../../schema/phrase.ts';
import type { Phrase } from '../../schema/phrase.ts';
import { privilegeReport } from '../privilegeReport.ts';
import type { PrivilegeReport } from '../privilegeReport.ts';
import type { QueryLimits } from '../queryLimits.ts';
import { grantOf, privilegesToRun } from './grantRemedy.ts';
import { rowsIfAllowed } from './rowsIfAllowed.ts';
import type { Query, RowSource } from './rowSource.ts';

interface SchemaFinding {
  readonly schema: string;
  readonly isThere: boolean;
  readonly isReadable: boolean;
  readonly missingToRun: readonly string[];
}

/** What the session may do: system privileges, and from 23ai those on single schemas. */
interface Privileges {
  has(privilege: string, schema: string): boolean;
}

/**
 * Looks at each schema; none means that one is chosen later. A schema of which nothing is visible fails, missing privileges
 * for running warn. Throws ShadowSyncError when the server can't be asked.
 */
export async function checkPrivileges(
  source: RowSource,
  account: string,
  schemas: readonly string[],
  limits: QueryLimits,
): Promise<PrivilegeReport> {
  if (schemas.length === 0) {
    return privilegeReport('ok', phrase`No schema is chosen yet; privileges are looked at when one is.`);
  }
  const privileges = await readPrivileges(source, limits);
  const found: SchemaFinding[] = [];
  for (const schema of schemas) {
    const isOwn = schema === account;
    found.push({
      schema,
      isThere: await hasRow(
        source,
        (bind) => `SELECT 1 FROM SYS.ALL_USERS WHERE USERNAME = ${bind(schema)}`,
        limits,
      ),
      isReadable:
        isOwn ||
        privileges.has('SELECT ANY TABLE', schema) ||
        (await hasRow(
          source,
          (bind) => `SELECT 1 FROM SYS.ALL_TABLES WHERE OWNER = ${bind(schema)} AND ROWNUM = 1`,
          limits,
        )),
      missingToRun: privilegesToRun(isOwn).filter((privilege) => !privileges.has(privilege, schema)),
    });
  }
  return summed(found, account, await canLock(source, limits));
}

function summed(found: readonly SchemaFinding[], account: string, hasLocks: boolean): PrivilegeReport {
  const gone = found.filter(({ isThere }) => !isThere).map(({ schema }) => schema);
  if (gone.length > 0) {
    return privilegeReport(
      'failed',
      phrase`There is no schema ${gone.join(', ')} on this server.`,
      phrase`Check the name of the schema; names that were not quoted are kept in capitals.`,
    );
  }
  const missing = [...new Set(found.flatMap(({ missingToRun }) => missingToRun))];
  const lock = hasLocks ? [] : [grantOf(['EXECUTE ON SYS.DBMS_LOCK'], account)];
  const unlocked = hasLocks
    ? []
    : [phrase`Without DBMS_LOCK two runners are not kept apart before they meet at the table.`];
  const names = found.map(({ schema }) => schema).join(', ');
  if (missing.length === 0) {
    const detail = joined([phrase`The account may read and change ${names}.`, ...unlocked], ' ');
    return privilegeReport('ok', detail, null, lock.length === 0 ? null : lock.join('\n'));
  }
  const blind = found.filter(({ isReadable }) => !isReadable).map(({ schema }) => schema);
  // An empty schema of somebody else looks like one that may not be read.
  const statements = [
    ...(blind.length === 0 ? [] : [grantOf(['SELECT ANY TABLE'], account)]),
    grantOf(missing, account),
    ...lock,
  ];
  return privilegeReport(
    blind.length === 0 ? 'warning' : 'failed',
    joined([...found.flatMap(sentencesOf), ...unlocked], ' '),
    phrase`Have an administrator run the statements. To analyse, SELECT on the tables is enough; the others are for running.`,
    statements.join('\n'),
  );
}

function sentencesOf({ isReadable, missingToRun, schema }: SchemaFinding): readonly Phrase[] {
  if (!isReadable)
    return [phrase`The account sees no table of ${schema}, and lacks ${missingToRun.join(', ')}.`];
  return missingToRun.length === 0
    ? []
    : [phrase`The account may read ${schema}, and lacks ${missingToRun.join(', ')} for running.`];
}

async function readPrivileges(source: RowSource, limits: QueryLimits): Promise<Privileges> {
  const system = new Set(
    (await source.rows(() => 'SELECT PRIVILEGE FROM SYS.SESSION_PRIVS', limits)).map(
      ([privilege]) => privilege ?? '',
    ),
  );
  const ofSchemas = await rowsIfAllowed(
    source,
    () => 'SELECT PRIVILEGE, SCHEMA FROM SYS.SESSION_SCHEMA_PRIVS',
    limits,
  );
  const pairs = new Set((ofSchemas ?? []).map(([privilege, schema]) => `${privilege ?? ''} ${schema ?? ''}`));
  return { has: (privilege, schema) => system.has(privilege) || pairs.has(`${privilege} ${schema}`) };
}

async function canLock(source: RowSource, limits: QueryLimits): Promise<boolean> {
  const rows = await rowsIfAllowed(
    source,
    () => "SELECT 1 FROM SYS.ALL_OBJECTS WHERE OWNER = 'SYS' AND OBJECT_NAME = 'DBMS_LOCK' AND ROWNUM = 1",
    limits,
  );
  return rows !== null && rows.length > 0;
}

async function hasRow(source: RowSource, query: Query, limits: QueryLimits): Promise<boolean> {
  return (await source.rows(query, limits)).length > 0;
}
