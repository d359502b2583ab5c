import assert from 'node:assert/strict';
import { appendFileSync, mkdtempSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { english, phrase } from '../../src/schema/phrase.ts';
import { hideSecrets } from '../../src/shadow/hideSecrets.ts';
import { planFiles } from '../../src/store/planFiles.ts';
import { fileRunLogs } from '../../src/store/runLogs.ts';
import type { RunLogsOptions } from '../../src/store/runLogs.ts';
import { systemClock } from '../../src/store/systemClock.ts';
import { readStoredPlan, storedPlan } from '../../src/task/model/storedPlan.ts';
import type { RunLogs } from '../../src/task/taskPorts.ts';
import { removeFolder } from '../support/removeFolder.ts';
import { toyPlan } from '../support/toyPlans.ts';
import { ToyServer } from '../support/toyServer.ts';
import type { Plan } from '../../src/shadow/analysis.ts';

let folder: string;
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'shsync-logs-'))));
afterEach(() => {
  removeFolder(folder);
});

describe('run logs', () => {
  function logs(more: Partial<RunLogsOptions> = {}): RunLogs {
    return fileRunLogs(join(folder, 'logs'), { clock: systemClock, redact: hideSecrets, ...more });
  }

  it('keeps lines in their order, privately, without secrets', async () => {
    const log = await logs().open('t1', 'r1');
    log.write('info', 'one\nand more');
    log.write('error', "CONNECTION='mysql://u:c4nary@h/d'");
    await log.close();
    const { lines, torn } = await logs().read('t1', 'r1');
    assert.deepEqual(
      lines.map(({ level }) => level),
      ['info', 'error'],
    );
    assert.equal(lines[0]?.message, 'one\nand more');
    assert.equal(torn, 0);
    const [file = ''] = readdirSync(join(folder, 'logs', 't1'));
    assert.doesNotMatch(readFileSync(join(folder, 'logs', 't1', file), 'utf8'), /c4nary/);
    assert.equal(statSync(join(folder, 'logs', 't1', file)).mode & 0o777, 0o600);
    assert.equal(statSync(join(folder, 'logs', 't1')).mode & 0o777, 0o700);
  });

  it('keeps what a line says beside its English text, without secrets, and only where it is kept whole', async () => {
    const log = await logs().open('t1', 'r1');
    log.write('warn', phrase`${'shop._a'}: failed: ${phrase`found ${"CONNECTION='mysql://u:c4nary@h/d'"}`}`);
    log.write('info', phrase`statement ${'x'.repeat(40_000)}`);
    log.write('info', 'only English');
    await log.close();
    const { lines } = await logs().read('t1', 'r1');
    const said = lines[0]?.said;
    assert.equal(said === undefined ? null : english(said), lines[0]?.message);
    assert.equal(typeof said === 'object' ? said.template : null, '{0}: failed: {1}');
    assert.deepEqual([lines[1]?.said, lines[2]?.said], [undefined, undefined]);
    const [file = ''] = readdirSync(join(folder, 'logs', 't1'));
    assert.doesNotMatch(readFileSync(join(folder, 'logs', 't1', file), 'utf8'), /c4nary/);
  });

  it('F-11: a torn last line is skipped and said, and the next process goes on behind it', async () => {
    const log = await logs().open('t1', 'r1');
    log.write('info', 'whole');
    await log.close();
    const [file = ''] = readdirSync(join(folder, 'logs', 't1'));
    appendFileSync(join(folder, 'logs', 't1', file), '{"at":1,"level":"info","mess');
    const next = await logs().open('t1', 'r1');
    next.write('info', 'after');
    await next.close();
    const { lines, torn } = await logs().read('t1', 'r1');
    assert.deepEqual(
      lines.map(({ message }) => message),
      ['whole', 'after'],
    );
    assert.equal(torn, 1);
  });

  it('F-10: a log that grows goes on in further files, and the oldest go', async () => {
    const kept = logs({ maxFileBytes: 10_000, maxTaskBytes: 50_000 });
    const log = await kept.open('t1', 'r1');
    for (let i = 0; i < 3000; i += 1) {
      log.write('info', `${String(i)} ${'x'.repeat(100)}`);
      if (i % 20 === 0) await new Promise((resolve) => setImmediate(resolve));
    }
    await log.close();
    const sizes = readdirSync(join(folder, 'logs', 't1')).map(
      (file) => statSync(join(folder, 'logs', 't1', file)).size,
    );
    assert.ok(sizes.length > 1, 'it was never rotated');
    assert.ok(sizes.reduce((sum, size) => sum + size, 0) <= 65_000);
    const { lines } = await kept.read('t1', 'r1');
    assert.match(lines.at(-1)?.message ?? '', /^2999 /);
  });

  it('writes to nowhere without breaking anything (W4)', async () => {
    writeFileSync(join(folder, 'logs'), 'a file in the way');
    const log = await logs().open('t1', 'r1');
    log.write('info', 'lost');
    await log.close();
    assert.deepEqual(await logs().read('t1', 'r1'), { lines: [], torn: 0 });
  });

  it('takes no path for a name', async () => {
    await assert.rejects(logs().open('../x', 'r1'), /other characters/);
  });
});

describe('plan files', () => {
  const codec = { write: storedPlan, read: readStoredPlan };

  it('gives a plan back as it was, in English; a file that was changed is no plan', async () => {
    const plan = await toyPlan(
      new ToyServer().table('shop', 'a', ['id int']).table('shop', 'b', ['id int'], ['id -> a']),
    );
    const files = planFiles(join(folder, 'plans'), codec, () => Date.now());
    await files.save(plan);
    assert.deepEqual(await files.read(plan.hash), withoutPhrases(plan));
    const path = join(folder, 'plans', `${plan.hash}.json`);
    const [sql = ''] = plan.groups.flatMap(({ statements }) => statements.map((statement) => statement.sql));
    const text = readFileSync(path, 'utf8');
    const changed = text.replace(JSON.stringify(sql), JSON.stringify('DROP TABLE a'));
    assert.notEqual(changed, text);
    writeFileSync(path, changed);
    assert.equal(await files.read(plan.hash), null);
    writeFileSync(path, text.slice(0, 100));
    assert.equal(await files.read(plan.hash), null);
    assert.equal(await files.read('0'.repeat(64)), null);
  });

  it('drops plans that nobody needs, but no young one', async () => {
    const plan = await toyPlan(new ToyServer().table('shop', 'a', ['id int']));
    let now = Date.now();
    const files = planFiles(join(folder, 'plans'), codec, () => now);
    await files.save(plan);
    await files.collect(new Set());
    assert.ok(await files.read(plan.hash));
    now += 2 * 3_600_000;
    await files.collect(new Set([plan.hash]));
    assert.ok(await files.read(plan.hash));
    await files.collect(new Set());
    assert.equal(await files.read(plan.hash), null);
  });
});

/** What a file keeps of a plan: its texts, not the phrases that other languages are made of. */
function withoutPhrases(plan: Plan): Plan {
  const kept = <T extends object>(value: T): T =>
    Object.fromEntries(Object.entries(value).filter(([key]) => !key.startsWith('said'))) as T;
  const groups = plan.groups.map((group) => ({
    ...group,
    statements: group.statements.map((statement) => ({
      ...kept(statement),
      findings: statement.findings.map(kept),
    })),
  }));
  return { ...plan, groups };
}
