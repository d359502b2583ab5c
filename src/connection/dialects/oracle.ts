import { phrase } from '../../schema/phrase.ts';
import type { Said } from '../../schema/phrase.ts';
import { oracleAccessKinds } from '../oracleAccess.ts';
import type { OracleAccessKind } from '../oracleAccess.ts';
import { oraclePort } from '../oracleDescriptor.ts';
import { shownAddress } from '../shownAddress.ts';
import { schemaWords } from './databaseWords.ts';
import type { DialectDescription, OwnValues } from './dialectDescription.ts';

const labels: Readonly<Record<OracleAccessKind, Said>> = {
  service: phrase`Service name`,
  sid: 'SID',
  descriptor: phrase`TNS descriptor`,
  alias: phrase`Name in tnsnames.ora`,
};

/** Which way of naming the database is chosen. */
function kindOf({ kind }: OwnValues): OracleAccessKind {
  return oracleAccessKinds.find((each) => each === kind) ?? 'service';
}

/** How the database behind an Oracle listener is named: an OracleAccess. */
export const oracle: DialectDescription = {
  label: 'Oracle',
  port: oraclePort,
  database: schemaWords,
  caFileHelp: phrase`A PEM file. The ewallet.pem of an Oracle wallet serves as CA, certificate and key.`,
  own: {
    name: 'oracle',
    fields: [
      {
        name: 'kind',
        kind: 'choice',
        words: () => ({ label: phrase`Database by`, help: null }),
        choices: [
          { value: 'service', label: labels.service },
          { value: 'sid', label: labels.sid },
          { value: 'descriptor', label: labels.descriptor },
          { value: 'alias', label: labels.alias },
        ],
      },
      {
        name: 'name',
        kind: 'text',
        isNeeded: true,
        words: (values) => ({
          label: labels[kindOf(values)],
          help:
            kindOf(values) === 'descriptor'
              ? phrase`The whole (DESCRIPTION=…); addresses and service are taken from it.`
              : null,
        }),
      },
      {
        name: 'folder',
        kind: 'text',
        isNeeded: false,
        words: (values) =>
          kindOf(values) === 'alias'
            ? {
                label: phrase`Folder of tnsnames.ora`,
                help: phrase`Leave it empty for the folder that TNS_ADMIN names.`,
              }
            : null,
      },
    ],
    hasAddress: (values) => kindOf(values) === 'service' || kindOf(values) === 'sid',
    shownAddress: (values) => shownAddress({ kind: kindOf(values), name: values['name'] ?? '' }),
  },
};
