import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { foldedName, ownSchema } from '../../src/connection/oracleAccess.ts';
import { findAlias, parseDescriptor, refuseDescriptorName } from '../../src/connection/oracleDescriptor.ts';
import { ShadowSyncError } from '../../src/schema/shadowSyncError.ts';

const usage = (error: unknown): boolean => ShadowSyncError.is(error, 'usage') && error.remedy !== null;

describe('oracleDescriptor', () => {
  it('takes addresses and the service of a descriptor, in order', () => {
    const text = `(DESCRIPTION =
      (ADDRESS_LIST = (LOAD_BALANCE = on)
        (ADDRESS = (PROTOCOL = TCP)(HOST = Rac1)(PORT = 1522))
        (ADDRESS = (PROTOCOL = TCP)(HOST = rac2)))
      (CONNECT_DATA = (SERVER = DEDICATED)(SERVICE_NAME = sales.example)))`;
    assert.deepEqual(parseDescriptor(text), {
      addresses: [
        { host: 'rac1', port: 1522 },
        { host: 'rac2', port: 1521 },
      ],
      isEncrypted: false,
      database: { kind: 'service', name: 'sales.example' },
      server: 'DEDICATED',
      instance: null,
    });
  });

  it('C4 takes nothing that would weaken the encryption, and no proxy', () => {
    const parsed = parseDescriptor(
      '(description=(address=(protocol=tcps)(host=h)(port=2484)(https_proxy=evil)(https_proxy_port=1))' +
        '(connect_data=(sid=ORCL))(security=(ssl_server_dn_match=off)(my_wallet_directory=/tmp)))',
    );
    assert.equal(parsed.isEncrypted, true);
    assert.deepEqual(parsed.database, { kind: 'sid', name: 'ORCL' });
    assert.doesNotMatch(JSON.stringify(parsed), /evil|tmp|off/);
  });

  for (const [title, text] of [
    ['nothing', ''],
    ['an open parenthesis', '(DESCRIPTION=(ADDRESS=(HOST=h)(PORT=1)'],
    ['more behind it', '(DESCRIPTION=(ADDRESS=(HOST=h))(CONNECT_DATA=(SID=x)))(X=1)'],
    ['no address', '(DESCRIPTION=(CONNECT_DATA=(SID=x)))'],
    ['no service', '(DESCRIPTION=(ADDRESS=(HOST=h)))'],
    ['another protocol', '(DESCRIPTION=(ADDRESS=(PROTOCOL=ipc)(HOST=h))(CONNECT_DATA=(SID=x)))'],
    [
      'two protocols',
      '(DESCRIPTION=(ADDRESS=(PROTOCOL=tcp)(HOST=h))(ADDRESS=(PROTOCOL=tcps)(HOST=h))(CONNECT_DATA=(SID=x)))',
    ],
    ['a port that is none', '(DESCRIPTION=(ADDRESS=(HOST=h)(PORT=99999))(CONNECT_DATA=(SID=x)))'],
    ['deep nesting', `${'(A='.repeat(5000)}x${')'.repeat(5000)}`],
    ['a long text', ' '.repeat(2_000_000)],
  ] as const) {
    it(`C8 refuses ${title}`, () => {
      assert.throws(() => parseDescriptor(text), usage);
    });
  }

  it('finds a name of tnsnames.ora whatever its case, beside comments and other entries', () => {
    const file = `# made by hand (not = a name)
IFILE = /etc/other.ora
OLD =
  (DESCRIPTION = (ADDRESS = (PROTOCOL = TCP)(HOST = old)(PORT = 1521)) (CONNECT_DATA = (SID = OLD)))
PROD, prod.world = (DESCRIPTION =
  (ADDRESS = (PROTOCOL = TCP)(HOST = new)(PORT = 1530))
  # which service
  (CONNECT_DATA = (SERVICE_NAME = prod)))`;
    assert.deepEqual(findAlias(file, 'Prod.World').addresses, [{ host: 'new', port: 1530 }]);
    assert.throws(
      () => findAlias(file, 'test'),
      (error) => ShadowSyncError.is(error, 'usage') && (error.remedy ?? '').includes('OLD, PROD'),
    );
    assert.throws(() => findAlias('', 'test'), usage);
  });

  it('lets no name into a descriptor that is more than a name', () => {
    for (const name of ['orcl', 'XEPDB1', 'sales.eu.example', 's_1$', '服务'])
      assert.equal(refuseDescriptorName(name), null);
    for (const name of ['', 'a)(b', 'a=b', 'a b', "a'b", 'a#b', `a\n`])
      assert.notEqual(refuseDescriptorName(name), null, name);
  });

  it('knows the schema that an account owns', () => {
    assert.equal(foldedName('hr'), 'HR');
    assert.equal(foldedName('"hr"'), 'hr');
    assert.equal(ownSchema('app'), 'APP');
    assert.equal(ownSchema('proxy[app]'), 'APP');
    assert.equal(ownSchema('app@tenant#cluster'), 'APP');
    assert.equal(ownSchema('"a@b"'), 'a@b');
  });
});
