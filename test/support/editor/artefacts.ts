import { join } from 'node:path';

/** The folder of the repository. */
export const repository = join(import.meta.dirname, '../../..');

/** Screenshots, and logs of what failed; ignored by git and made anew by each run. */
export const artefacts = join(repository, '.artefacts');
