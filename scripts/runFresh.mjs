/**
 * Runs one of the repository's scripts from a fresh clone: packages, the bundles, then `node SCRIPT …` on a Node
 * that knows TypeScript. Ends with the script's exit code.
 */
import { spawn, spawnSync } from 'node:child_process';
import { SetupError, ensurePackages, root, toolEnvironment } from './bootstrap.mjs';

/**
 * @param {string} node
 * @throws {SetupError} when the bundles cannot be built
 */
function build(node) {
  const result = spawnSync(node, ['esbuild.js', '--production'], {
    cwd: root,
    env: toolEnvironment(node),
    encoding: 'utf8',
  });
  if (result.status !== 0) {
    throw new SetupError(`The bundles cannot be built.\n${result.stdout}${result.stderr}`);
  }
}

/** @param {string} node */
function run(node) {
  const script = spawn(node, process.argv.slice(2), {
    cwd: root,
    env: toolEnvironment(node),
    stdio: 'inherit',
  });
  // Ctrl-C reaches the script by itself (same terminal); it cleans up, and this process waits for it.
  process.on('SIGINT', () => undefined);
  process.on('SIGTERM', () => script.kill('SIGTERM'));
  script.once('close', (code) => {
    process.exitCode = code ?? 1;
  });
}

try {
  const node = await ensurePackages();
  build(node);
  run(node);
} catch (error) {
  console.error(error instanceof SetupError ? error.message : error);
  process.exitCode = 1;
}
