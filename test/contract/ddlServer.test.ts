import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { parseConnectionUrl } from '../../src/connection/connectionUrl.ts';
import { openDatabase } from '../../src/database/mysql/openDatabase.ts';
import { english } from '../../src/schema/phrase.ts';
import { ddlBench, endless, nextMarker, patient, refused, until } from '../support/rogue/ddlBench.ts';
import { startRogueServer } from '../support/rogue/rogueServer.ts';
import { query, runScript } from '../support/servers/connect.ts';
import { eachEngine } from '../support/servers/sharedServer.ts';
import { startServer } from '../support/servers/startServer.ts';

eachEngine('ddlServer', (engine, getServer) => {
  const bench = ddlBench(getServer);

  it('R8 runs on a session whose variables are pinned', async () => {
    const ddl = await bench.session();
    const sql =
      `CREATE TABLE ${bench.table('pins')} AS SELECT @@SESSION.sql_mode AS sql_mode, @@SESSION.lock_wait_timeout AS lock_wait, ` +
      '@@SESSION.wait_timeout AS wait, @@SESSION.time_zone AS zone, @@SESSION.sql_quote_show_create AS quotes, ' +
      '@@SESSION.character_set_client AS client, @@SESSION.collation_connection AS coll';
    await ddl.execute(sql, nextMarker(), patient);
    const [pins] = await bench.rows('SELECT * FROM pins');
    const modes = String(pins?.['sql_mode']).split(',');
    for (const mode of ['STRICT_ALL_TABLES', 'STRICT_TRANS_TABLES', 'NO_ENGINE_SUBSTITUTION']) {
      assert.ok(modes.includes(mode), mode);
    }
    for (const mode of [
      'NO_BACKSLASH_ESCAPES',
      'ANSI_QUOTES',
      'NO_ZERO_DATE',
      'NO_ZERO_IN_DATE',
      'IGNORE_SPACE',
    ]) {
      assert.ok(!modes.includes(mode), mode);
    }
    assert.deepEqual(
      ['lock_wait', 'wait', 'zone', 'quotes', 'client', 'coll'].map((name) => String(pins?.[name])),
      ['5', '60', '+00:00', '1', 'utf8mb4', 'utf8mb4_general_ci'],
    );
  });

  it('P-05 refuses what would cut a value, and the rows stay as they are', async () => {
    await runScript(
      getServer(),
      "CREATE TABLE s (v varchar(20)); INSERT INTO s VALUES ('longer than five')",
      bench.database,
    );
    const ddl = await bench.session();
    const error = await refused(
      ddl.execute(`ALTER TABLE ${bench.table('s')} MODIFY v varchar(5)`, nextMarker(), patient),
      'statement',
    );
    assert.ok(error.errno === 1265 || error.errno === 1406, String(error.errno));
    assert.deepEqual(
      (await bench.rows('SELECT v FROM s')).map((row) => row['v']),
      ['longer than five'],
    );
  });

  it('makes again what the source’s older modes allowed: zero dates and odd dates', async () => {
    const ddl = await bench.session();
    await ddl.execute(
      `CREATE TABLE ${bench.table('z')} (id int, d date DEFAULT '0000-00-00', e datetime NOT NULL DEFAULT '2020-02-31 00:00:00')`,
      nextMarker(),
      patient,
    );
    assert.ok(await bench.exists('z'));
  });

  it('P-20 sends the text as it is: question marks, quotes, comment ends', async () => {
    const ddl = await bench.session();
    const comment = "what? :name ?? it''s \\\\ */ -- x";
    await ddl.execute(
      `CREATE TABLE ${bench.table('c')} (id int COMMENT '${comment}')`,
      nextMarker(),
      patient,
    );
    const [row] = await bench.rows(
      'SELECT column_comment AS c FROM information_schema.columns WHERE table_schema = DATABASE()',
    );
    assert.equal(row?.['c'], "what? :name ?? it's \\ */ -- x");
  });

  it('gives the warnings of a statement that succeeded', async () => {
    const ddl = await bench.session();
    await ddl.execute(`CREATE TABLE ${bench.table('w')} (id int, KEY a (id))`, nextMarker(), patient);
    const { warnings } = await ddl.execute(
      `ALTER TABLE ${bench.table('w')} ADD KEY b (id)`,
      nextMarker(),
      patient,
    );
    assert.match(warnings.join(), /Duplicate index/);
    assert.deepEqual(await ddl.execute(`ALTER TABLE ${bench.table('w')} ADD v int`, nextMarker(), patient), {
      warnings: [],
    });
  });

  it('says what the server refused, with its number, and goes on', async () => {
    const ddl = await bench.session();
    await ddl.execute(`CREATE TABLE ${bench.table('a')} (id int)`, nextMarker(), patient);
    const error = await refused(
      ddl.execute(`ALTER TABLE ${bench.table('a')} ADD id int`, nextMarker(), patient),
      'statement',
    );
    assert.equal(error.errno, 1060);
    assert.equal(error.symbol, 'ER_DUP_FIELDNAME');
    await ddl.execute(`ALTER TABLE ${bench.table('a')} ADD v int`, nextMarker(), patient);
  });

  it('P-25 says which GRANT is missing, and with it the statement runs', async () => {
    await bench.rows('CREATE TABLE g (id int)');
    await query(getServer(), "CREATE USER 'altering'@'%' IDENTIFIED BY 'pw'");
    bench.ends.push(() => query(getServer(), "DROP USER 'altering'@'%'"));
    const ddl = await bench.session({ user: 'altering', password: 'pw' });
    const sql = `ALTER TABLE ${bench.table('g')} ADD v int`;
    const error = await refused(ddl.execute(sql, nextMarker(), patient), 'privilege');
    const grant = /GRANT .*;/.exec(error.remedy ?? '')?.[0];
    assert.ok(grant !== undefined, error.remedy ?? '');
    await query(getServer(), grant);
    await ddl.execute(sql, nextMarker(), patient);
  });

  it('X-01 a lock is held by one session, which the other one names, until it is given back or closed', async () => {
    const { ddlServer } = await bench.open();
    const [first, second] = [await ddlServer.openSession(), await ddlServer.openSession()];
    assert.deepEqual(await first.lock(bench.shadow('a')), { kind: 'held' });
    assert.deepEqual(await first.lock(bench.shadow('a')), { kind: 'held' });
    const busy = await second.lock(bench.shadow('a'));
    assert.equal(busy.kind, 'busy');
    assert.match(
      english(('holder' in busy ? busy.holder : null) ?? ''),
      new RegExp(`^connection ${first.connectionId} \\(root@`),
    );
    assert.deepEqual(await second.lock(bench.shadow('b')), { kind: 'held' });
    await first.unlock(bench.shadow('a'));
    assert.deepEqual(await second.lock(bench.shadow('a')), { kind: 'held' });
    await second.close();
    await until(async () => (await first.lock(bench.shadow('a'))).kind === 'held');
  });

  it('X-01 a session holds several locks at once, also where GET_LOCK has one per connection', async () => {
    const { ddlServer } = await bench.open();
    const [first, second] = [await ddlServer.openSession(), await ddlServer.openSession()];
    for (const name of ['a', 'b', 'c'])
      assert.deepEqual(await first.lock(bench.shadow(name)), { kind: 'held' });
    for (const name of ['a', 'b', 'c'])
      assert.equal((await second.lock(bench.shadow(name))).kind, 'busy', name);
    await first.execute(`CREATE TABLE ${bench.table('a')} (id int)`, nextMarker(), patient);
    for (const name of ['a', 'b', 'c'])
      assert.equal((await second.lock(bench.shadow(name))).kind, 'busy', name);
  });

  it('X-22 GET_LOCK that a proxy spreads over connections, or that is not there, is unavailable', async () => {
    for (const [answer, reason] of [
      [null, /NULL/],
      ['1', /proxy/],
      [1305, /does not exist/],
    ] as const) {
      const rogue = await startRogueServer({
        onQuery: (sql, session_) => {
          if (sql.includes('GET_LOCK')) {
            if (typeof answer === 'number')
              session_.error(answer, '42000', 'FUNCTION GET_LOCK does not exist');
            else session_.rows(['locked'], [[answer]]);
          } else if (sql.includes('IS_USED_LOCK')) session_.rows(['holder'], [['4711']]);
          else return false;
          return true;
        },
      });
      const away = await openDatabase(bench.target({ port: rogue.port }));
      const answered = await (await away.ddlServer.openSession()).lock(bench.shadow('a'));
      assert.match(answered.kind === 'unavailable' ? english(answered.reason) : answered.kind, reason);
      await away.close();
      await rogue.close();
    }
  });

  describe('a server of its own', () => {
    it(`X-18 that is restarted: the attempt ends, and the next session is a new one, ${engine}`, async () => {
      const own = await startServer(engine);
      try {
        await query(own, 'CREATE DATABASE d');
        const away = await openDatabase(parseConnectionUrl(own.url()).target);
        const ddl = await away.ddlServer.openSession();
        const marker = nextMarker();
        const work = refused(ddl.execute(endless('`d`.`x`'), marker, patient), 'unknown-outcome');
        await until(async () => (await away.ddlServer.findRunning(marker.run)).length === 1);
        await own.kill('SIGKILL');
        await work;
        await own.restart();
        const again = await away.ddlServer.openSession();
        await again.execute('CREATE TABLE `d`.`y` (id int)', nextMarker(), patient);
        assert.equal(await away.ddlServer.identity(), away.facts.identity);
        await away.close();
      } finally {
        await own.stop();
      }
    });

    it(`X-23 that takes no changes says so, ${engine}`, async () => {
      const own = await startServer(engine);
      try {
        await query(own, 'CREATE DATABASE d');
        await query(own, "CREATE USER 'app'@'%' IDENTIFIED BY 'pw'");
        await query(own, "GRANT ALL ON d.* TO 'app'@'%'");
        await query(own, 'SET GLOBAL read_only = 1');
        const url = `mysql://app:pw@127.0.0.1:${String(own.port)}/`;
        const away = await openDatabase(parseConnectionUrl(url).target);
        const ddl = await away.ddlServer.openSession();
        const error = await refused(
          ddl.execute('CREATE TABLE `d`.`x` (id int)', nextMarker(), patient),
          'read-only',
        );
        assert.notEqual(error.remedy, null);
        await away.close();
      } finally {
        await own.stop();
      }
    });
  });
});
