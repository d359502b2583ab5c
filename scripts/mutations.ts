/**
 * `npm run test:mutations`: breaks each rail of test/mutation/rails.ts, one at a time, in a copy of the tree, and runs the
 * test that must notice. Ends with 1 when one does not. Words after it are parts of names: only those rails.
 */
import { spawn } from 'node:child_process';
import { cp, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Rail } from '../test/mutation/rail.ts';
import { rails } from '../test/mutation/rails.ts';

const root = path.join(import.meta.dirname, '..');
const copied = ['src', 'test', 'scripts', 'package.json', 'tsconfig.json', '.mocharc.json'];

/** A broken run may wait for ever. */
const testLimitMs = 300_000;

interface Ended {
  readonly passed: number;
  readonly failed: number;
  readonly output: string;
}

/** Runs a rail's test file in the copy. A file that does not load counts as neither. */
async function runTest(copy: string, { test, grep }: Rail): Promise<Ended> {
  const mocha = path.join(copy, 'node_modules', 'mocha', 'bin', 'mocha.js');
  const words = [mocha, '--exit', test, ...(grep === undefined ? [] : ['--grep', grep])];
  const child = spawn(process.execPath, words, { cwd: copy, timeout: testLimitMs });
  const chunks: Buffer[] = [];
  child.stdout.on('data', (chunk: Buffer) => chunks.push(chunk));
  child.stderr.on('data', (chunk: Buffer) => chunks.push(chunk));
  const isTooLong = await new Promise<boolean>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (_code, signal) => resolve(signal !== null));
  });
  const output = Buffer.concat(chunks).toString('utf8');
  const count = (word: string): number => Number(new RegExp(`(\\d+) ${word}`).exec(output)?.[1] ?? 0);
  return { passed: count('passing'), failed: count('failing') + (isTooLong ? 1 : 0), output };
}

type Verdict = 'noticed' | 'NOT NOTICED' | 'BROKEN BEFORE' | 'DID NOT LOAD';

/** The test must pass as long as the rail stands, and fail when it is broken. */
async function tryRail(copy: string, rail: Rail): Promise<Verdict> {
  const before = await runTest(copy, rail);
  if (before.failed > 0 || before.passed === 0) {
    process.stdout.write(before.output);
    return 'BROKEN BEFORE';
  }
  const file = path.join(copy, rail.file);
  const whole = await readFile(file, 'utf8');
  const parts = whole.split(rail.text);
  if (parts.length !== 2) throw new Error(`${rail.file} does not hold this once: ${rail.text}`);
  await writeFile(file, parts.join(rail.broken));
  try {
    const after = await runTest(copy, rail);
    if (after.failed > 0) return 'noticed';
    return after.passed > 0 ? 'NOT NOTICED' : 'DID NOT LOAD';
  } finally {
    await writeFile(file, whole);
  }
}

const wanted = process.argv.slice(2);
const chosen = rails.filter(({ name }) => wanted.length === 0 || wanted.some((word) => name.includes(word)));
const width = Math.max(0, ...chosen.map(({ name }) => name.length));
const copy = await mkdtemp(path.join(tmpdir(), 'shadow-sync-mutations-'));
let unnoticed = 0;
try {
  for (const name of copied) await cp(path.join(root, name), path.join(copy, name), { recursive: true });
  await symlink(path.join(root, 'node_modules'), path.join(copy, 'node_modules'), 'dir');
  for (const rail of chosen) {
    const verdict = await tryRail(copy, rail);
    if (verdict !== 'noticed') unnoticed += 1;
    console.log(`${rail.name.padEnd(width)}  ${verdict.padEnd(13)}  ${rail.test}`);
  }
} finally {
  await rm(copy, { recursive: true, force: true });
}
console.log(`${chosen.length - unnoticed} of ${chosen.length} rails are guarded by a test.`);
if (unnoticed > 0 || chosen.length === 0) process.exitCode = 1;
