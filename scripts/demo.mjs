/** `npm run demo`: packages, the bundle, then scripts/demo/main.ts, from a fresh clone. */
import { spawn, spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { SetupError, ensurePackages, root, toolEnvironment } from './bootstrap.mjs';

/**
 * @param {string} node
 * @throws {SetupError} when the bundle cannot be built
 */
function build(node) {
  const result = spawnSync(node, ['esbuild.js', '--production'], {
    cwd: root,
    env: toolEnvironment(node),
    encoding: 'utf8',
  });
  if (result.status !== 0) {
    throw new SetupError(`The command line cannot be built.\n${result.stdout}${result.stderr}`);
  }
}

/** @param {string} node */
function show(node) {
  const demo = spawn(node, [join('scripts', 'demo', 'main.ts'), ...process.argv.slice(2)], {
    cwd: root,
    env: toolEnvironment(node),
    stdio: 'inherit',
  });
  // Ctrl-C reaches the demo by itself (same terminal); it cleans up, and this process waits for it.
  process.on('SIGINT', () => undefined);
  process.on('SIGTERM', () => demo.kill('SIGTERM'));
  demo.once('close', (code) => {
    process.exitCode = code ?? 1;
  });
}

try {
  const node = await ensurePackages();
  build(node);
  show(node);
} catch (error) {
  console.error(error instanceof SetupError ? error.message : error);
  process.exitCode = 1;
}
