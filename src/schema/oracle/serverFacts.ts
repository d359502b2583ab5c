/** What floors 1–3 must know of an Oracle server or an OceanBase tenant in Oracle mode; read once per connection, plain data. */
export interface OracleServerFacts {
  readonly dialect: 'oracle' | 'oceanbase-oracle';
  /** As the server says it: `19.22.0.0.0`, `OceanBase 4.3.5.1`. */
  readonly versionText: string;
  /** The server's own version: [12, 1], [19, 22], [23, 6]; OceanBase's own ([4, 3]). */
  readonly version: readonly [major: number, minor: number];
  /** 30 before 12.2 and with COMPATIBLE below it, else 128 (SQL Language Reference, Database Object Naming Rules). */
  readonly maxNameBytes: 30 | 128;
  /** V$PARAMETER max_string_size: with STANDARD a VARCHAR2 takes 4000 bytes, with EXTENDED 32767. */
  readonly maxStringSize: 'STANDARD' | 'EXTENDED';
  /** NLS_DATABASE_PARAMETERS: NLS_CHARACTERSET, such as AL32UTF8. */
  readonly characterSet: string;
  /** How many bytes one character of it takes at most: 4 for AL32UTF8, 3 for UTF8, 2 for ZHS16GBK, 1 for WE8…. */
  readonly bytesPerCharacter: number;
  /** NLS_DATABASE_PARAMETERS: NLS_NCHAR_CHARACTERSET, AL16UTF16 or UTF8. */
  readonly nationalCharacterSet: string;
  /** What tells this server from another one (R6). */
  readonly identity: string;
}

/** True when the server's own version is at least the given one. */
export function atLeast(facts: Pick<OracleServerFacts, 'version'>, major: number, minor = 0): boolean {
  const [haveMajor, haveMinor] = facts.version;
  return haveMajor === major ? haveMinor >= minor : haveMajor > major;
}

/** Whether it is OceanBase, whose grammar is narrower. */
export function isOceanBase(facts: Pick<OracleServerFacts, 'dialect'>): boolean {
  return facts.dialect === 'oceanbase-oracle';
}
