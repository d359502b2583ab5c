import { mkdir, readdir, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { removeFolder } from '../removeFolder.ts';
import { debianMirrors } from './aptSources.ts';
import { EngineUnavailable } from './engineRecipe.ts';
import { runProcess } from './runProcess.ts';

/** What to take from which Debian suite. */
export interface SuitePackage {
  readonly package: string;
  /** Tried in turn; a suite may be known to a mirror by only one of its names. */
  readonly suites: readonly string[];
  /** What the version of the package (without its epoch) must look like. */
  readonly version: RegExp;
}

/** A package and all it needs, unpacked beside the system. */
export interface UnpackedSuite {
  readonly root: string;
  readonly loader: string;
  readonly libraries: string;
}

const keyrings = [
  '/usr/share/keyrings/debian-archive-keyring.gpg',
  '/usr/share/keyrings/debian-archive-keyring.pgp',
];

/** Folder of libraries and name of the loader per machine (Debian's multiarch names). */
const machines: Readonly<Partial<Record<NodeJS.Architecture, readonly [string, string]>>> = {
  x64: ['x86_64-linux-gnu', 'ld-linux-x86-64.so.2'],
  arm64: ['aarch64-linux-gnu', 'ld-linux-aarch64.so.1'],
};

/**
 * Fetches a package of another Debian suite with everything it depends on and unpacks it into `folder`
 * without touching the system: an apt state of its own that believes nothing is installed, so that even the
 * C library and its loader come along (reference/testing.md §1.1). Works without being root. Gives where the
 * pieces are; throws {@link EngineUnavailable} with the reason.
 */
export async function unpackFromSuite(wanted: SuitePackage, folder: string): Promise<UnpackedSuite> {
  const mirrors = await debianMirrors();
  if (mirrors.length === 0) throw new EngineUnavailable('this machine has no Debian package sources');
  const suitesByReason = new Map<string, string[]>();
  for (const mirror of mirrors) {
    for (const suite of wanted.suites) {
      const attempt = join(folder, 'apt');
      removeFolder(attempt);
      const reason = await download(wanted, mirror, suite, attempt);
      if (reason === undefined) return await unpack(attempt, folder);
      suitesByReason.set(reason, [...(suitesByReason.get(reason) ?? []), suite]);
    }
  }
  const reasons = [...suitesByReason].map(([reason, suites]) => `${reason} (Debian ${suites.join(', ')})`);
  throw new EngineUnavailable(reasons.join('; '));
}

/** Downloads the packages into `attempt`/archives; gives the reason when that fails. */
async function download(
  wanted: SuitePackage,
  mirror: string,
  suite: string,
  attempt: string,
): Promise<string | undefined> {
  const options = await privateAptState(mirror, suite, attempt);
  const update = await apt('apt-get', [...options, 'update']);
  if (update.code !== 0) return firstError(update.stderr, mirror);
  const policy = await apt('apt-cache', [...options, 'policy', wanted.package]);
  const version = /Candidate: (?:\d+:)?(\S+)/.exec(policy.stdout)?.[1] ?? '(none)';
  if (!wanted.version.test(version)) return `its ${wanted.package} is ${version}`;
  const install = ['install', '-y', '--no-install-recommends', '--download-only', wanted.package];
  const fetched = await apt('apt-get', [...options, ...install]);
  return fetched.code === 0 ? undefined : firstError(fetched.stderr, mirror);
}

async function privateAptState(mirror: string, suite: string, attempt: string): Promise<readonly string[]> {
  for (const name of ['lists/partial', 'archives/partial', 'cache']) {
    await mkdir(join(attempt, name), { recursive: true });
  }
  const keyring = await firstExisting(keyrings);
  const signedBy = keyring === undefined ? '' : `[signed-by=${keyring}] `;
  const list = join(attempt, 'sources.list');
  await writeFile(list, `deb ${signedBy}${mirror} ${suite} main\n`);
  await writeFile(join(attempt, 'status'), '');
  const settings = [
    `Dir::Etc::sourcelist=${list}`,
    'Dir::Etc::sourceparts=-',
    // The system's pins are about the system's suite.
    'Dir::Etc::preferences=/dev/null',
    'Dir::Etc::preferencesparts=-',
    `Dir::State::Lists=${join(attempt, 'lists')}`,
    `Dir::State::status=${join(attempt, 'status')}`,
    `Dir::State::extended_states=${join(attempt, 'extended_states')}`,
    `Dir::Cache=${join(attempt, 'cache')}`,
    `Dir::Cache::archives=${join(attempt, 'archives')}`,
    `Dir::Log=${attempt}`,
    'Acquire::Languages=none',
    // Otherwise a mirror that can't be reached is only a warning.
    'APT::Update::Error-Mode=any',
    'Acquire::Retries=2',
    'Acquire::http::Timeout=30',
    // Root's cache folder is closed to apt's own user, which would only earn a warning.
    ...(process.getuid?.() === 0 ? ['APT::Sandbox::User=root'] : []),
  ];
  return settings.flatMap((setting) => ['-o', setting]);
}

async function unpack(attempt: string, folder: string): Promise<UnpackedSuite> {
  const machine = machines[process.arch];
  if (machine === undefined) throw new EngineUnavailable(`there is no recipe for ${process.arch} machines`);
  const [triplet, loaderName] = machine;
  const root = join(folder, 'root');
  await mkdir(root, { recursive: true });
  const names = await readdir(join(attempt, 'archives'));
  for (const name of names.filter((each) => each.endsWith('.deb'))) {
    const result = await runProcess('dpkg', ['-x', join(attempt, 'archives', name), root]);
    if (result.code !== 0) throw new EngineUnavailable(`${name} can't be unpacked: ${result.stderr.trim()}`);
  }
  removeFolder(attempt);
  // Up to bookworm the C library's package says /lib, since trixie /usr/lib; both can be there at once.
  const folders = [join(root, 'usr/lib', triplet), join(root, 'lib', triplet)];
  const places = [...folders, join(root, 'usr/lib'), join(root, 'lib')].map((each) => join(each, loaderName));
  const loader = await firstExisting(places);
  if (loader === undefined) throw new EngineUnavailable('the unpacked packages hold no loader');
  return { root, loader, libraries: folders.join(':') };
}

async function firstExisting(paths: readonly string[]): Promise<string | undefined> {
  for (const path of paths) {
    const found = await stat(path).catch(() => undefined);
    if (found !== undefined) return path;
  }
  return undefined;
}

function apt(program: string, args: readonly string[]): ReturnType<typeof runProcess> {
  const env = { ...process.env, LC_ALL: 'C', DEBIAN_FRONTEND: 'noninteractive' };
  return runProcess(program, args, { env });
}

/**
 * The line of apt's messages that says what went wrong, without the mirror's address, which is the machine's
 * own business.
 */
export function firstError(stderr: string, mirror = ''): string {
  const lines = stderr.split('\n').map((line) => line.trim());
  const line = lines.find((each) => each.startsWith('E:')) ?? lines.find((each) => each !== '');
  const message = line?.replace(/^[EW]:\s*/, '') ?? 'it failed without a message';
  const said = message.replace(/\b[a-z+]+:\/\/\S+/g, 'the mirror');
  const host = /^[a-z+]+:\/\/([^/:]+)/.exec(mirror)?.[1];
  return (host === undefined ? said : said.replaceAll(host, 'the mirror')).slice(0, 200);
}
