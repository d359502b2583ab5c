/** What floors 1–3 must know of a MySQL-family server; read once per connection, plain data. */
export interface MysqlServerFacts {
  readonly dialect: 'mysql' | 'mariadb' | 'oceanbase';
  /** As the server says it: `10.11.19-MariaDB-0+deb12u1`, `9.7.4`, `5.7.25-OceanBase-v4.3.5.1`. */
  readonly versionText: string;
  /** The engine's own version: [10, 11, 19], [9, 7, 4]; OceanBase's own ([4, 3, 5, 1]), not the 5.7.25 it shows. */
  readonly version: readonly number[];
  /** 0, 1 or 2. Decides whether table and database names differ by case. */
  readonly lowerCaseTableNames: 0 | 1 | 2;
  /** Character set → its default collation on this server. */
  readonly defaultCollations: ReadonlyMap<string, string>;
  /** `explicit_defaults_for_timestamp` as it is in force. */
  readonly explicitDefaultsForTimestamp: boolean;
  /** What tells this server from another one: `@@server_uuid`, or host name + port where there is none (R6). */
  readonly identity: string;
}

/** True when the server's own version is at least the given one, compared part by part. */
export function atLeast(facts: MysqlServerFacts, ...wanted: readonly number[]): boolean {
  for (const [i, want] of wanted.entries()) {
    const have = facts.version[i] ?? 0;
    if (have !== want) return have > want;
  }
  return true;
}
