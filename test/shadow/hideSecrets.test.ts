import assert from 'node:assert/strict';
import { hideSecrets } from '../../src/shadow/hideSecrets.ts';

describe('P-12 hideSecrets', () => {
  const hidden: readonly (readonly [string, string])[] = [
    ["ENGINE=FEDERATED CONNECTION='mysql://u:s3cret@h/d/t'", "ENGINE=FEDERATED CONNECTION='…'"],
    ["connection = 's3cr''et' COMMENT='x'", "connection = '…' COMMENT='x'"],
    ["CONNECTION='s3cr\\'et'", "CONNECTION='…'"],
    ["`OPTION_LIST`='Password=s3cret'", "`OPTION_LIST`='…'"],
    ["PASSWORD 's3cret'", "PASSWORD '…'"],
    ['the server’s text has "mysql://u:s3cret@h/d" where', 'the server’s text has "mysql://…@h/d" where'],
  ];
  for (const [text, shown] of hidden) {
    it(`P-12 ${shown}`, () => assert.equal(hideSecrets(text), shown));
  }

  it('leaves other text as it is', () => {
    const text =
      "CREATE TABLE `a` (\n  `connection` varchar(10) DEFAULT 'x' COMMENT 'http://example.org/a'\n)";
    assert.equal(hideSecrets(text), text);
  });

  it('hides a string that never ends up to the end of the text, in linear time', () => {
    for (const [filling, times] of [
      ['x', 1_000_000],
      ["''\\'", 300_000],
      ['://', 100_000],
      ['CONNECTION ', 100_000],
    ] as const) {
      const shown = hideSecrets(`CONNECTION='${filling.repeat(times)}`);
      assert.ok(shown.length < 20, shown.slice(0, 20));
    }
    assert.equal(hideSecrets('://'.repeat(50_000)).length, 150_000);
  });
});
