import { l10n } from 'vscode';
import type { Said } from '../../schema/phrase.ts';

/** What the floors below say, in the user's language. Whether every phrase has a translation, test/architecture checks. */
export function translated(said: Said): string {
  if (typeof said === 'string') return said;
  const args = said.args.map((arg) => (typeof arg === 'number' ? arg : translated(arg)));
  return l10n.t(said.template, ...args);
}
