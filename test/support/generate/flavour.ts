import type { EngineName } from '../servers/engineRecipe.ts';
import type { Charset } from './model.ts';

/** What a server of the tests can do, as far as the generator uses it. */
export interface Flavour {
  readonly engine: EngineName;
  readonly isMariadb: boolean;
  readonly hasGenerated: boolean;
  readonly hasChecks: boolean;
  readonly hasJson: boolean;
  readonly hasExpressionDefaults: boolean;
  readonly hasInvisibleColumns: boolean;
  readonly hasFunctionalKeys: boolean;
  readonly hasDescendingKeys: boolean;
  readonly hasNetworkTypes: boolean;
  readonly hasVectors: boolean;
  /** MySQL's word for a spatial reference system of a column. */
  readonly hasSrid: boolean;
  readonly hasCompressedColumns: boolean;
  /** How it says that the optimizer does not see a key; null when it can't. */
  readonly hiddenKey: 'INVISIBLE' | 'IGNORED' | null;
  readonly charsets: readonly Charset[];
}

const everywhere: readonly Charset[] = [
  { charset: 'utf8mb4', collation: null },
  { charset: 'utf8mb4', collation: 'utf8mb4_bin' },
  { charset: 'utf8mb4', collation: 'utf8mb4_unicode_ci' },
  { charset: 'utf8mb4', collation: 'utf8mb4_general_ci' },
  { charset: 'utf8', collation: null },
  { charset: 'latin1', collation: null },
  { charset: 'latin1', collation: 'latin1_bin' },
  { charset: 'ascii', collation: null },
  { charset: 'gbk', collation: null },
  { charset: 'binary', collation: null },
  { charset: 'utf16', collation: null },
];

/** The flavour of a test server's engine. */
export function flavourOf(engine: EngineName): Flavour {
  const isMariadb = engine.startsWith('mariadb');
  const isOld = engine === 'mysql-5.6';
  const isMysql9 = engine === 'mysql-9';
  return {
    engine,
    isMariadb,
    hasGenerated: !isOld,
    hasChecks: !isOld,
    hasJson: !isOld,
    hasExpressionDefaults: !isOld,
    hasInvisibleColumns: !isOld,
    hasFunctionalKeys: isMysql9,
    hasDescendingKeys: !isOld,
    hasNetworkTypes: isMariadb,
    hasVectors: isMysql9 || engine === 'mariadb-11.8',
    hasSrid: isMysql9,
    hasCompressedColumns: isMariadb,
    hiddenKey: isMariadb ? 'IGNORED' : isMysql9 ? 'INVISIBLE' : null,
    charsets: [
      ...everywhere,
      ...(isMysql9
        ? [
            { charset: 'utf8mb4', collation: 'utf8mb4_0900_as_cs' },
            { charset: 'utf8mb4', collation: 'utf8mb4_0900_bin' },
          ]
        : []),
      ...(isMariadb
        ? [
            { charset: 'utf8mb4', collation: 'utf8mb4_nopad_bin' },
            { charset: 'latin1', collation: 'latin1_swedish_nopad_ci' },
          ]
        : []),
      ...(engine === 'mariadb-11.8' ? [{ charset: 'utf8mb4', collation: 'utf8mb4_uca1400_as_ci' }] : []),
    ],
  };
}
