/** The statements that are expected for Oracle's golden pairs. */
import { existsSync } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { OracleServerFacts } from '../../../src/schema/oracle/serverFacts.ts';

const root = dirname(fileURLToPath(import.meta.url));

/** A server that knows all that the pairs hold. */
export const goldenOracle: OracleServerFacts = {
  dialect: 'oracle',
  versionText: '23.6.0.24.10',
  version: [23, 6],
  maxNameBytes: 128,
  maxStringSize: 'EXTENDED',
  characterSet: 'AL32UTF8',
  bytesPerCharacter: 4,
  nationalCharacterSet: 'AL16UTF16',
  identity: 'golden',
};

/** OceanBase, whose grammar is narrower. */
export const goldenOceanBase: OracleServerFacts = {
  ...goldenOracle,
  dialect: 'oceanbase-oracle',
  versionText: 'OceanBase 4.3.5.1',
  version: [4, 3],
  maxStringSize: 'STANDARD',
};

/** Reads one file of a pair; null when there is none. */
export async function readGolden(name: string, file: string): Promise<string | null> {
  const path = join(root, name, file);
  return existsSync(path) ? await readFile(path, 'utf8') : null;
}

/** Writes one file of a pair. */
export async function writeGolden(name: string, file: string, text: string): Promise<void> {
  await mkdir(join(root, name), { recursive: true });
  await writeFile(join(root, name, file), text);
}
