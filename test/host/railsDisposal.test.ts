import assert from 'node:assert/strict';
import { mkdtemp } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Uri, commands, extensions, languages, window, workspace } from 'vscode';
import type { ExtensionContext } from 'vscode';
import { removeFolder } from '../support/removeFolder.ts';
import { Dialogs } from './dialogs.ts';
import { LivingDisposables } from './livingDisposables.ts';
import { tapPanels } from './panelWire.ts';
import { until } from './until.ts';

const rounds = 50;

/** Promises that were rejected in this extension host and that nobody has caught, since this file was loaded. */
const rejected = new Map<unknown, unknown>();
process.on('unhandledRejection', (reason, promise) => rejected.set(promise, reason));
process.on('rejectionHandled', (promise) => rejected.delete(promise));

describe('activating and deactivating the extension', () => {
  const dialogs = new Dialogs();
  let folder: string;

  before(async () => {
    await extensions.getExtension('shadow-sync.shadow-sync')?.activate();
    folder = await mkdtemp(join(tmpdir(), 'shadow-sync-rounds-'));
    dialogs.install();
  });

  after(() => {
    dialogs.remove();
    removeFolder(folder);
  });

  it(`leaves nothing behind, ${String(rounds)} times`, async () => {
    const { activate } = bundle();
    const living = new LivingDisposables({ commands, languages, window, workspace });
    const timers = countTimers();
    const listeners = countProcessListeners();
    let most = 0;
    try {
      for (let round = 1; round <= rounds; round += 1) {
        living.nextRound(`.round${String(round)}`);
        const context = contextIn(join(folder, String(round)));
        activate(context);
        // Opens the store and begins to watch it.
        await commands.executeCommand(`shadowSync.name.copy.round${String(round)}`);
        await commands.executeCommand(`shadowSync.comparison.show.round${String(round)}`);
        most = Math.max(most, living.count);
        for (const one of [...context.subscriptions].reverse()) one.dispose();
        assert.deepEqual(living.names, [], `round ${String(round)}`);
      }
    } finally {
      living.remove();
    }
    assert.ok(most > 50, `each round registered ${String(most)}`);
    await until(
      () => countTimers() - timers < rounds / 2,
      () => `${String(timers)} timers became ${String(countTimers())}`,
    );
    assert.equal(countProcessListeners(), listeners);
  });

  it('opens the alert that a link from outside names, and nothing for any other link', async () => {
    const living = new LivingDisposables({ commands, languages, window, workspace });
    const tap = tapPanels();
    living.nextRound('.links');
    const context = contextIn(join(folder, 'links'));
    try {
      bundle().activate(context);
      const follow = async (link: string): Promise<void> => {
        await living.uriHandler?.handleUri(Uri.parse(`vscode://shadow-sync.shadow-sync${link}`));
      };
      for (const hostile of [
        '/alert/../task/t1',
        '/alert/a1?run=1',
        '/alert/a1#close',
        '/task/t1',
        '/',
        '/alert/%3Cb%3E',
      ])
        await follow(hostile);
      assert.equal(tap.wires.length, 0);
      await follow('/alert/a1nk4z8c0p7x');
      assert.deepEqual(
        tap.wires.map(({ viewType }) => viewType),
        ['shadowSync.alertDetails'],
      );
      for (const { panel } of tap.wires) panel.dispose();
    } finally {
      for (const one of [...context.subscriptions].reverse()) one.dispose();
      tap.end();
      living.remove();
    }
  });

  it('left no promise unhandled in this window, in any suite', () => {
    const own = [...rejected.values()].map((reason) =>
      reason instanceof Error ? reason.stack : String(reason),
    );
    assert.deepEqual(
      own.filter((stack) => /[/]dist[/](extension|main)[.]js/.test(stack ?? '')),
      [],
    );
  });
});

interface Bundle {
  readonly activate: (context: ExtensionContext) => void;
}

/** The extension as VS Code has loaded it. */
function bundle(): Bundle {
  const { extensionPath = '' } = extensions.getExtension('shadow-sync.shadow-sync') ?? {};
  const path = join(extensionPath, 'dist/extension.js');
  return createRequire(path)(path) as Bundle;
}

function countTimers(): number {
  return process.getActiveResourcesInfo().filter((kind) => /Timeout|Immediate|FSEvent|StatWatcher/.test(kind))
    .length;
}

function countProcessListeners(): number {
  return process.eventNames().reduce((sum, name) => sum + process.listenerCount(name), 0);
}

/** As much of what VS Code hands over as the extension uses. */
function contextIn(folder: string): ExtensionContext {
  const kept = new Map<string, unknown>();
  const memento = {
    get: (key: string) => kept.get(key),
    update: (key: string, value: unknown) => Promise.resolve(void kept.set(key, value)),
    keys: () => [...kept.keys()],
  };
  const secrets = {
    get: () => Promise.resolve(undefined),
    store: () => Promise.resolve(),
    delete: () => Promise.resolve(),
  };
  const extension = extensions.getExtension('shadow-sync.shadow-sync');
  const context = {
    subscriptions: [],
    extension,
    globalStorageUri: Uri.file(folder),
    extensionUri: extension?.extensionUri,
    globalState: memento,
    workspaceState: memento,
    secrets,
  };
  return context as unknown as ExtensionContext;
}
