import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { applySignals } from '../../src/alert/applySignals.ts';
import type { AlertStore } from '../../src/alert/alertPorts.ts';
import { emptyBoard } from '../../src/alert/model/board.ts';
import type { KeptAlert } from '../../src/alert/model/board.ts';
import { readBoard, readKeptAlert } from '../../src/alert/model/readAlerts.ts';
import { readSettings } from '../../src/alert/model/readSettings.ts';
import { defaultSettings } from '../../src/alert/model/settings.ts';
import { openAlertStore } from '../../src/store/alertStore.ts';
import { raise } from '../alert/alertWorld.ts';
import { removeFolder } from '../support/removeFolder.ts';

const day = 24 * 3_600_000;

describe('alert store', () => {
  let folder: string;
  const opened: AlertStore[] = [];

  beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'shsync-alertstore-'))));
  afterEach(async () => {
    for (const store of opened.splice(0)) await store.close();
    removeFolder(folder);
  });

  async function open(perPart = 10, maxParts = 5): Promise<AlertStore> {
    const readers = { readBoard, readKeptAlert, readSettings };
    const defaults = { board: emptyBoard, settings: defaultSettings };
    const store = await openAlertStore(folder, readers, defaults, {
      onNotice: () => undefined,
      pollMs: 20,
      perPart,
      maxParts,
    });
    opened.push(store);
    return store;
  }

  function kept(count: number, at: number, from = 0): readonly KeptAlert[] {
    let ids = from;
    const signals = Array.from({ length: count }, (_, i) => raise(`f${String(from + i)}`, at));
    const { alerts } = applySignals(emptyBoard, signals, () => `a${String((ids += 1))}`);
    return alerts.map((alert) => ({ alert, deliveries: [] }));
  }

  it('PR6: changes of two at once are both there', async () => {
    const [first, second] = [await open(), await open()];
    await Promise.all(
      Array.from({ length: 20 }, (_, i) =>
        (i % 2 === 0 ? first : second).change((board) =>
          applySignals(board, [raise(`f${String(i)}`, 1000)], () => `a${String(i)}`),
        ),
      ),
    );
    assert.equal((await (await open()).board()).alerts.length, 20);
  });

  it('tells a listener what another one changed, settings too (F-13)', async () => {
    const [first, second] = [await open(), await open()];
    const told = new Promise<void>((resolve) => second.onDidChange(resolve));
    await first.changeSettings((settings) => ({
      ...settings,
      thresholds: { ...settings.thresholds, runMinutes: 7 },
    }));
    await told;
    assert.equal((await second.settings()).thresholds.runMinutes, 7);
  });

  it('keeps the past in parts, each alert once, and finds it in another process', async () => {
    const store = await open();
    await store.keep(kept(25, 1000), 1000);
    await store.keep(kept(3, 1000), 1000);
    assert.equal((await (await open()).archive()).length, 25);
    assert.equal(readdirSync(join(folder, 'archive')).length, 3);
  });

  it('is bounded: parts beyond the number, and those older than the longest range, go', async () => {
    const store = await open();
    await store.keep(kept(20, 0), 0);
    await store.keep(kept(5, 120 * day, 20), 120 * day);
    assert.deepEqual(
      (await store.archive()).map(({ alert }) => alert.firstAt),
      Array<number>(5).fill(120 * day),
    );
    await store.keep(kept(95, 120 * day, 100), 120 * day);
    const left = await store.archive();
    assert.ok(left.length <= 50 && left.some(({ alert }) => alert.id === 'a195'), String(left.length));
  });

  it('refuses to write what could not be read back, and keeps no secret', async () => {
    const store = await open();
    const bad = { ...emptyBoard, password: 'c4nary' };
    await assert.rejects(
      store.change(() => bad),
      /password is no field/,
    );
    assert.deepEqual(await store.board(), emptyBoard);
  });
});
