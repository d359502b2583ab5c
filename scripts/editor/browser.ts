import { findChromium } from '../../test/support/chromium.ts';
import { EditorUnavailable } from './editorUnavailable.ts';
import { withRememberedFailure } from './rememberedFailure.ts';
import { installSystemPackages } from './systemPackages.ts';

/**
 * The browser that draws the editor and the panels, installed by apt when there is none; a recent failure is not
 * tried again unless `isRetried`. Throws {@link EditorUnavailable} when it can't be had here.
 */
export async function installBrowser({ isRetried = false } = {}): Promise<string> {
  const found = findChromium();
  if (found !== null) return found;
  return await withRememberedFailure('browser', isRetried, async () => {
    await installSystemPackages(['chromium']);
    const installed = findChromium();
    if (installed === null) throw new EditorUnavailable('apt installed no chromium that the tests know of');
    return installed;
  });
}
