/** Makes an OMS connection of any value: a form's, the store's. The one place that says what a valid one is. */
import { english, joined, phrase } from '../../schema/phrase.ts';
import type { Said } from '../../schema/phrase.ts';
import { ShadowSyncError } from '../../schema/shadowSyncError.ts';
import { environments } from '../connection.ts';
import { FieldReader } from '../fieldReader.ts';
import type { FieldProblem, TextRule } from '../fieldReader.ts';
import { account, file, host, id, label, maxPort } from '../fieldRules.ts';
import { omsTlsModes } from '../omsConnection.ts';
import type { OmsConnection, OmsTlsSettings } from '../omsConnection.ts';

/** No `.` or `..`, nothing that a URL ends a path at, no `/` at the end. */
const basePath: TextRule = {
  accepts: (text) =>
    text === '' ||
    (/^(\/[A-Za-z0-9._~%-]+)+$/.test(text) && text.length <= 500 && !/\/\.\.?(\/|$)/.test(text)),
  cause: phrase`is no path`,
  remedy: phrase`Give what stands before /api/v2 in the address, such as /oms, or nothing.`,
};

/** HTTP Basic joins name and password with a colon (RFC 7617, section 2). */
const omsAccount: TextRule = {
  accepts: (text) => account.accepts(text) && !text.includes(':'),
  cause: phrase`is empty, longer than 255 characters, or has a colon or invisible characters`,
  remedy: account.remedy,
};

const fingerprint: TextRule = {
  accepts: (text) => /^[0-9A-F]{2}(:[0-9A-F]{2}){31}$/.test(text),
  cause: phrase`is no SHA-256 fingerprint of a certificate`,
  remedy: phrase`Give 32 pairs of hexadecimal digits in capitals with colons; testing the connection shows them.`,
};

const fieldNames = [
  'id',
  'name',
  'group',
  'environment',
  'host',
  'port',
  'basePath',
  'user',
  'tls',
  'createdAt',
];
const tlsNames = ['mode', 'caFile', 'fingerprint'];

/** What is wrong with each field of a value that should be an OMS connection; empty for a valid one. */
export function omsConnectionProblems(value: unknown): readonly FieldProblem[] {
  return read(value).problems;
}

/**
 * Takes any value and gives the OMS connection that it is, its fields in the model's order. `what` names it in messages.
 * Throws ShadowSyncError 'usage' that names every wrong field and no value.
 */
export function readOmsConnection(
  value: unknown,
  what: Said = phrase`The connection to the OMS server`,
): OmsConnection {
  const { connection, problems } = read(value);
  if (problems.length === 0) return connection;
  const shown = problems.slice(0, 10);
  const causes = shown.map(({ field, cause }) =>
    field === '' ? phrase`it ${cause}` : phrase`${field} ${cause}`,
  );
  const remedies = new Map(shown.map(({ remedy }) => [english(remedy), remedy]));
  throw new ShadowSyncError('usage', phrase`${what} can't be used: ${joined(causes, '; ')}.`, {
    remedy: joined([...remedies.values()], ' '),
  });
}

function read(value: unknown): {
  readonly connection: OmsConnection;
  readonly problems: readonly FieldProblem[];
} {
  const fields = new FieldReader(value, fieldNames);
  const connection: OmsConnection = {
    id: fields.text('id', id),
    name: fields.text('name', label),
    group: fields.textOrNull('group', label),
    environment: fields.choice('environment', environments),
    host: fields.text('host', host),
    port: fields.integer('port', 1, maxPort),
    basePath: fields.text('basePath', basePath),
    user: fields.text('user', omsAccount),
    tls: readTls(fields.nested('tls', tlsNames)),
    createdAt: fields.integer('createdAt', 0, Number.MAX_SAFE_INTEGER),
  };
  return { connection, problems: fields.problems };
}

function readTls(fields: FieldReader): OmsTlsSettings {
  const tls: OmsTlsSettings = {
    mode: fields.choice('mode', omsTlsModes),
    caFile: fields.textOrNull('caFile', file),
    fingerprint: fields.textOrNull('fingerprint', fingerprint),
  };
  const hasFingerprint = !fields.isNull('fingerprint');
  if (tls.mode === 'fingerprint' && !hasFingerprint) {
    const remedy = phrase`Give the fingerprint of the server's certificate, or choose another mode.`;
    fields.reportTogether(['fingerprint', 'mode'], phrase`is missing`, remedy);
  }
  if (tls.mode !== 'fingerprint' && hasFingerprint) {
    const remedy = phrase`Choose fingerprint as mode, or leave the fingerprint out.`;
    fields.reportTogether(['fingerprint', 'mode'], phrase`doesn't go with this mode`, remedy);
  }
  return tls;
}
