import { phrase } from '../../schema/phrase.ts';
import { databaseWords, schemaWords } from './databaseWords.ts';
import type { DialectDescription } from './dialectDescription.ts';

/** Reached by host and port alone. */
const family = {
  database: databaseWords,
  caFileHelp: phrase`Leave it empty to trust the authorities that come with the editor.`,
  own: null,
} as const satisfies Partial<DialectDescription>;

export const mysql: DialectDescription = { ...family, label: 'MySQL', port: 3306 };

export const mariadb: DialectDescription = { ...family, label: 'MariaDB', port: 3306 };

/** The observer's own port. A proxy listens on 2883 by default and has to be named. */
const observerPort = 2881;

export const oceanbase: DialectDescription = {
  ...family,
  label: phrase`OceanBase (MySQL mode)`,
  port: observerPort,
};

/** An Oracle tenant is reached in the same way; only its databases are schemas. */
export const oceanbaseOracle: DialectDescription = {
  ...family,
  label: phrase`OceanBase (Oracle mode)`,
  port: observerPort,
  database: schemaWords,
};
