import assert from 'node:assert/strict';
import { commands, extensions, version } from 'vscode';

/** What the extension's manifest says, as far as it is read here. */
interface Manifest {
  readonly contributes: {
    readonly commands: readonly { readonly command: string }[];
    readonly views: Readonly<Record<string, readonly { readonly id: string }[]>>;
  };
}

function extension(): { readonly manifest: Manifest; readonly activate: () => Thenable<unknown> } {
  const found = extensions.getExtension('shadow-sync.shadow-sync');
  assert.ok(found !== undefined, 'the extension is installed');
  return { manifest: found.packageJSON as Manifest, activate: () => found.activate() };
}

describe('the extension in a real extension host', () => {
  before(async () => {
    const startedAt = performance.now();
    await extension().activate();
    const took = Math.round(performance.now() - startedAt);
    console.log(`VS Code ${version}: activation waited for ${String(took)} ms`);
  });

  it('is active', () => {
    assert.equal(extensions.getExtension('shadow-sync.shadow-sync')?.isActive, true);
  });

  it('registers exactly the commands that its manifest contributes', async () => {
    const { manifest } = extension();
    const views = Object.values(manifest.contributes.views).flat();
    const contributed = manifest.contributes.commands.map(({ command }) => command);
    // VS Code itself registers some for each view: focus, open, removeView …
    const isOfView = (command: string): boolean => views.some(({ id }) => command.startsWith(`${id}.`));
    const registered = (await commands.getCommands(true)).filter((command) =>
      command.startsWith('shadowSync.'),
    );
    assert.deepEqual(
      registered.filter((command) => contributed.includes(command) || !isOfView(command)).sort(),
      [...contributed].sort(),
    );
  });

  it('shows each of its views', async () => {
    for (const { id } of Object.values(extension().manifest.contributes.views).flat()) {
      await commands.executeCommand(`${id}.focus`);
    }
  });
});
