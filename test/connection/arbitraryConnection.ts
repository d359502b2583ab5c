import fc from 'fast-check';
import { environments } from '../../src/connection/connection.ts';
import type { Connection, SshHop } from '../../src/connection/connection.ts';
import { connectionDialects } from '../../src/connection/connectionDialect.ts';
import { tlsModes } from '../../src/connection/connectionTarget.ts';
import type { OracleAccess } from '../../src/connection/oracleAccess.ts';
import { connectionProblems } from '../../src/connection/readConnection.ts';

/** Objects as a parsed JSON text has them. */
const plain = { noNullPrototype: true } as const;

const orNull = <T>(arbitrary: fc.Arbitrary<T>): fc.Arbitrary<T | null> => fc.option(arbitrary, { nil: null });
const text = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 20 });
const file = text.map((name) => `/${name}`);
const host = fc.oneof(fc.domain(), fc.ipV4(), fc.ipV6());
const port = fc.integer({ min: 1, max: 65_535 });

const hop: fc.Arbitrary<SshHop> = fc.oneof(
  fc.record({ host, port, user: text, auth: fc.constant('key' as const), keyFile: file }, plain),
  fc.record(
    {
      host,
      port,
      user: text,
      auth: fc.constantFrom('password' as const, 'agent' as const),
      keyFile: fc.constant(null),
    },
    plain,
  ),
);

const oracleAccess: fc.Arbitrary<OracleAccess> = fc.oneof(
  fc.record(
    {
      kind: fc.constantFrom('service' as const, 'sid' as const, 'alias' as const),
      name: fc.stringMatching(/^[A-Za-z][\w.$-]{0,20}$/),
      folder: orNull(file),
    },
    plain,
  ),
  fc.record(
    {
      kind: fc.constant('descriptor' as const),
      name: fc.domain().map((name) => `(DESCRIPTION=(ADDRESS=(HOST=${name}))(CONNECT_DATA=(SID=x)))`),
      folder: fc.constant(null),
    },
    plain,
  ),
);

const certificate = orNull(fc.tuple(file, file));

const connection: fc.Arbitrary<Connection> = fc
  .record(
    {
      id: fc.uuid(),
      name: text,
      group: orNull(text),
      dialect: fc.constantFrom(...connectionDialects),
      host,
      port,
      user: text,
      database: orNull(text),
      environment: fc.constantFrom(...environments),
      tls: fc.tuple(fc.constantFrom(...tlsModes), orNull(file), certificate).map(([mode, caFile, pair]) => ({
        mode,
        caFile,
        certFile: pair?.[0] ?? null,
        keyFile: pair?.[1] ?? null,
      })),
      ssh: orNull(
        fc
          .tuple(hop, orNull(hop), orNull(file))
          .map(([outer, jump, knownHostsFile]) => ({ ...outer, jump, knownHostsFile })),
      ),
      createdAt: fc.maxSafeNat(),
    },
    plain,
  )
  .chain((value): fc.Arbitrary<Connection> => {
    const { dialect } = value;
    return dialect === 'oracle'
      ? oracleAccess.map((oracle) => ({ ...value, dialect, oracle }))
      : fc.constant({ ...value, dialect });
  })
  .filter((value) => connectionProblems(value).length === 0);

/** Up to so many valid connections with different ids. */
export function connectionsOf(maxLength: number): fc.Arbitrary<Connection[]> {
  return fc.uniqueArray(connection, { maxLength, selector: ({ id }) => id });
}
