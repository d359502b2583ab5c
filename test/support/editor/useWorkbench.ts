import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, afterEach, before, beforeEach } from 'mocha';
import { installBrowser } from '../../../scripts/editor/browser.ts';
import { EditorUnavailable } from '../../../scripts/editor/editorUnavailable.ts';
import { installEditor } from '../../../scripts/editor/installEditor.ts';
import { packExtension } from '../../../scripts/editor/packExtension.ts';
import { removeFolder } from '../removeFolder.ts';
import { skip } from '../skip.ts';
import { makeProfile, type EditorProfile } from './editorProfile.ts';
import { installExtension, startEditorServer } from './editorServer.ts';
import { keepEvidence } from './keepEvidence.ts';
import { openBrowser } from './openBrowser.ts';
import { Workbench, workbenchSettings } from './workbench.ts';

/** A window with the packaged extension in a profile of its own. */
export interface OpenedWorkbench {
  readonly workbench: Workbench;
  readonly profile: EditorProfile;
  /** Addresses beyond the loopback that were asked for. */
  readonly refused: readonly string[];
  /** Copies logs and a picture aside; gives their folder. */
  keepEvidence(name: string): Promise<string>;
  /** Ends the browser and the server; the profile's files stay to be looked at. */
  stop(): Promise<void>;
  /** Ends what still runs and removes the profile. */
  close(): Promise<void>;
}

/** How a window differs from the usual one. */
interface WindowOptions {
  /** Whether its folder is not trusted, and nobody is asked about it: Restricted Mode. */
  readonly isRestricted?: boolean;
}

/** A window on a machine with several suites at once may take this long to open, for one step, and for a test. */
const openLimitMs = 600_000;
const stepLimitMs = 150_000;
const testLimitMs = 600_000;

const restrictedSettings = {
  'security.workspace.trust.enabled': true,
  'security.workspace.trust.startupPrompt': 'never',
};

let packed: Promise<string> | undefined;

// At import this stands at the root of the test process's suites: it runs after the last test of all files.
after('the packaged extension goes', async () => {
  const vsix = packed;
  packed = undefined;
  if (vsix !== undefined) removeFolder(join(await vsix, '..'));
});

/**
 * Gives the suite around it a window with the packaged extension in a fresh profile; `title` names its pictures and
 * the evidence of what failed. The answer may be called inside tests and hooks.
 */
export function useWorkbench(title: string, options: WindowOptions = {}): () => OpenedWorkbench {
  let opened: OpenedWorkbench | undefined;
  before('VS Code opens', async function () {
    this.timeout(openLimitMs);
    try {
      await Promise.all([installBrowser(), installEditor()]);
    } catch (error) {
      if (!(error instanceof EditorUnavailable)) throw error;
      skip(this, error.message);
    }
    opened = await openWorkbench(title, options);
  });
  beforeEach('a test has its time', function () {
    this.currentTest?.timeout(testLimitMs);
  });
  let hasEvidence = false;
  afterEach('the evidence of a failure is kept', async function () {
    if (this.currentTest?.state !== 'failed' || hasEvidence) return;
    hasEvidence = true;
    await opened?.keepEvidence(title);
  });
  after('VS Code closes', async function () {
    this.timeout(openLimitMs);
    // A hook that failed leaves tests that never ran.
    const hasRun = this.test?.parent?.tests.every((test) => test.state !== undefined || test.isPending());
    if (hasRun === false && !hasEvidence) await opened?.keepEvidence(title);
    await opened?.close();
  });
  return () => {
    if (opened === undefined) throw new Error('The window is open inside tests and hooks only.');
    return opened;
  };
}

async function openWorkbench(
  title: string,
  { isRestricted = false }: WindowOptions,
): Promise<OpenedWorkbench> {
  const vsix = await (packed ??= pack());
  const profile = makeProfile({ ...workbenchSettings, ...(isRestricted ? restrictedSettings : {}) });
  const stops: (() => Promise<void>)[] = [];
  const stop = async (): Promise<void> => {
    for (const each of stops.splice(0).reverse()) await each();
  };
  try {
    await installExtension(profile, vsix);
    const server = await startEditorServer(profile, { isTrustAsked: isRestricted });
    stops.push(() => server.stop());
    const browser = await openBrowser(profile);
    stops.push(() => browser.close());
    // For a second window too.
    browser.context.setDefaultTimeout(stepLimitMs);
    const page = browser.context.pages()[0] ?? (await browser.context.newPage());
    const workbench = new Workbench(page, profile, title);
    await workbench.open(server.address);
    return {
      workbench,
      profile,
      refused: browser.refused,
      keepEvidence: (name) => keepEvidence(name, profile, page),
      stop,
      close: async () => {
        await stop();
        profile.remove();
      },
    };
  } catch (error) {
    await keepEvidence(`${title}-start`, profile);
    await stop();
    profile.remove();
    throw error;
  }
}

async function pack(): Promise<string> {
  const vsix = join(await mkdtemp(join(tmpdir(), 'shadow-sync-vsix-')), 'extension.vsix');
  await packExtension(vsix);
  return vsix;
}
