/** Reads and checks how an Oracle connection names its database. */
import { phrase } from '../schema/phrase.ts';
import { ShadowSyncError } from '../schema/shadowSyncError.ts';
import type { FieldReader, TextRule } from './fieldReader.ts';
import { oracleAccessKinds } from './oracleAccess.ts';
import type { OracleAccess } from './oracleAccess.ts';
import { parseDescriptor, refuseDescriptorName } from './oracleDescriptor.ts';

const name: TextRule = {
  accepts: (text) => refuseDescriptorName(text) === null,
  cause: phrase`is empty or has spaces, parentheses, quotes, commas, # or =`,
  remedy: phrase`Give the name of a service, a SID, or an entry of tnsnames.ora.`,
};

const descriptor: TextRule = {
  accepts: (text) => {
    try {
      return parseDescriptor(text).addresses.length > 0;
    } catch (error) {
      if (ShadowSyncError.is(error, 'usage')) return false;
      throw error;
    }
  },
  cause: phrase`is no TNS descriptor with an address and a service`,
  remedy: phrase`Write it as (DESCRIPTION=(ADDRESS=(PROTOCOL=tcp)(HOST=…)(PORT=1521))(CONNECT_DATA=(SERVICE_NAME=…))).`,
};

/** Takes the fields of a connection; `file` is the rule that its paths obey. */
export function readOracleAccess(fields: FieldReader, file: TextRule): OracleAccess {
  const own = fields.nested('oracle', ['kind', 'name', 'folder']);
  const kind = own.choice('kind', oracleAccessKinds);
  return {
    kind,
    name: own.text('name', kind === 'descriptor' ? descriptor : name),
    folder: own.textOrNull('folder', file),
  };
}
