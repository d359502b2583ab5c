/** What Oracle's and its driver's codes mean to a user (Database Error Messages; node-oracledb, "Error Handling"). */
import { phrase } from '../../schema/phrase.ts';
import type { Phrase } from '../../schema/phrase.ts';
import type { ErrorCode } from '../../schema/shadowSyncError.ts';

export interface Meaning {
  readonly code: ErrorCode;
  readonly remedy?: Phrase;
}

const reach = phrase`Check host and port, and that the listener is up and reachable from here.`;
const notOracle = phrase`Check host and port: it is no Oracle listener that answers there. Those of MySQL and OceanBase have a connection type of their own.`;
const credentials = phrase`Check user and password; an account without capitals or with special characters stands in double quotes.`;
const service = phrase`Check the name of the service or the SID; "lsnrctl services" on the server lists what the listener knows. A database that is starting registers within a minute.`;
const tooMany = phrase`Wait until sessions are free, or raise the limit on the server.`;
const starting = phrase`Wait until the database is open, or have it opened.`;
const certificate = phrase`Name the certificate authority of the server (PEM), or choose the TLS mode "off" if the network is trusted and the listener offers no TCPS on this port.`;
const encrypts = phrase`The server insists on native network encryption, which only Oracle's own client library offers: connect to a TCPS port, or have SQLNET.ENCRYPTION_SERVER set to ACCEPTED.`;
const elsewhere = phrase`Connect to the primary, or wait until the database takes changes again.`;
const otherKey = phrase`The table at the other end of the foreign key does not fit: let the run change it too (it may be out of the range), or drop that foreign key.`;
const busy = phrase`Try again when the session that holds the table has ended.`;
const room = phrase`Have the account given quota on the tablespace (ALTER USER … QUOTA … ON …), or room made there.`;
const descriptor = phrase`Check the service, the descriptor or the name in tnsnames.ora.`;

const one = (code: ErrorCode, remedy?: Phrase): Meaning =>
  remedy === undefined ? { code } : { code, remedy };

