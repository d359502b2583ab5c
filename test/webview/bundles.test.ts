import assert from 'node:assert/strict';
import { panels } from '../../webview-ui/bundles.mjs';
import { buildFiles } from '../../webview-ui/harness/harnessBundles.ts';

describe('the bundles of the panels', function () {
  this.timeout(60_000);

  it('stay below 450 kB each (style.md §5)', async () => {
    const files = await buildFiles(true);
    for (const panel of panels) {
      const size = files.get(`${panel}.js`)?.byteLength ?? Number.POSITIVE_INFINITY;
      assert.ok(size < 450_000, `${panel}.js has ${size} bytes`);
    }
  });

  it('bring the icons’ font, which the style sheet names', async () => {
    const files = await buildFiles(true);
    const sheet = new TextDecoder().decode(files.get('page.css'));
    assert.ok((files.get('codicon.ttf')?.byteLength ?? 0) > 10_000);
    assert.match(sheet, /url\("?\.\/codicon\.ttf"?\)/);
  });
});
