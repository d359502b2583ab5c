/** The golden pairs' files: the servers' own texts, and the statements that are expected for them. */
import { existsSync } from 'node:fs';
import { mkdir, readFile, readdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { MysqlServerFacts } from '../../../src/schema/mysql/serverFacts.ts';

const root = dirname(fileURLToPath(import.meta.url));

/** The dialects whose texts are kept: MySQL's as 9.x prints them, MariaDB's as 10.11 does, or 11.8 for what only it knows. */
export type GoldenDialect = 'mysql' | 'mariadb' | 'oceanbase';

export const goldenDialects: readonly GoldenDialect[] = ['mysql', 'mariadb', 'oceanbase'];

/** True when the files are to be written instead of checked. */
export const isUpdating = process.env['UPDATE_GOLDEN'] === '1';

/** Reads one file of a pair; null when there is none. */
export async function readGolden(dialect: GoldenDialect, name: string, file: string): Promise<string | null> {
  const path = join(root, dialect, name, file);
  return existsSync(path) ? await readFile(path, 'utf8') : null;
}

/** Writes one file of a pair. */
export async function writeGolden(dialect: GoldenDialect, name: string, file: string, text: string): Promise<void> {
  await mkdir(join(root, dialect, name), { recursive: true });
  await writeFile(join(root, dialect, name, file), text);
}

/** The names of a dialect's pairs, sorted. */
export async function goldenNames(dialect: GoldenDialect): Promise<readonly string[]> {
  const folder = join(root, dialect);
  if (!existsSync(folder)) return [];
  const entries = await readdir(folder, { withFileTypes: true });
  return entries
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort();
}

const collations: readonly (readonly [string, string])[] = [
  ['latin1', 'latin1_swedish_ci'],
  ['ascii', 'ascii_general_ci'],
  ['binary', 'binary'],
  ['utf8mb3', 'utf8mb3_general_ci'],
];

function facts(dialect: GoldenDialect, versionText: string, version: readonly number[], utf8mb4: string): MysqlServerFacts {
  return {
    dialect,
    versionText,
    version,
    lowerCaseTableNames: 0,
    defaultCollations: new Map([...collations, ['utf8mb4', utf8mb4]]),
    explicitDefaultsForTimestamp: true,
    identity: 'golden',
  };
}

/** The servers that the texts came from. */
export const goldenFacts: Readonly<Record<GoldenDialect, MysqlServerFacts>> = {
  mysql: facts('mysql', '9.7.4', [9, 7, 4], 'utf8mb4_0900_ai_ci'),
  mariadb: facts('mariadb', '11.8.6-MariaDB', [11, 8, 6], 'utf8mb4_uca1400_ai_ci'),
  oceanbase: facts('oceanbase', '5.7.25-OceanBase_CE-v4.3.5.1', [4, 3, 5, 1], 'utf8mb4_general_ci'),
};

/** Statements as a file shows them. */
export function sqlFile(statements: readonly string[]): string {
  return statements.map((sql) => `${sql};\n`).join('');
}
