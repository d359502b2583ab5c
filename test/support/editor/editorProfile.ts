import { existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { removeFolder } from '../removeFolder.ts';
import { isLiving, ownIdentity } from '../servers/processIdentity.ts';

/** A throw-away home for one editor: nothing of the person's own is read, and nothing is left behind. */
export interface EditorProfile {
  readonly folder: string;
  /** The folder that is opened in the workbench. */
  readonly workspace: string;
  /** The browser's own profile: secrets live encrypted in there and survive a reload. */
  readonly browserData: string;
  /** What the server prints. */
  readonly serverLog: string;
  /** The arguments that keep code-server inside the folder. */
  readonly args: readonly string[];
  /** The environment that keeps everything the editor starts inside the folder. */
  environment(extra?: Readonly<Record<string, string>>): NodeJS.ProcessEnv;
  remove(): void;
}

/** The beginning of the name of every profile's folder. */
const prefix = 'shadow-sync-editor-';

/** Says which process made the folder, so that a later one can tell that it was abandoned. */
const ownerFile = 'owner';

/** No welcome pages, tips or assistants over what a test looks at, and nothing that asks the network. */
const quietSettings = {
  'chat.commandCenter.enabled': false,
  'chat.disableAIFeatures': true,
  'extensions.autoCheckUpdates': false,
  'extensions.autoUpdate': false,
  'extensions.ignoreRecommendations': true,
  'git.enabled': false,
  'security.workspace.trust.enabled': false,
  'telemetry.telemetryLevel': 'off',
  'typescript.disableAutomaticTypeAcquisition': true,
  'update.mode': 'none',
  'window.confirmBeforeClose': 'never',
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'workbench.startupEditor': 'none',
  'workbench.tips.enabled': false,
  'workbench.welcomePage.walkthroughs.openOnInstall': false,
};

/** Makes an empty profile with these settings on top of the quiet ones. */
export function makeProfile(settings: Readonly<Record<string, unknown>> = {}): EditorProfile {
  removeAbandoned();
  const folder = mkdtempSync(join(tmpdir(), prefix));
  const inside = (name: string): string => join(folder, name);
  for (const name of ['data/User', 'extensions', 'tmp', 'workspace', 'browser']) {
    mkdirSync(inside(name), { recursive: true });
  }
  writeFileSync(inside(ownerFile), ownIdentity());
  writeFileSync(inside('config.yaml'), '');
  writeFileSync(
    inside('data/User/settings.json'),
    JSON.stringify({ ...quietSettings, ...settings }, undefined, 2),
  );
  return {
    folder,
    workspace: inside('workspace'),
    browserData: inside('browser'),
    serverLog: inside('server.log'),
    args: [
      ...['--user-data-dir', inside('data')],
      ...['--extensions-dir', inside('extensions')],
      ...['--config', inside('config.yaml')],
    ],
    environment: (extra = {}) => ({
      ...withoutEditor(process.env),
      // Without a gallery neither the server nor the workbench looks for one.
      EXTENSIONS_GALLERY: '{}',
      HOME: folder,
      XDG_CACHE_HOME: inside('xdg/cache'),
      XDG_CONFIG_HOME: inside('xdg/config'),
      XDG_DATA_HOME: inside('xdg/data'),
      XDG_RUNTIME_DIR: inside('tmp'),
      TMPDIR: inside('tmp'),
      ...extra,
    }),
    remove: () => removeFolder(folder),
  };
}

/** What a VS Code terminal, or a code-server around us, would tell the editor under test about itself. */
function withoutEditor(environment: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const foreign = /^(VSCODE_|ELECTRON_|CODE_SERVER_|PASSWORD$|HASHED_PASSWORD$|PORT$|NODE_OPTIONS$)/;
  return Object.fromEntries(Object.entries(environment).filter(([name]) => !foreign.test(name)));
}

/** Removes the profiles of test processes that were killed before they could do so themselves. */
function removeAbandoned(): void {
  for (const name of readdirSync(tmpdir()).filter((each) => each.startsWith(prefix))) {
    const owner = join(tmpdir(), name, ownerFile);
    if (!existsSync(owner) || isLiving(readFileSync(owner, 'utf8'))) continue;
    removeFolder(join(tmpdir(), name));
  }
}
