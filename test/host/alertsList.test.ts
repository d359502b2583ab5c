import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Uri, commands } from 'vscode';
import type { Alert } from '../../src/alert/model/alert.ts';
import { sampleAlert } from '../editor/alerts/sampleAlerts.ts';
import { removeFolder } from '../support/removeFolder.ts';
import { AlertsStage } from './alertsStage.ts';
import { Dialogs, when } from './dialogs.ts';

const day = 24 * 3_600_000;

/** What marks the alerts of this suite among others of this window. */
const mark = 'alist';

describe('the list of alerts in VS Code', () => {
  const dialogs = new Dialogs();
  const folder = mkdtempSync(join(tmpdir(), 'shadow-sync-alert-list-'));
  let stage: AlertsStage;

  before(async () => {
    stage = await AlertsStage.set(dialogs);
    const kept = [
      over('today', 0, { message: '=cmd|calc, "quoted"\r\nand more' }),
      over('week', 6, { event: 'oms_sync_delay', level: 'MEDIUM' }),
      over('weeks', 20, { event: 'oms_sync_status_inconsistent', level: 'LOW' }),
      over('month', 29, { event: 'source_unreachable', source: server }),
      over('months', 89),
    ];
    await stage.store.keep(
      kept.map((alert) => ({ alert, deliveries: [] })),
      Date.now(),
    );
  });

  after(async () => {
    await commands.executeCommand('shadowSync.alerts.clearFilter');
    await range('Last 7 Days');
    await stage.end(dialogs);
    removeFolder(folder);
  });

  const server = { kind: 'oms-server', serverId: 'o1', serverName: 'Copies' } as const;

  /** One that was over so many days ago. */
  function over(name: string, days: number, more: Partial<Alert> = {}): Alert {
    const id = `${mark}${name}`;
    const at = Date.now() - days * day;
    const life = { kind: 'resolved', at, how: 'recovered', by: null } as const;
    return sampleAlert({ ...more, id, fingerprint: id, firstAt: at, lastAt: at, life });
  }

  async function range(name: string): Promise<void> {
    dialogs.answer(when('Range of Alerts', name));
    await commands.executeCommand('shadowSync.alerts.range');
  }

  async function filter(column: string, ...ticked: readonly string[]): Promise<void> {
    let step = 0;
    dialogs.answer(
      ({ text }) => (text.startsWith('Filter Alerts:') ? ([column, undefined][step++] ?? undefined) : null),
      when(`${column}: Tick`, ticked),
    );
    await commands.executeCommand('shadowSync.alerts.filter');
  }

  async function exported(name: string): Promise<string> {
    const file = join(folder, name);
    dialogs.replaceSaveDialog(() => Uri.file(file));
    await commands.executeCommand('shadowSync.alerts.export');
    return readFileSync(file, 'utf8');
  }

  type Row = Readonly<Record<string, unknown>> & { readonly id: string };

  async function rows(): Promise<readonly Row[]> {
    return JSON.parse(await exported('alerts.json')) as readonly Row[];
  }

  /** What the list shows of this suite's alerts: the export has its range and its filter. */
  async function listed(): Promise<readonly string[]> {
    return (await rows()).flatMap(({ id }) => (id.startsWith(mark) ? [id.slice(mark.length)] : []));
  }

  it('has the four ranges, newest first', async () => {
    assert.deepEqual(await listed(), ['today', 'week'], 'the last seven days before anybody chose');
    const found: Record<string, readonly string[]> = {};
    for (const name of ['Last 3 Weeks', 'Last Month', 'Last 3 Months', 'Last 7 Days']) {
      await range(name);
      found[name] = await listed();
    }
    assert.deepEqual(found, {
      'Last 3 Weeks': ['today', 'week', 'weeks'],
      'Last Month': ['today', 'week', 'weeks', 'month'],
      'Last 3 Months': ['today', 'week', 'weeks', 'month', 'months'],
      'Last 7 Days': ['today', 'week'],
    });
    await range('Last 3 Months');
  });

  it('filters by event, sending status, source and level', async () => {
    const cases: readonly (readonly [string, readonly string[], readonly string[]])[] = [
      ['Alert Event', ['Synchronization task delay'], ['week']],
      ['Sending Status', ['Completed'], ['today', 'week', 'weeks', 'month', 'months']],
      ['Sending Status', ['Pending', 'Failed', 'Successful', 'Sent again'], []],
      ['Alert Source', ['OMS servers'], ['month']],
      ['Level', ['Medium', 'Low'], ['week', 'weeks']],
    ];
    for (const [column, ticked, wanted] of cases) {
      await filter(column, ...ticked);
      assert.deepEqual(await listed(), wanted, `${column}: ${ticked.join()}`);
      await commands.executeCommand('shadowSync.alerts.clearFilter');
    }
    await filter('Level', 'High');
    await filter('Alert Event', 'Synchronization task failure');
    assert.deepEqual(await listed(), ['today', 'months'], 'both hold');
    await commands.executeCommand('shadowSync.alerts.clearFilter');
    assert.equal((await listed()).length, 5, 'the range stays');
  });

  it('searches by id and by content', async () => {
    for (const [text, wanted] of [
      [`${mark}week`, ['week', 'weeks']],
      ['=cmd|calc', ['today']],
      ['copies', ['month']],
      ['no such thing', []],
    ] as const) {
      dialogs.answer(when('Search Alerts', text));
      await commands.executeCommand('shadowSync.alerts.search');
      assert.deepEqual(await listed(), wanted, text);
    }
    await commands.executeCommand('shadowSync.alerts.clearFilter');
  });

  it('exports what it shows, as JSON and as CSV that a spreadsheet runs nothing of', async () => {
    dialogs.answer(when('Search Alerts', `${mark}today`));
    await commands.executeCommand('shadowSync.alerts.search');
    const [row, ...more] = await rows();
    assert.equal(more.length, 0);
    assert.deepEqual(
      [row?.['event'], row?.['level'], row?.['state'], row?.['sendingStatus']],
      ['oms_sync_failed', 'HIGH', 'resolved', 'Completed'],
    );
    const csv = await exported('alerts.csv');
    assert.match(csv, /^\uFEFFid,event,title,level,state,sendingStatus,/);
    const cells = csv.split('\r\n"').at(1) ?? '';
    assert.ok(
      cells.startsWith(`${mark}today","oms_sync_failed","Synchronization task failure","HIGH","resolved",`),
    );
    assert.ok(cells.includes('"\'=cmd|calc, ""quoted""\r\nand more"'), cells);
    await commands.executeCommand('shadowSync.alerts.clearFilter');
  });
});
