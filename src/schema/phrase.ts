import { assertNever } from './assertNever.ts';

/**
 * A sentence whose words are known beforehand, and what is filled in. Logs, files and the command line have it in
 * English; the editor looks its template up in the user's language (l10n/parts/core.zh-cn.json).
 */
export interface Phrase {
  /** `Column {0} is dropped: its values are lost.` */
  readonly template: string;
  readonly args: readonly (Said | number)[];
}

/** What may be shown: our own words, or somebody else's as they came (a name, a server's message). */
export type Said = string | Phrase;

/** Builds a text from a phrase, in some language. */
export type Saying = (said: Said) => string;

/** Makes a phrase of a template literal; phrases that are filled in are translated as well. */
export function phrase(words: TemplateStringsArray, ...args: readonly (Said | number)[]): Phrase {
  const template = words.map((part, i) => (i === 0 ? part : `{${i - 1}}${part}`)).join('');
  return { template, args };
}

/** A text in which each placeholder stands for one argument; what an argument holds is no placeholder. */
export function fill(template: string, args: readonly (string | number)[]): string {
  return template.replace(/\{(\d+)\}/g, (_, position: string) => String(args[Number(position)] ?? ''));
}

/** The text in English, the language that the project speaks by itself. */
export function english(said: Said): string {
  if (typeof said === 'string') return said;
  return fill(
    said.template,
    said.args.map((arg) => (typeof arg === 'number' ? arg : english(arg))),
  );
}

/** What stands between texts that follow each other. */
export type Joint = ', ' | ', and ' | '; ' | ' ';

/** Several texts as one, in which every one keeps its own words. */
export function joined(parts: readonly Said[], joint: Joint): Said {
  const [first = '', ...others] = parts;
  return others.reduce((before, next) => joinedTwo(before, next, joint), first);
}

function joinedTwo(before: Said, next: Said, joint: Joint): Phrase {
  switch (joint) {
    case ', ':
      return phrase`${before}, ${next}`;
    case ', and ':
      return phrase`${before}, and ${next}`;
    case '; ':
      return phrase`${before}; ${next}`;
    case ' ':
      return phrase`${before} ${next}`;
    default:
      return assertNever(joint);
  }
}

/** A reason as results hold it: in English, and as whoever shows it in another language needs it. */
export function reasoned(said: Said): { readonly reason: string; readonly saidReason: Said } {
  return { reason: english(said), saidReason: said };
}

/** The same words, with every foreign text in them changed. */
export function withTexts(said: Said, change: (text: string) => string): Said {
  if (typeof said === 'string') return change(said);
  const args = said.args.map((arg) => (typeof arg === 'number' ? arg : withTexts(arg, change)));
  return { template: said.template, args };
}

/** Deeper than any phrase of ours. */
const maxDepth = 12;

/** What a file says, or null for what is neither a text nor a phrase. */
export function saidFrom(value: unknown, depth = 0): Said | null {
  if (typeof value === 'string') return value;
  if (typeof value !== 'object' || value === null || depth > maxDepth) return null;
  if (!('template' in value && 'args' in value)) return null;
  const { template, args: given } = value;
  if (typeof template !== 'string' || !Array.isArray(given)) return null;
  const args: (Said | number)[] = [];
  for (const arg of given) {
    const read = typeof arg === 'number' ? arg : saidFrom(arg, depth + 1);
    if (read === null) return null;
    args.push(read);
  }
  return { template, args };
}
