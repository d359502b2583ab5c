import type { Said } from '../../src/schema/phrase.ts';
import { t } from './l10n.ts';

/** What the floors below say, in the user's language: their translations stand in the page beside the panels' own. */
export function said(text: Said): string {
  if (typeof text === 'string') return text;
  return t(text.template, ...text.args.map((arg) => (typeof arg === 'number' ? arg : said(arg))));
}
