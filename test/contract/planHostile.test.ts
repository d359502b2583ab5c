/** reliability.md §12 P: hostile texts, modes and accounts (P-20 … P-23, P-25). */
import assert from 'node:assert/strict';
import { ShadowSyncError } from '../../src/schema/shadowSyncError.ts';
import { logLength, writesSince } from '../support/oracle/generalLog.ts';
import { openConnection, query, quoted, runScript } from '../support/servers/connect.ts';
import { dropDatabase, eachEngine, freshDatabase } from '../support/servers/sharedServer.ts';
import { startServer, type TestServer } from '../support/servers/startServer.ts';
import { sayingInstead } from '../support/sayingInstead.ts';
import { openProduct, problemsOf, resultOf, type Product } from '../support/syncDatabase.ts';

eachEngine('hostile texts', (engine, getServer) => {
  const isMariadb = engine.startsWith('mariadb');

  for (const mode of [
    'NO_BACKSLASH_ESCAPES',
    'ANSI_QUOTES',
    'ANSI_QUOTES,NO_BACKSLASH_ESCAPES,PIPES_AS_CONCAT',
  ]) {
    it(`P-20 comments that are SQL stay comments under ${mode}`, async function () {
      this.timeout(300_000);
      const server = await startServer(engine, { args: [`--sql-mode=${mode}`] });
      try {
        await query(server, 'create database shop');
        const texts = [
          '/*!50000 DROP TABLE x */',
          "x', hacked int) -- ",
          "\\', hacked int) -- ",
          '\\\\',
          '"',
          '\n\\n',
        ];
        const connection = await openConnection(server, { database: 'shop' });
        await connection.query("set session sql_mode = 'NO_BACKSLASH_ESCAPES'");
        const columns = texts.map(
          (text, i) =>
            `c${String(i)} varchar(99) default '${text.replaceAll("'", "''")}' comment '${text.replaceAll("'", "''")}'`,
        );
        await connection.query(
          `create table a(id int primary key, ${columns.join()}) comment='${(texts[1] ?? '').replaceAll("'", "''")}'`,
        );
        connection.destroy();
        const product = await openProduct(server);
        const synced = await product.sync({ database: 'shop' });
        await product.close();
        assert.deepEqual(problemsOf(synced.run), []);
        assert.equal(resultOf(synced.again, 'a').result, 'consistent');
        const bytes = await query(
          server,
          "select column_name as c, hex(column_comment) as h, hex(column_default) as d from information_schema.columns where table_schema = 'shop' and table_name = '__test_a' order by ordinal_position",
        );
        assert.equal(bytes.length, texts.length + 1, 'no extra column');
        assert.deepEqual(
          bytes.slice(1).map(({ h }) => Buffer.from(String(h), 'hex').toString()),
          texts,
        );
        const source = await query(
          server,
          "select hex(column_default) as d from information_schema.columns where table_schema = 'shop' and table_name = 'a' order by ordinal_position",
        );
        assert.deepEqual(
          bytes.map(({ d }) => d),
          source.map(({ d }) => d),
        );
      } finally {
        await server.stop();
      }
    });
  }

  it('P-21 whatever the server’s own modes are, the same model is read', async function () {
    this.timeout(300_000);
    const server = await startServer(engine);
    try {
      await runScript(
        server,
        "create database shop; create table shop.a(id int auto_increment primary key, `order` varchar(9) default 'x' comment 'c', key k(`order`(3))) comment='t'",
      );
      const modes = [
        "sql_mode = ''",
        "sql_mode = 'ANSI_QUOTES'",
        'sql_quote_show_create = 0',
        "sql_mode = 'PAD_CHAR_TO_FULL_LENGTH,IGNORE_SPACE'",
        ...(engine === 'mysql-9' ? [] : ["sql_mode = 'NO_TABLE_OPTIONS,NO_KEY_OPTIONS,NO_FIELD_OPTIONS'"]),
        ...(isMariadb ? ["sql_mode = 'ORACLE'", "sql_mode = 'MSSQL'"] : []),
        "time_zone = '+05:00'",
        'sql_select_limit = 1',
      ];
      const prints: string[] = [];
      for (const mode of modes) {
        await query(server, `set global ${mode}`);
        const product = await openProduct(server);
        prints.push(resultOf(await product.analyse({ database: 'shop' }), 'a').fingerprints.source ?? mode);
        await product.close();
      }
      assert.equal(new Set(prints).size, 1, prints.join());
    } finally {
      await server.stop();
    }
  });

  describe('in a text of its own', () => {
    let server: TestServer;
    let product: Product;
    before(async function () {
      this.timeout(300_000);
      server = await startServer(engine, { generalLog: true });
      await runScript(
        server,
        'create database shop; create table shop.a(id int primary key, v varchar(9)); create table shop.good(id int primary key); create table shop.victim(id int primary key)',
      );
      product = await openProduct(server);
    });
    after(async () => {
      await product.close();
      await server.stop();
    });

    const hostile: Readonly<Record<string, (text: string) => string>> = {
      'a second statement': (text) => `${text}; DROP TABLE victim`,
      'another table’s name': (text) => text.replace('`a`', '`victim`'),
      'a comment that ends the table': (text) => text.replace('`id`', '`id` /* x */'),
      'a version comment that drops': (text) =>
        text.replace('ENGINE', '/*!50000 ; DROP TABLE victim */ ENGINE'),
      'a SELECT behind it': (text) => `${text} AS SELECT * FROM mysql.user`,
      LIKE: () => 'CREATE TABLE `a` LIKE `victim`',
      'a default that calls': (text) => text.replace('DEFAULT NULL', 'DEFAULT (sleep(9))'),
      'a default that reads': (text) =>
        text.replace('DEFAULT NULL', 'DEFAULT ((select password from mysql.user limit 1))'),
      'a foreign key to anywhere': (text) =>
        text.replace(
          'PRIMARY KEY (`id`)',
          'PRIMARY KEY (`id`), CONSTRAINT `x` FOREIGN KEY (`id`) REFERENCES `mysql`.`user` (`id`)',
        ),
      'DATA DIRECTORY': (text) => `${text} DATA DIRECTORY='/etc'`,
      UNION: (text) => `${text} UNION=(\`victim\`)`,
      nothing: () => '',
      'no text at all': () => '\0\0\0',
      'an open quote': (text) => `${text} COMMENT='`,
    };
    for (const [title, change] of Object.entries(hostile)) {
      it(`P-22 ${title}: nothing but a table for the shadow is ever sent`, async function () {
        this.timeout(300_000);
        await query(server, 'drop table if exists shop.__test_a, shop.__test_good');
        const reader = sayingInstead(product.opened.reader, 'a', change);
        const from = logLength(server);
        const request = { database: 'shop', reader, allowUnsafe: true, range: { include: ['a', 'good'] } };
        const synced = await product.sync(request).catch((error: unknown) => {
          if (!ShadowSyncError.is(error, 'gate')) throw error;
          return null;
        });
        const targets = writesSince(server, from).map(({ target, sql }) => target ?? sql);
        assert.deepEqual(
          targets.filter((target) => !['shop.__test_a', 'shop.__test_good'].includes(target)),
          [],
        );
        if (synced === null) assert.deepEqual(targets, [], 'what the gate refuses is no plan at all');
        else assert.equal(resultOf(synced.again, 'good').result, 'consistent', 'the others go on');
        assert.equal((await query(server, 'show tables in shop like "victim"')).length, 1);
        const made = writesSince(server, from).filter(({ target }) => target === 'shop.__test_a');
        for (const { sql } of made)
          assert.doesNotMatch(sql, /sleep|password|DIRECTORY|UNION|mysql ?\. ?user|victim/i);
      });
    }

    it('P-23 50 MB of text and 100,000 columns are refused as such; the others go on', async function () {
      this.timeout(300_000);
      const texts: Readonly<Record<string, (text: string) => string>> = {
        long: (text) => `${text} COMMENT='${'x'.repeat(50_000_000)}'`,
        wide: () => {
          const columns = Array.from(
            { length: 100_000 },
            (_, i) => `  \`c${String(i)}\` int(11) DEFAULT NULL`,
          );
          return `CREATE TABLE \`a\` (\n${columns.join(',\n')}\n) ENGINE=InnoDB`;
        },
      };
      for (const change of Object.values(texts)) {
        await query(server, 'drop table if exists shop.__test_a, shop.__test_good');
        const reader = sayingInstead(product.opened.reader, 'a', change);
        const synced = await product.sync({ database: 'shop', reader, range: { include: ['a', 'good'] } });
        const { result, reason } = resultOf(synced.analysis, 'a');
        assert.ok(result === 'unsupported' || result === 'failed', result);
        assert.match(reason ?? '', /\d/);
        assert.ok((reason ?? '').length < 1000);
        assert.equal(resultOf(synced.again, 'good').result, 'consistent');
      }
    });
  });

  it('P-25 an account that may not alter the shadow: failed once, with the GRANT that is missing', async function () {
    this.timeout(300_000);
    const server = getServer();
    const database = await freshDatabase(server);
    await runScript(
      server,
      'create table a(id int primary key, v int); create table __test_a(id int primary key); create table b(id int primary key)',
      database,
    );
    const account = `reader${String(process.pid)}`;
    await query(server, `create user '${account}'@'%' identified by 'Secret-1'`);
    await query(server, `grant select on ${quoted(database)}.* to '${account}'@'%'`);
    const url = server.url().replace(/\/\/[^@]*@/, `//${account}:Secret-1@`);
    const product = await openProduct(server, url);
    try {
      const synced = await product.sync({ database });
      const [first, second] = synced.run.tables;
      assert.equal(first?.outcome, 'failed');
      const [statement] = first.statements;
      assert.equal(statement?.error?.errno, 1142);
      assert.equal(statement.attempts, 1, 'no retry');
      assert.match(statement.error.remedy ?? '', /GRANT/);
      assert.equal(
        second?.outcome,
        'skipped',
        'a missing grant stops the run: the next table would fail alike',
      );
      assert.doesNotMatch(JSON.stringify(synced.run), /Secret-1/);
    } finally {
      await product.close();
      await query(server, `drop user '${account}'@'%'`);
      await dropDatabase(server, database);
    }
  });
});
