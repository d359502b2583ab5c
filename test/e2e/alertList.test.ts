import assert from 'node:assert/strict';
import { join } from 'node:path';
import type { AlertStore } from '../../src/alert/alertPorts.ts';
import type { Alert } from '../../src/alert/model/alert.ts';
import { emptyBoard } from '../../src/alert/model/board.ts';
import { readBoard, readKeptAlert } from '../../src/alert/model/readAlerts.ts';
import { readSettings } from '../../src/alert/model/readSettings.ts';
import { defaultSettings } from '../../src/alert/model/settings.ts';
import { openAlertStore } from '../../src/store/alertStore.ts';
import { openLeaseStore } from '../../src/store/leaseStore.ts';
import { systemClock } from '../../src/store/systemClock.ts';
import { LeaseKeeper, renewEveryMs } from '../../src/task/scheduler/leaseKeeper.ts';
import type { LeaseStore } from '../../src/task/taskPorts.ts';
import { sampleAlert } from '../editor/alerts/sampleAlerts.ts';
import { useWorkbench } from '../support/editor/useWorkbench.ts';
import { stepByStep } from '../support/stepByStep.ts';
import { storageOf } from './taskCommandLine.ts';

const minute = 60_000;
const day = 24 * 60 * minute;

const longName = 'orders_of_the_whole_company_with_all_their_positions_and_taxes_2026_copy_for_load_tests';

describe('a long list of alerts in VS Code', function () {
  stepByStep();
  this.timeout(400_000);
  const window = useWorkbench('alert-list');
  let store: AlertStore;
  let lease: LeaseStore;
  let renewing: NodeJS.Timeout | undefined;

  before(async () => {
    const folder = join(storageOf(window().profile), 'alerts');
    const options = { clock: systemClock, onNotice: () => undefined };
    // Whoever has the lease ends alerts whose tasks and servers are not there: these have none.
    lease = await openLeaseStore(join(folder, 'lease'), options);
    const keeper = new LeaseKeeper(lease, systemClock, 'the test');
    assert.ok(await keeper.renew());
    renewing = setInterval(() => void keeper.renew(), renewEveryMs);
    store = await openAlertStore(
      folder,
      { readBoard, readKeptAlert, readSettings },
      { board: emptyBoard, settings: defaultSettings },
      options,
    );
    const alerts = openAlerts(Date.now());
    await store.change((board) => ({ ...board, since: 0, alerts }));
    await store.keep(
      overAlerts(Date.now()).map((alert) => ({ alert, deliveries: [] })),
      Date.now(),
    );
  });

  after(async () => {
    clearInterval(renewing);
    await store.close();
    await lease.close();
  });

  it('shows what fires, what was answered and what is over, each by a shape of its own', async () => {
    const { workbench } = window();
    await workbench.openContainer('Shadow Sync');
    await workbench.unfold('Connections');
    await fold('Connections');
    await fold('Tasks');
    await workbench
      .treeItem(/Synchronization task failure, Firing, High/)
      .first()
      .waitFor();
    await workbench.picture('many');
    await badgeSays('27');
    await workbench.page.locator('.part.statusbar').getByRole('button', { name: '27 alerts fire' }).waitFor();
    await wider();
    await workbench.picture('many-wide');
  });

  it('filters and searches what is shown; the count stays that of all that fire', async () => {
    const { workbench } = window();
    await workbench.runCommand('Shadow Sync: Search Alerts…');
    await workbench.answer('Search Alerts', longName);
    await workbench.treeItem(longName).first().waitFor();
    await workbench.treeItem(/Shop/).first().waitFor({ state: 'detached' });
    await workbench.picture('searched');
    await badgeSays('27');
    await workbench.runCommand('Shadow Sync: Search Alerts…');
    await workbench.answer('Search Alerts', 'there is no such alert');
    await workbench.page.getByText('No alert passes the filter').first().waitFor();
    await workbench.picture('nothing-found');
    await workbench.runCommand('Shadow Sync: Clear Alert Filter');
    await workbench.treeItem(/Shop/).first().waitFor();
  });

  async function badgeSays(count: string): Promise<void> {
    const icon = window()
      .workbench.page.locator('.part.activitybar')
      .getByRole('tab', { name: 'Shadow Sync' })
      .locator('xpath=..');
    await icon.locator('.badge-content:visible').filter({ hasText: count }).waitFor();
  }

  async function fold(name: string): Promise<void> {
    const header = window().workbench.page.getByRole('button', { name: new RegExp(`^${name}\\b.* Section`) });
    if ((await header.getAttribute('aria-expanded')) === 'true') await header.click();
  }

  /** Drags the edge of the side bar. */
  async function wider(): Promise<void> {
    const { page } = window().workbench;
    await page.mouse.move(349, 600);
    await page.mouse.down();
    await page.mouse.move(760, 600, { steps: 5 });
    await page.mouse.up();
  }
});

const task = (connectionName: string, database: string, taskId: string): Alert['source'] => ({
  ...{ kind: 'task', taskId, taskName: '', connectionId: 'c1', connectionName, database, tags: [] },
});

function openAlerts(now: number): Alert[] {
  const special: Partial<Alert>[] = [
    { source: task(`Connection to ${longName}`, longName, 't1ng3q8long01'), count: 1234 },
    { source: task('Shop [Fix](command:x) $(trash)', 'a\u202eb', 't1ng3q8odd001') },
    { event: 'oms_sync_delay', level: 'MEDIUM' },
    { event: 'oms_sync_status_inconsistent', level: 'LOW', count: 3 },
    {
      event: 'oms_migration_delay',
      level: 'MEDIUM',
      source: {
        kind: 'oms-task',
        ...{ serverId: 'o1', serverName: 'Copies', taskId: 'np_4w7x', taskName: longName },
      },
    },
    { event: 'source_unreachable', source: { kind: 'oms-server', serverId: 'o1', serverName: 'Copies' } },
    { event: 'channel_failed', source: { kind: 'channel', channelId: 'h1', channelName: 'Team chat' } },
    { life: { kind: 'acknowledged', by: 'bo', at: now } },
    { life: { kind: 'snoozed', by: 'bo', at: now, until: now + 60 * minute } },
  ];
  const many = Array.from({ length: 20 }, (): Partial<Alert> => ({}));
  return [...special, ...many].map((more, i) => {
    const at = now - i * 7 * minute;
    const number = String(i).padStart(3, '0');
    const source = task('Shop', 'shop', `t1ng3q8task${number}`);
    const life = { kind: 'firing', since: at } as const;
    const id = `alarm${number}`;
    return sampleAlert({ source, life, ...more, id, fingerprint: id, firstAt: at, lastAt: at, shownAt: at });
  });
}

function overAlerts(now: number): Alert[] {
  return Array.from({ length: 10 }, (_, i) => {
    const at = now - day - i * 3 * 60 * minute;
    const id = `aover${String(i).padStart(3, '0')}`;
    const life = { kind: 'resolved', at, how: i % 2 === 0 ? 'recovered' : 'quiet', by: null } as const;
    return sampleAlert({
      source: task('Shop', 'shop', `t1ng3q8over${String(i)}`),
      life,
      id,
      fingerprint: id,
      firstAt: at,
      lastAt: at,
    });
  });
}
