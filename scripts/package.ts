/** `npm run package`: packs what was built as dist/shadow-sync-VERSION.vsix. */
import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { listPackagedFiles, packExtension } from './editor/packExtension.ts';

const root = join(import.meta.dirname, '..');
const { name, version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
  readonly name: string;
  readonly version: string;
};

const vsix = join('dist', `${name}-${version}.vsix`);
await packExtension(join(root, vsix));
const kilobytes = Math.round(statSync(join(root, vsix)).size / 1000);
console.log(`${vsix}: ${String((await listPackagedFiles()).length)} files, ${String(kilobytes)} kB`);
