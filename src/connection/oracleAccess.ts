/** How a database behind an Oracle listener is named (Net Services Reference, "Local Naming Parameters"). */

export const oracleAccessKinds = ['service', 'sid', 'descriptor', 'alias'] as const;

export type OracleAccessKind = (typeof oracleAccessKinds)[number];

export interface OracleAccess {
  readonly kind: OracleAccessKind;
  /** The service's name, the SID, the whole `(DESCRIPTION=…)`, or a name in tnsnames.ora. */
  readonly name: string;
  /** Of an alias: the folder of tnsnames.ora; null for the one that TNS_ADMIN names. */
  readonly folder: string | null;
}

/**
 * A name as the server keeps it: what is not quoted is folded to upper case, and quoted text is taken as it is (SQL
 * Language Reference, "Database Object Naming Rules").
 */
export function foldedName(text: string): string {
  const quoted = /^"(.+)"$/.exec(text);
  return quoted?.[1] ?? text.toUpperCase();
}

/** The schema that an account owns: `proxy[app]` works as app, and OceanBase's accounts end in `@tenant#cluster`. */
export function ownSchema(user: string): string {
  const working = /\[(.+)\]$/.exec(user)?.[1] ?? user.replace(/^((?:"[^"]*"|[^"@])+)@.*$/s, '$1');
  return foldedName(working);
}
