/**
 * Writes docs/findings.md from the rules. `npx node scripts/findings.ts` writes it; a unit test demands that the file is what
 * the rules say.
 */
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { findingsDocument } from '../src/diff/mysql/findings/findingsDocument.ts';

writeFileSync(fileURLToPath(new URL('../docs/findings.md', import.meta.url)), findingsDocument());