const meanings: ReadonlyMap<string, Meaning> = new Map<string, Meaning>([
  // The way to the listener.
  ['NJS-500', one('connection', reach)], // closed or broken
  ['NJS-501', one('connection', reach)], // terminated unexpectedly
  ['NJS-503', one('connection', reach)], // could not be established
  ['NJS-504', one('connection', reach)], // through a proxy
  ['NJS-509', one('protocol', notOracle)], // invalid packet
  ['NJS-510', one('connection', reach)], // timed out
  ['NJS-511', one('connection', service)], // the listener refused
  ['NJS-512', one('usage', descriptor)],
  ['NJS-513', one('connection', reach)],
  ['NJS-514', one('usage', descriptor)],
  ['NJS-515', one('usage', descriptor)],
  ['NJS-516', one('usage', descriptor)],
  ['NJS-517', one('usage', descriptor)],
  ['NJS-518', one('connection', service)],
  ['NJS-519', one('connection', service)],
  ['NJS-520', one('usage', descriptor)],
  ['NJS-521', one('connection', reach)],
  ['NJS-530', one('connection', phrase`Check the name of the host.`)],
  [
    'NJS-536',
    one('connection', phrase`Connect to the address of one node instead of the one that redirects.`),
  ],
  ['ORA-12505', one('connection', service)],
  ['ORA-12514', one('connection', service)],
  ['ORA-12516', one('connection', tooMany)], // no handler with a matching protocol stack
  ['ORA-12518', one('connection', tooMany)],
  ['ORA-12519', one('connection', tooMany)],
  ['ORA-12520', one('connection', service)],
  ['ORA-12526', one('connection', starting)], // restricted mode
  ['ORA-12528', one('connection', starting)], // all instances are blocking new connections
  ['ORA-12541', one('connection', reach)],
  // Packets that are not what they should be.
  ['NJS-068', one('protocol', notOracle)],
  ['NJS-102', one('protocol', notOracle)],
  ['NJS-103', one('protocol', notOracle)],
  ['NJS-106', one('protocol', notOracle)],
  ['NJS-111', one('protocol', notOracle)],
  ['NJS-112', one('protocol', notOracle)],
  ['NJS-113', one('protocol', notOracle)],
  // Encryption.
  [
    'NJS-505',
    one(
      'tls',
      phrase`Choose the files of the certificates anew (PEM), and give the key's passphrase if it has one.`,
    ),
  ],
  ['NJS-506', one('tls', certificate)],
  ['NJS-507', one('tls', certificate)],
  [
    'NJS-508',
    one(
      'tls',
      phrase`Connect under a name that the certificate has, or have one made for this host. The mode verify-ca does not look at names.`,
    ),
  ],
  ['NJS-529', one('tls', phrase`Choose a wallet in PEM format (ewallet.pem).`)],
  ['NJS-531', one('connection', encrypts)],
  ['NJS-532', one('connection', encrypts)],
  ['NJS-533', one('connection', encrypts)],
  ['ORA-12660', one('connection', encrypts)],
  // The account.
  ['NJS-101', one('authentication', phrase`Give a user and a password.`)],
  [
    'NJS-116',
    one(
      'authentication',
      phrase`Have the password of the account set anew: it is kept in the old form of 10g only.`,
    ),
  ],
  ['NJS-138', one('usage', phrase`Connect to Oracle Database 12.1 or newer.`)],
  ['ORA-01005', one('authentication', credentials)],
  ['ORA-01017', one('authentication', credentials)],
  [
    'ORA-01045',
    one('authentication', phrase`Have an administrator run: GRANT CREATE SESSION TO the account.`),
  ],
  ['ORA-28000', one('authentication', phrase`Have the account unlocked: ALTER USER … ACCOUNT UNLOCK.`)],
  ['ORA-28001', one('authentication', phrase`Set a new password for the account first.`)],
  ['ORA-28009', one('authentication', phrase`Connect as another account than SYS.`)],
  [
    'ORA-28040',
    one('authentication', phrase`Have SQLNET.ALLOWED_LOGON_VERSION_SERVER on the server allow this client.`),
  ],
  ['ORA-00018', one('connection', tooMany)],
  ['ORA-00020', one('connection', tooMany)],
  ['ORA-02391', one('connection', tooMany)], // SESSIONS_PER_USER
  ['ORA-01033', one('connection', starting)],
  ['ORA-01034', one('connection', starting)],
  [
    'ORA-01035',
    one('connection', phrase`The database is open for administrators only; wait until it is open for all.`),
  ],
  ['ORA-01109', one('connection', starting)],
  // The session.
  ['NJS-123', one('timeout')],
  ['ORA-01012', one('connection', reach)],
  ['ORA-00028', one('connection')], // the session was killed
  ['ORA-02396', one('connection')], // idle for too long
  ['ORA-03113', one('connection', reach)],
  ['ORA-03135', one('connection', reach)],
  ['ORA-01013', one('cancelled')],
  // What a statement may meet.
  [
    'ORA-01435',
    one(
      'unknown-database',
      phrase`Check the name of the schema; names that were not quoted are kept in capitals.`,
    ),
  ],
  ['ORA-00942', one('statement', phrase`The table is not there, or the account may not see it.`)],
  ['ORA-01031', one('privilege')],
  ['ORA-41900', one('privilege')], // 23ai's word for ORA-00942 and ORA-01031
  ['ORA-01720', one('privilege')],
  ['ORA-01950', one('privilege', room)],
  ['ORA-01536', one('privilege', room)],
  ['ORA-01652', one('statement', room)],
  ['ORA-01653', one('statement', room)],
  ['ORA-01658', one('statement', room)],
  ['ORA-02270', one('statement', otherKey)],
  ['ORA-02267', one('statement', otherKey)],
  [
    'ORA-02298',
    one('statement', phrase`Empty the shadow table, or remove the rows whose parent is missing.`),
  ],
  ['ORA-00054', one('lock', busy)],
  ['ORA-04021', one('lock', busy)],
  ['ORA-04020', one('lock', busy)],
  ['ORA-30006', one('lock', busy)],
  ['ORA-00060', one('lock', phrase`Try again.`)],
  ['ORA-16000', one('read-only', elsewhere)],
  ['ORA-00604', one('statement')],
]);

/** Errors without an entry: the server's own are refusals of a statement, anything else is not to be trusted. */
export function meaningOf(symbol: string | null, text: string): Meaning {
  // What came was no Oracle packet: the listener is something else (a MySQL port answers before it is asked).
  if (symbol === 'NJS-500' && text.includes('Invalid packet length'))
    return { code: 'protocol', remedy: notOracle };
  if (symbol === null) return { code: 'protocol', remedy: notOracle };
  return meanings.get(symbol) ?? { code: /^(?:ORA|PLS)-\d+$/.test(symbol) ? 'statement' : 'protocol' };
}
