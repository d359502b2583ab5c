import assert from 'node:assert/strict';
import { exportReport, reportOf } from '../../src/comparison/exportReport.ts';
import type { ReportFormat } from '../../src/comparison/exportReport.ts';
import type { Compared } from '../../src/comparison/comparisonState.ts';
import type { Report } from '../../src/comparison/report.ts';
import type { Phrase, Said } from '../../src/schema/phrase.ts';
import { ShadowSyncError } from '../../src/schema/shadowSyncError.ts';
import { ToyServer } from '../support/toyServer.ts';
import { readComparison, shownBy, toyRequest, toyWorld } from './toyWorld.ts';

const hostile = `<img src=x onerror="alert('1')">&\u202e`;

function shop(): ToyServer {
  return new ToyServer()
    .table('shop', 'a', ['id int'])
    .table('shop', 'b', ['id int', `${hostile.replaceAll(' ', '_')} int`])
    .table('shop', '_b', ['id int', 'old int'])
    .table('shop', 'c', ['id int'])
    .table('shop', '_c', ['id int'])
    .table('shop', hostile, ['id int'], [], 'MYSTERY');
}

function exported(compared: Compared, format: ReportFormat): Promise<string> {
  const { clock, pause } = toyWorld(shop()).services;
  return exportReport(compared, format, { clock, pause }, new AbortController().signal);
}

