import assert from 'node:assert/strict';
import { commands, extensions, window, workspace } from 'vscode';
import type { Connection } from 'mysql2/promise';
import { ChangeSqlTab } from './changeSqlTab.ts';
import { Dialogs, when } from './dialogs.ts';
import { hostileArguments } from './hostileArguments.ts';
import { hostDatabaseUrl } from './hostDatabase.ts';
import { database, icon, link } from './railsStage.ts';
import {
  refuseDialogs,
  removeConnections,
  replaceInWindow,
  setRailsStage,
  shadowColumns,
} from './railsStage.ts';

interface Manifest {
  readonly contributes: {
    readonly commands: readonly { readonly command: string }[];
    readonly menus: {
      readonly commandPalette: readonly { readonly command: string; readonly when: string }[];
    };
    readonly configuration: {
      readonly properties: Readonly<
        Record<string, { readonly scope: string; readonly description?: string }>
      >;
    };
  };
  readonly capabilities: {
    readonly untrustedWorkspaces: { readonly restrictedConfigurations: readonly string[] };
  };
}

const unforeseen = 'did not foresee';

describe('the rails of the editor in VS Code', () => {
  const dialogs = new Dialogs();
  /** Titles of progress, which a notification searches for links like any message. */
  const progress: string[] = [];
  const said = (): string => JSON.stringify([dialogs.asked, progress]);
  const tab = new ChangeSqlTab(said);
  let server: Connection;
  let endRefusing: () => void;

  before(async () => {
    server = await setRailsStage();
    await commands.executeCommand('workbench.action.closeAllEditors');
    dialogs.install();
    endRefusing = refuseDialogs();
    const shown = window.withProgress.bind(window);
    replaceInWindow('withProgress', (...[options, task]: Parameters<typeof shown>) => {
      progress.push(options.title ?? '');
      return shown(options, task);
    });
    await removeConnections(dialogs);
  });

  after(async () => {
    await removeConnections(dialogs);
    endRefusing();
    dialogs.remove();
    await commands.executeCommand('workbench.action.closeAllEditors');
    await server.end();
  });

  function manifest(): Manifest {
    return extensions.getExtension('shadow-sync.shadow-sync')?.packageJSON as Manifest;
  }

  function inPalette(): readonly string[] {
    const { contributes } = manifest();
    const hidden = contributes.menus.commandPalette.filter((entry) => entry.when === 'false');
    const isHidden = (id: string): boolean => hidden.some(({ command }) => command === id);
    return contributes.commands.map(({ command }) => command).filter((id) => !isHidden(id));
  }

  async function runAll(ids: readonly string[], args: readonly unknown[] = []): Promise<void> {
    for (const id of ids) {
      dialogs.answer();
      progress.length = 0;
      const given: unknown = await commands.executeCommand(id, ...args);
      assert.equal(given, undefined, `${id} gives nothing away`);
      assert.ok(!said().includes(unforeseen), `${id}: ${said()}`);
    }
  }

  it('every command of the palette works where there is no connection', async () => {
    assert.ok(inPalette().length > 30);
    await runAll(inPalette());
  });

  it('U-08: a workspace sets nothing that leads anywhere, and what it sets needs trust', () => {
    const { contributes, capabilities } = manifest();
    const { restrictedConfigurations } = capabilities.untrustedWorkspaces;
    for (const [name, { scope }] of Object.entries(contributes.configuration.properties)) {
      if (scope === 'application' || scope === 'machine') continue;
      assert.ok(restrictedConfigurations.includes(name), `${name} is restricted`);
      assert.doesNotMatch(
        name,
        /tls|ssl|host|port|url|user|password|secret|ssh|webhook|channel|runner|proxy/i,
      );
    }
  });

  it('adds a connection whose name is a link and an icon', async () => {
    dialogs.answer(
      when('Add Connection by URL: Host', hostDatabaseUrl()),
      when('Name of the Connection', `${icon}${link}`),
      when('What is this server for?', '$(tools) Development'),
    );
    await commands.executeCommand('shadowSync.connection.addByUrl');
    assert.ok(!dialogs.asked.some(({ kind }) => kind === 'error'), said());
  });

  it('every command of the palette works when each question is gone away from', async () => {
    await runAll(inPalette());
  });

  for (const [name, args] of hostileArguments) {
    it(`U-09: every command survives ${name} from another extension`, async () => {
      await runAll(
        manifest().contributes.commands.map(({ command }) => command),
        args,
      );
    });
  }

  it('U-07: connects to nothing in a folder that is not trusted', async () => {
    const count = async (): Promise<string> => {
      const [rows] = await server.query("show global status like 'Connections'");
      return JSON.stringify(rows);
    };
    // One that is connected already would not be connected again.
    dialogs.answer(({ text, offered }) => (text.includes('Which connections?') ? offered : null));
    await commands.executeCommand('shadowSync.connection.disconnect');
    const trusted = Object.getOwnPropertyDescriptor(workspace, 'isTrusted');
    Object.defineProperty(workspace, 'isTrusted', { value: false, configurable: true });
    const before = await count();
    try {
      for (const id of [
        'comparison.start',
        'comparison.synchronize',
        'connection.test',
        'comparison.startTables',
      ]) {
        dialogs.answer(({ text, offered }) =>
          text.includes('Which connection?') ? (offered[0] ?? '') : null,
        );
        await commands.executeCommand(`shadowSync.${id}`);
        await dialogs.said('in a folder that you do not trust');
      }
    } finally {
      if (trusted !== undefined) Object.defineProperty(workspace, 'isTrusted', trusted);
    }
    assert.equal(await count(), before);
  });

  it('U-01, U-06: asks and says nothing that VS Code would read as a link or an icon', async () => {
    progress.length = 0;
    const everything: string[] = [];
    const listen = (): void => {
      everything.push(...progress.splice(0), ...dialogs.asked.map(({ text }) => text));
      everything.push(
        ...dialogs.asked.flatMap(({ offered }) => offered).map((one) => one.replace(/^\$\([a-z-]+\) /, '')),
      );
    };
    const named = ({ offered }: { readonly offered: readonly string[] }): string | null =>
      offered.find((one) => one.includes('rails')) ?? null;
    for (const id of [
      'comparison.startTables',
      'tables.filter',
      'connection.delete',
      'connection.setPassword',
    ]) {
      dialogs.answer(
        named,
        when('Which source table?', undefined),
        ({ text, offered }) => (text.includes('Which connections?') ? offered : null),
        ({ text, offered }) => (text.includes('Which connection?') ? (offered[0] ?? '') : null),
      );
      await commands.executeCommand(`shadowSync.${id}`);
      listen();
    }
    dialogs.answer(named, when('Which source tables?', '$(list-flat) All Tables'));
    await commands.executeCommand('shadowSync.comparison.start');
    await commands.executeCommand('shadowSync.changeSql.open');
    listen();
    dialogs.answer(({ kind, offered }) => (kind === 'pick' ? offered : null));
    await commands.executeCommand('shadowSync.changeSql.run');
    await dialogs.said(/^Run 2 statements/);
    listen();
    const lenses = (await tab.lenses()).map(({ command }) => command?.title ?? '');
    assert.ok(
      lenses.some((title) => title.includes('trash')),
      JSON.stringify(lenses),
    );
    everything.push(...lenses);
    assert.ok(
      everything.some((text) => text.includes('reloadWindow')),
      JSON.stringify(everything),
    );
    for (const text of everything) {
      assert.ok(!text.includes('](command:'), text);
      assert.ok(!text.includes(icon), text);
    }
  });

  it('U-09: who allows a statement from outside has not run it: the run still asks', async () => {
    const before = await shadowColumns(server);
    await tab.press('Allow', 'DROP COLUMN');
    dialogs.answer(when('unsafe statements', 'as offered'));
    await commands.executeCommand('shadowSync.changeSql.run', tab.document.uri);
    await dialogs.said(/^Run \d/);
    assert.deepEqual(await shadowColumns(server), before);
  });

  it('U-10: runs nothing when the plan became another one while it was being asked for', async () => {
    await whileAsked(async () => {
      await server.query(`alter table \`${database}\`.\`${link}\` add column later int`);
      await commands.executeCommand('shadowSync.comparison.refresh', tab.document.uri);
    });
    await dialogs.said('The plan is not the one that was reviewed');
    assert.deepEqual(await shadowColumns(server), ['id', link, 'legacy']);
  });

  it('U-10: runs nothing while the tables are being read anew', async () => {
    let reading: Thenable<unknown> = Promise.resolve();
    await whileAsked(() => {
      reading = commands.executeCommand('shadowSync.comparison.refresh', tab.document.uri);
      return Promise.resolve();
    });
    await reading;
    assert.ok(
      dialogs.asked.some(({ kind }) => kind === 'error'),
      said(),
    );
    assert.deepEqual(await shadowColumns(server), ['id', link, 'legacy']);
  });

  it('U-10: runs nothing on tables that changed on the server while it was being asked for', async () => {
    await whileAsked(async () => {
      await server.query(`alter table \`${database}\`.\`${link}\` drop column later`);
    });
    await dialogs.said('Tables changed since they were compared');
    assert.deepEqual(await shadowColumns(server), ['id', link, 'legacy']);
  });

  /** Runs the change SQL, and says yes only after this happened behind the open dialog. */
  async function whileAsked(happens: () => Promise<void>): Promise<void> {
    dialogs.answer(({ kind, offered }) => (kind === 'pick' ? offered : null));
    const stub = Reflect.get(window, 'showWarningMessage') as (...args: unknown[]) => Promise<unknown>;
    let hasHappened = false;
    const end = replaceInWindow('showWarningMessage', async (message: string, ...rest: unknown[]) => {
      if (!/^Run \d/.test(message)) return await stub(message, ...rest);
      hasHappened = true;
      await happens();
      return 'Run';
    });
    try {
      await commands.executeCommand('shadowSync.changeSql.run', tab.document.uri);
    } finally {
      end();
    }
    assert.ok(hasHappened, said());
  }
});
