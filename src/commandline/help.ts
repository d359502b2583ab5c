import { assertNever } from '../schema/assertNever.ts';
import type { CommandName } from './arguments.ts';

/** The text of `--help`: of the whole program, or of one command. */
export function helpText(about: CommandName | null): string {
  if (about === null) return overview;
  return `${usageOf(about)}\n${connectionOptions}\n${namingOptions}\n${comparisonOptions}\n${ownOptions(about)}\n${exampleOf(about)}`;
}

const overview = `shadow-sync: keeps shadow tables in line with their source tables

  shadow-sync analyze   compare every source table with its shadow table
  shadow-sync script    print the change SQL (or, with --undo, the SQL that takes it back)
  shadow-sync sync      run the change SQL and verify every table afterwards

  shadow-sync task      make, approve and look after tasks that are kept and scheduled
  shadow-sync run       run due tasks and send alerts until stopped
  shadow-sync alert     look at alerts, acknowledge them, and say where they are sent
  shadow-sync oms       look at and steer the tasks of an OceanBase Migration Service (OMS) server

  shadow-sync COMMAND --help     the command's options, with examples
  shadow-sync --version

A shadow table is a copy of a table's structure: orders → __test_orders. Source tables are only ever read.

Exit codes: 0 everything consistent · 1 an error or a failed statement · 2 differences found
            3 refused (unsafe statements not allowed, --yes missing, plan stale, table not supported) · 64 bad usage
`;

const connectionOptions = `Connection
  --url URL             mysql:// mariadb:// oceanbase:// user[:password]@host[:port]/database
                        oracle://user[:password]@host[:port]/service[?schema=S]   ?sid=… or ?tns=… instead of a service
                        oceanbase-oracle://user@tenant#cluster[:password]@host[:port][/SCHEMA]
                        the password may also come from SHADOW_SYNC_PASSWORD or --password-stdin
  --tls MODE            off | required | verify-ca | verify-identity
                        (default: verify-identity, off on this computer's loopback addresses)
  --tls-ca FILE --tls-cert FILE --tls-key FILE
`;

const namingOptions = `Which tables
  --prefix P | --suffix S   how a shadow is called: P + source name, or source name + S
  --shadow-database D       shadows live in D on the same server; the affix may then be left out
  --tables PATTERN …        only these source tables (default: all); * ? [abc] are wildcards
  --exclude PATTERN …       but not these
  --adopt PATTERN …         confirm that these existing tables, which do not look like shadows, are shadows
`;

const comparisonOptions = `What counts as a difference
  --foreign-keys map|keep|omit     a shadow's foreign keys point to shadow parents | stay | are left out (default map)
  --column-order strict|lax        --comments strict|ignored
  --storage strict|ignored         engine and row format
  --partitions strict|lax
`;

function usageOf(about: CommandName): string {
  switch (about) {
    case 'analyze':
      return 'shadow-sync analyze --url URL --prefix P [options]\n\nReads the tables of a database and their shadows, and says how each shadow differs. Changes nothing.\n';
    case 'script':
      return 'shadow-sync script --url URL --prefix P [options]\n\nPrints the change SQL to standard output. Changes nothing.\n';
    case 'sync':
      return 'shadow-sync sync --url URL --prefix P --yes [options]\n\nRuns the change SQL, statement by statement, and reads every changed table again to verify it.\n';
    default:
      return assertNever(about);
  }
}

function ownOptions(about: CommandName): string {
  const json =
    '  --json                one JSON document on standard output; everything else goes to standard error\n';
  switch (about) {
    case 'analyze':
      return `Output\n${json}`;
    case 'script':
      return `Output\n${json}  --undo                print the SQL that takes the changes back\n`;
    case 'sync':
      return (
        `Running\n${json}  --yes                 required to change anything\n` +
        '  --allow-unsafe        also run statements that may lose data or fail on existing rows\n' +
        '  --on-error abort|continue   after a table that failed (default abort)\n' +
        '  --parallel N          connections for independent tables, 1 to 8 (default 1)\n'
      );
    default:
      return assertNever(about);
  }
}

function exampleOf(about: CommandName): string {
  const url = '--url mysql://dev@127.0.0.1:3306/shop';
  switch (about) {
    case 'analyze':
      return `Examples\n  shadow-sync analyze ${url} --prefix __test_\n  shadow-sync analyze ${url} --shadow-database shop_shadow --tables 'order*' --json\n`;
    case 'script':
      return `Examples\n  shadow-sync script ${url} --prefix __test_ > change.sql\n  shadow-sync script ${url} --prefix __test_ --undo > undo.sql\n`;
    case 'sync':
      return `Examples\n  shadow-sync sync ${url} --prefix __test_ --yes\n  shadow-sync sync ${url} --suffix _t --exclude 'tmp_*' --yes --allow-unsafe --on-error continue\n`;
    default:
      return assertNever(about);
  }
}
