/**
 * The addresses of the read-only documents of tasks: a task's change SQL, what a run made of it, a run's log. Like those of
 * comparisons they say everything, so that a tab finds its task again after a reload. Without `vscode`.
 */
import { documentScheme, pathPart } from './documentAddress.ts';
import type { AddressParts } from './documentAddress.ts';

/** `run` null: the frozen plan, with what the last run did to it. */
export type TaskDocument =
  | { readonly kind: 'change'; readonly task: string; readonly run: string | null }
  | { readonly kind: 'log'; readonly task: string; readonly run: string };

/** No comparison has this name: theirs are 16 hexadecimal digits. */
const authority = 'tasks';

/** Ids as they are made, and older ones of imported stores. */
const id = /^[A-Za-z0-9][A-Za-z0-9_-]{0,63}$/;

/** `folders` are shown in breadcrumbs and tooltips, and mean nothing. */
export function taskAddressParts(document: TaskDocument, folders: readonly string[]): AddressParts {
  const { kind, task, run } = document;
  const name = kind === 'log' ? `${run}.log` : `${run ?? task}.change.sql`;
  const path = [...folders, name].map((part) => `/${pathPart(part)}`).join('');
  const query = run === null ? [kind, task] : [kind, task, run];
  return { scheme: documentScheme, authority, path, query: JSON.stringify(query) };
}

export function isTaskAddress({ scheme, authority: given }: AddressParts): boolean {
  return scheme === documentScheme && given === authority;
}

/** What the address says; null for one that is not ours. Anybody can make an address. */
export function readTaskAddress(parts: AddressParts): TaskDocument | null {
  if (!isTaskAddress(parts)) return null;
  const [kind, task, run = null, ...more] = readIds(parts.query);
  if (task === undefined || more.length > 0) return null;
  if (kind === 'change') return { kind, task, run };
  return kind === 'log' && run !== null ? { kind, task, run } : null;
}

function readIds(json: string): readonly string[] {
  try {
    const value: unknown = JSON.parse(json);
    const isList = Array.isArray(value) && value.every((one) => typeof one === 'string' && id.test(one));
    return isList ? value.map(String) : [];
  } catch {
    return [];
  }
}
