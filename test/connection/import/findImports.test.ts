import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { parseJsonc } from '../../../src/connection/import/parseJsonc.ts';
import { english } from '../../../src/schema/phrase.ts';
import { memoryFiles } from '../memoryParts.ts';
import { findImports } from '../../../src/connection/import/findImports.ts';
import { secret } from './drafts.ts';

describe('JSON with comments', () => {
  it('is read, and what is none is refused without repeating it', () => {
    assert.deepEqual(parseJsonc('\u{feff}{"a": [1, 2, /* x */ ], // y\n "b": "/* \\" */,]" }', 'f'), {
      a: [1, 2],
      b: '/* " */,]',
    });
    for (const text of [`{${secret}`, '', '{"a": /* }', `"${'x'.repeat(1_900_000)}`]) {
      assert.throws(
        () => parseJsonc(text, 'The file f'),
        (error: Error) =>
          error.message.includes("The file f can't be imported: it is no JSON") &&
          !error.message.includes(secret),
      );
    }
  });
});

describe('finding imports', () => {
  const dbeaver = '/home/me/.local/share/DBeaverData/workspace6/General/.dbeaver/data-sources.json';
  const files = memoryFiles({
    files: {
      '/home/me/.my.cnf': '[client]\nuser=a',
      '/etc/mysql/my.cnf': '[mysqld]\nport=1',
      '/home/me/.dbclient/storage/config.jsonc': '{ broken',
      '/project/.vscode/database-client-config.json':
        '{"database":{"1":{"dbType":"MySQL","host":"h","user":"u"}}}',
      [dbeaver]: '{"connections":{"a":{"provider":"mysql","driver":"mysql8","configuration":{"host":"h"}}}}',
      '/etc/my.cnf': new Error(`EACCES ${secret}`),
    },
  });

  it('looks everywhere, and names what can not be read', async () => {
    const setting = (name: string): unknown =>
      name === 'sqltools.connections' ? [{ driver: 'MySQL', server: 's', username: 'u' }] : undefined;
    const found = await findImports({ files, setting, folders: ['/project'] });
    assert.deepEqual(
      found.map(({ program, path, connections, problem }) => [
        program,
        path,
        connections.length,
        problem === null ? null : english(problem),
      ]),
      [
        ['SQLTools', null, 1, null],
        ['my.cnf', '/etc/my.cnf', 0, "/etc/my.cnf can't be read."],
        ['my.cnf', '~/.my.cnf', 1, null],
        [
          'Database Client',
          '~/.dbclient/storage/config.jsonc',
          0,
          "~/.dbclient/storage/config.jsonc can't be imported: it is no JSON.",
        ],
        ['Database Client', '/project/.vscode/database-client-config.json', 1, null],
        ['DBeaver', dbeaver, 1, null],
      ],
    );
  });

  it('finds nothing on a computer without any of them', async () => {
    const none = { setting: () => undefined, folders: [] };
    assert.deepEqual(await findImports({ files: memoryFiles(), ...none }), []);
    assert.deepEqual(await findImports({ files: memoryFiles({ isWindows: true }), ...none }), []);
  });
});
