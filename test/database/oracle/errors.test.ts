import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { mapError } from '../../../src/database/oracle/errors.ts';
import { bytesPerCharacter, numbersOf, readServerFacts } from '../../../src/database/oracle/serverFacts.ts';
import type { RowSource } from '../../../src/database/oracle/rowSource.ts';
import { ShadowSyncError } from '../../../src/schema/shadowSyncError.ts';

const mapped = (message: string, code?: string): ShadowSyncError =>
  mapError(Object.assign(new Error(message), code === undefined ? {} : { code }), 'Asking', 'canary');

describe('errors of Oracle and its driver', () => {
  for (const [message, code, errno] of [
    ['ORA-01017: invalid credential or not authorized; logon denied', 'authentication', 1017],
    ['ORA-28000: The account is locked.', 'authentication', 28_000],
    ['ORA-00054: resource busy and acquire with NOWAIT specified', 'lock', 54],
    ['ORA-16000: database or pluggable database open for read-only access', 'read-only', 16_000],
    ['ORA-01031: insufficient privileges', 'privilege', 1031],
    ['ORA-01435: user does not exist', 'unknown-database', 1435],
    ['ORA-02438: some statement was refused', 'statement', 2438],
    ['ORA-12505: TNS: listener does not know of the SID', 'connection', 12_505],
  ] as const) {
    it(`${message.slice(0, 9)} is ${code}`, () => {
      const error = mapped(message);
      assert.deepEqual([error.code, error.errno, error.symbol], [code, errno, message.slice(0, 9)]);
    });
  }

  it('takes the reason out of an error of PL/SQL and of a recursive statement', () => {
    const plsql = "ORA-06550: line 1, column 7:\nPLS-00201: identifier 'DBMS_LOCK' must be declared";
    assert.equal(mapped(plsql, 'ORA-06550').symbol, 'PLS-00201');
    assert.equal(mapped('ORA-00604: error at level 1\nORA-01653: unable to extend', 'ORA-00604').errno, 1653);
  });

  it('PR9 keeps no secret, no connection id and no second line', () => {
    const { message } = mapped('NJS-503: no canary (CONNECTION_ID=abc==)\nconnect refused', 'NJS-503');
    assert.equal(message, 'Asking: NJS-503: no … connect refused');
  });

  it('an error of the driver’s own code says nothing of its insides', () => {
    const error = mapError(new TypeError("Cannot read properties of undefined (reading 'x')"), 'Asking');
    assert.equal(error.code, 'protocol');
    assert.doesNotMatch(error.message, /properties/);
  });
});

describe('facts of an Oracle server', () => {
  /** Answers by a piece of the question; what is not known is refused. */
  const answering = (answers: Readonly<Record<string, readonly (string | null)[][]>>): RowSource => ({
    place: 'fake',
    lost: null,
    rows: (query) => {
      const sql = query((value) => `'${value}'`);
      const found = Object.entries(answers).find(([piece]) => sql.includes(piece));
      return found === undefined
        ? Promise.reject(new ShadowSyncError('statement', 'ORA-00910', { errno: 910 }))
        : Promise.resolve(found[1]);
    },
  });
  const nls = [
    ['NLS_CHARACTERSET', 'ZHS16GBK'],
    ['NLS_NCHAR_CHARACTERSET', 'AL16UTF16'],
    ['NLS_RDBMS_VERSION', '12.1.0.2.0'],
  ];

  it('of an old one come from what it has', async () => {
    const facts = await readServerFacts(
      answering({ NLS_DATABASE_PARAMETERS: nls, DB_UNIQUE_NAME: [['A', null, null, '1']] }),
    );
    assert.deepEqual([facts.version, facts.maxNameBytes, facts.maxStringSize], [[12, 1], 30, 'STANDARD']);
    assert.deepEqual([facts.characterSet, facts.bytesPerCharacter], ['ZHS16GBK', 2]);
  });

  it('of a new one with an old COMPATIBLE keep the short names', async () => {
    const answers = {
      NLS_DATABASE_PARAMETERS: nls,
      DB_UNIQUE_NAME: [['A', null, null, '1']],
      DB_VERSION: [['19.0.0.0.0 12.1.0']],
      VERSION_FULL: [['19.22.0.0.0']],
      'VARCHAR2(32767)': [[null]],
    };
    const facts = await readServerFacts(answering(answers));
    assert.deepEqual([facts.versionText, facts.version, facts.maxNameBytes], ['19.22.0.0.0', [19, 22], 30]);
    assert.equal(facts.maxStringSize, 'EXTENDED');
    const newer = await readServerFacts(answering({ ...answers, DB_VERSION: [['19.0.0.0.0 19.0.0']] }));
    assert.equal(newer.maxNameBytes, 128);
    assert.equal(newer.identity, facts.identity);
    const other = await readServerFacts(answering({ ...answers, DB_UNIQUE_NAME: [['B', null, null, '1']] }));
    assert.notEqual(other.identity, facts.identity);
  });

  it('know how wide a character is', () => {
    const widths = [
      ['AL32UTF8', 4],
      ['UTF8', 3],
      ['WE8MSWIN1252', 1],
      ['US7ASCII', 1],
      ['ZHS32GB18030', 4],
      ['JA16SJIS', 2],
      ['JA16EUC', 3],
    ] as const;
    for (const [name, bytes] of widths) assert.equal(bytesPerCharacter(name), bytes, name);
    assert.deepEqual(numbersOf('23.6.0.24.10'), [23, 6]);
    assert.equal(numbersOf('none'), null);
  });
});