describe('exporting a comparison', () => {
  it('as the command line’s document', async () => {
    const { comparison } = await readComparison(toyWorld(shop()), toyRequest({ skip: ['_a'] }));
    const report = JSON.parse(await exported(shownBy(comparison), 'json')) as Report;
    assert.deepEqual(report.summary, {
      create: 0,
      update: 1,
      consistent: 1,
      skipped: 1,
      unsupported: 1,
      failed: 0,
    });
    assert.equal(report.tables.find(({ source }) => source === 'b')?.differences.length, 2);
  });

  it('as JSON in the very text of JSON.stringify', async () => {
    for (const world of [toyWorld(shop()), toyWorld(new ToyServer().database('shop'))]) {
      const { comparison } = await readComparison(world, toyRequest({ skip: ['_a'] }));
      const compared = shownBy(comparison);
      assert.equal(await exported(compared, 'json'), `${JSON.stringify(reportOf(compared), null, 2)}\n`);
    }
  });

  it('as JSON table by table, so that it can be stopped in between', async () => {
    const { comparison } = await readComparison(toyWorld(shop()));
    const abort = new AbortController();
    let now = 0;
    const pace = {
      // A slow machine: each look at the clock comes a second later.
      clock: { monotonic: () => (now += 1000) },
      pause: () => {
        abort.abort();
        return Promise.resolve();
      },
    };
    await assert.rejects(exportReport(shownBy(comparison), 'json', pace, abort.signal), (error) =>
      ShadowSyncError.is(error, 'cancelled'),
    );
  });

  it('after a run as the document of the run, until the tables are read anew', async () => {
    const { comparison } = await readComparison(toyWorld(shop()));
    const { plan } = shownBy(comparison);
    await comparison.run({
      planHash: plan.hash,
      allowed: [],
      onError: 'continue',
      parallel: 1,
      confirmedDatabase: null,
    });
    const tables = (): Readonly<Record<string, unknown>> =>
      Object.fromEntries(
        reportOf(shownBy(comparison)).tables.map(({ source, result, outcome }) => [
          source,
          [result, outcome],
        ]),
      );
    assert.deepEqual(tables()['a'], ['create', 'succeeded']);
    assert.deepEqual(tables()['b'], ['update', 'skipped']);
    assert.match(await exported(shownBy(comparison), 'html'), /run-1: partial/);
    await comparison.refresh();
    assert.deepEqual(tables()['a'], ['consistent', undefined]);
  });

  it('as SQL: the change SQL', async () => {
    const { comparison } = await readComparison(toyWorld(shop()));
    assert.match(await exported(shownBy(comparison), 'sql'), /^-- Shadow Sync: change SQL\n/);
  });

  it('as a page without script that loads nothing, with every foreign text escaped', async () => {
    const connection = { id: 'c1', name: hostile, environment: 'test' as const };
    const { comparison } = await readComparison(toyWorld(shop()), toyRequest({ connection }));
    const page = await exported(shownBy(comparison), 'html');
    assert.match(page, /^<!doctype html>\n<html lang="en">/);
    assert.match(page, /default-src 'none'; style-src 'unsafe-inline'/);
    assert.doesNotMatch(page, /<(img|script|link|iframe)|onerror="|url\(|@import|\u202e/);
    assert.match(page, /&lt;img src=x onerror=&quot;alert\(&#39;1&#39;\)&quot;&gt;&amp;\\u\{202e\}/);
    for (const text of [
      'to create',
      '− removed',
      'SS101 unsafe',
      'The server says',
      'Consistent (1)',
      '<h2>',
    ]) {
      assert.ok(page.includes(text), text);
    }
    const open = page.match(/<(section|table|ul|dl|main|body|pre)\b/g)?.length;
    assert.equal(open, page.match(/<\/(section|table|ul|dl|main|body|pre)>/g)?.length);
  });

  it('as a page and as SQL in the language of the window, with no word of ours left over', async () => {
    const { comparison } = await readComparison(
      toyWorld(
        new ToyServer()
          .table('shop', 'a', ['id int'])
          .table('shop', 'b', ['id int', 'x int'])
          .table('shop', '_b', ['id int'])
          .table('shop', 'c', ['id int'])
          .table('shop', '_c', ['id int', 'x int'])
          .table('shop', 'm', ['id int'], [], 'MYSTERY'),
      ),
    );
    const { plan } = shownBy(comparison);
    const choices = { planHash: plan.hash, allowed: [], parallel: 1, confirmedDatabase: null } as const;
    await comparison.run({ ...choices, onError: 'continue' });
    const shown = shownBy(comparison);
    const say = (said: Said): string => (typeof said === 'string' ? said : sayPhrase(said));
    // What is filled in is said as well; the words of the template are the translation's.
    const sayPhrase = ({ args }: Phrase): string =>
      `词${args.map((arg) => `，${typeof arg === 'number' ? String(arg) : say(arg)}`).join('')}`;
    const language = { code: 'zh-cn', say };
    const { clock, pause } = toyWorld(shop()).services;
    const write = (format: 'json' | 'sql' | 'html'): Promise<string> =>
      exportReport(shown, format, { clock, pause }, new AbortController().signal, language);
    const page = await write('html');
    assert.match(page, /^<!doctype html>\n<html lang="zh-cn">/);
    const body = page
      .slice(page.indexOf('</h1>'))
      .replaceAll(/<(pre|code)\b[^>]*>.*?<\/\1>/gs, '')
      .replaceAll(/<[^>]*>/g, ' ');
    // Names, values and sentences of the toy world, and codes.
    const known =
      /the engine MYSTERY is not modelled|Drops the column x\.?|toy [\w.]+|shop|Test server|Toys|run-1|SS\d+|\b(id|int|[abcmx])\b|[0-9a-f]{64}|\d{4}-\d\d-\S*/g;
    assert.deepEqual(body.replaceAll(known, '').match(/[A-Za-z]{3,}/g) ?? [], []);
    const comments = (await write('sql')).split('\n').filter((line) => line.startsWith('-- '));
    assert.deepEqual(
      comments.filter((line) => !line.includes('词')),
      [],
    );
    assert.equal(await write('json'), await exported(shown, 'json'), 'JSON is for programs');
  });

  it('stops when it is told to', async () => {
    const server = new ToyServer();
    for (let i = 0; i < 50; i++) server.table('shop', `t${String(i)}`, ['id int']);
    const { comparison } = await readComparison(toyWorld(server));
    const stop = new AbortController();
    let time = 0;
    const pace = {
      clock: { monotonic: () => (time += 100) },
      pause: () => {
        stop.abort();
        return Promise.resolve();
      },
    };
    await assert.rejects(exportReport(shownBy(comparison), 'html', pace, stop.signal), { code: 'cancelled' });
  });
});
