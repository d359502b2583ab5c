import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { repository } from '../support/editor/artefacts.ts';
import { useWorkbench } from '../support/editor/useWorkbench.ts';

/** What the manifest says of the views, as far as it is read here. */
interface Manifest {
  readonly contributes: {
    readonly views: { readonly shadowSync: readonly { readonly name: string }[] };
    readonly viewsWelcome: readonly { readonly contents: string; readonly when: string }[];
  };
}

function read(file: string): unknown {
  return JSON.parse(readFileSync(join(repository, file), 'utf8'));
}

const { contributes } = read('package.json') as Manifest;
const texts = read('package.nls.json') as Readonly<Record<string, string>>;

function textOf(key: string): string {
  return texts[key.replaceAll('%', '')] ?? key;
}

describe('the packaged extension in a fresh VS Code', () => {
  const window = useWorkbench('welcome');

  it('opens its container from the activity bar', async () => {
    await window().workbench.openContainer('Shadow Sync');
  });

  it('welcomes in each of its empty views', async () => {
    const { workbench } = window();
    for (const { name } of contributes.views.shadowSync) await workbench.unfold(textOf(name));
    for (const { contents } of contributes.viewsWelcome.filter(({ when }) => when.endsWith('empty'))) {
      const [firstLine = ''] = textOf(contents).split('\n');
      await workbench.page.locator('.part.sidebar').getByText(firstLine).waitFor();
    }
    await workbench.picture('welcome');
  });

  it('gives every view its data', async () => {
    const sidebar = window().workbench.page.locator('.part.sidebar');
    assert.equal(await sidebar.getByText('There is no data provider registered').count(), 0);
  });

  it('shows no message that nobody asked for', async () => {
    assert.deepEqual(await window().workbench.page.locator('.notification-toast').allTextContents(), []);
  });

  it('asks the network for nothing', () => {
    assert.deepEqual(window().refused, []);
  });
});
