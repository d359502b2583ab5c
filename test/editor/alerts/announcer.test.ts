import assert from 'node:assert/strict';
import { emptyBoard } from '../../../src/alert/model/board.ts';
import type { Alert } from '../../../src/alert/model/alert.ts';
import { defaultAlertFilter } from '../../../src/alert/alertFilter.ts';
import { defaultSettings } from '../../../src/alert/model/settings.ts';
import type { AlertSettings } from '../../../src/alert/model/settings.ts';
import { AlertBook } from '../../../src/editor/alerts/alertBook.ts';
import type { AlertServices } from '../../../src/editor/alerts/alertServices.ts';
import type { MessageChoice } from '../../../src/editor/alerts/announcement.ts';
import { Announcer } from '../../../src/editor/alerts/announcer.ts';
import { english } from '../../../src/schema/phrase.ts';
import { sampleAlert } from './sampleAlerts.ts';

/** 2026-01-02 02:00 UTC. */
const night = Date.UTC(2026, 0, 2, 2);

/** One window, with the alerts of a store that is a list. */
class Window {
  alerts: readonly Alert[] = [];
  settings: AlertSettings = defaultSettings;
  choice: MessageChoice = 'high';
  isActive = true;
  isListVisible = false;
  now = night;
  readonly silent = new Set<string>();
  readonly said: (readonly string[])[] = [];
  /** Ends the message that is shown; null when none is. */
  answer: (() => void) | null = null;
  waitsForAnswer = false;
  readonly book = new AlertBook(
    () => Promise.resolve(this.#services()),
    () => defaultAlertFilter,
    english,
  );
  readonly announcer = new Announcer({
    book: this.book,
    clock: { now: () => this.now, sleep: () => new Promise(() => undefined) },
    choice: () => this.choice,
    silent: () => this.silent,
    isActive: () => this.isActive,
    onDidChangeActive: () => () => undefined,
    isListVisible: () => this.isListVisible,
    markShown: (ids) => {
      this.alerts = this.alerts.map((one) => (ids.includes(one.id) ? { ...one, shownAt: this.now } : one));
      return Promise.resolve();
    },
    say: (alerts) => {
      this.said.push(alerts.map(({ id }) => id));
      return this.waitsForAnswer ? new Promise((resolve) => (this.answer = resolve)) : Promise.resolve();
    },
    gatherMs: 0,
  });

  async look(): Promise<void> {
    await this.book.reload();
    for (let i = 0; i < 4; i += 1) await new Promise((resolve) => setTimeout(resolve, 1));
  }

  close(): void {
    this.announcer.dispose();
    this.book.close();
  }

  #services(): AlertServices {
    const services = {
      centre: { list: () => Promise.resolve([]) },
      store: {
        board: () => Promise.resolve({ ...emptyBoard, alerts: this.alerts }),
        settings: () => Promise.resolve(this.settings),
        onDidChange: () => () => undefined,
      },
    };
    return services as unknown as AlertServices;
  }
}

describe('telling of alerts', () => {
  let window: Window;

  beforeEach(() => {
    window = new Window();
  });

  afterEach(() => {
    window.close();
  });

  it('happens once, for all that there are together', async () => {
    window.alerts = [sampleAlert({ id: 'a1', lastAt: 1 }), sampleAlert({ id: 'a2', lastAt: 2 })];
    await window.look();
    await window.look();
    assert.deepEqual(window.said, [['a2', 'a1']]);
    assert.ok(window.alerts.every(({ shownAt }) => shownAt === night));
  });

  it('waits until somebody looks at the window, and is one summary then', async () => {
    window.isActive = false;
    window.alerts = [sampleAlert({ id: 'a1' })];
    await window.look();
    window.alerts = [...window.alerts, sampleAlert({ id: 'a2' })];
    await window.look();
    assert.deepEqual(window.said, []);
    assert.ok(window.alerts.every(({ shownAt }) => shownAt === null));
    window.isActive = true;
    await window.look();
    assert.deepEqual(window.said, [['a1', 'a2']]);
  });

  it('leaves out what another window has told, and what is over, answered, held back or unimportant', async () => {
    const unsaid: readonly Alert[] = [
      sampleAlert({ id: 'told', shownAt: 1 }),
      sampleAlert({ id: 'over', life: { kind: 'resolved', at: 1, how: 'recovered', by: null } }),
      sampleAlert({ id: 'answered', life: { kind: 'acknowledged', at: 1, by: 'ada' } }),
      sampleAlert({ id: 'medium', level: 'MEDIUM' }),
      sampleAlert({ id: 'muted' }),
      sampleAlert({ id: 'silent' }),
    ];
    window.silent.add('task:t-silent');
    const about = { kind: 'task', taskId: 't-muted' } as const;
    window.settings = {
      ...defaultSettings,
      mutes: [{ id: 'm', about, until: null, by: 'ada', comment: '' }],
    };
    window.alerts = unsaid;
    await window.look();
    assert.deepEqual(window.said, []);
    window.choice = 'all';
    await window.look();
    assert.deepEqual(window.said, [['medium']]);
    window.choice = 'off';
    window.alerts = [sampleAlert({ id: 'a9' })];
    await window.look();
    assert.equal(window.said.length, 1);
  });

  it('leaves out what a more serious alert of the same task stands for', async () => {
    const { source } = sampleAlert();
    window.choice = 'all';
    window.alerts = [
      sampleAlert({ id: 'a1', source }),
      sampleAlert({ id: 'late', source, event: 'oms_sync_delay', fingerprint: 'late' }),
    ];
    await window.look();
    assert.deepEqual(window.said, [['a1']]);
  });

  it('waits for the end of the quiet hours', async () => {
    const hours = { from: '22:00', to: '07:00', zone: 'UTC', exceptHigh: false };
    window.settings = { ...defaultSettings, quietHours: hours };
    window.alerts = [sampleAlert()];
    await window.look();
    assert.deepEqual(window.said, []);
    window.now = night + 6 * 3_600_000;
    await window.look();
    assert.deepEqual(window.said, [['a1']]);
  });

  it('shows the next message when the one before was answered', async () => {
    window.waitsForAnswer = true;
    window.alerts = [sampleAlert({ id: 'a1' })];
    await window.look();
    window.alerts = [...window.alerts, sampleAlert({ id: 'a2' })];
    await window.look();
    assert.deepEqual(window.said, [['a1']]);
    window.answer?.();
    await window.look();
    assert.deepEqual(window.said, [['a1'], ['a2']]);
  });

  it('counts the open list as shown, and says nothing of what is not serious', async () => {
    window.isListVisible = true;
    window.alerts = [sampleAlert({ id: 'a1', level: 'LOW' })];
    await window.look();
    assert.deepEqual(window.said, []);
    assert.equal(window.alerts[0]?.shownAt, night);
  });
});
