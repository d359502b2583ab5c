import type { SelectMode } from './listSelection.ts';

/** What a key asks of a list. */
export type ListMove =
  | { readonly kind: 'by'; readonly rows: number; readonly mode: SelectMode }
  | { readonly kind: 'page'; readonly pages: number; readonly mode: SelectMode }
  | { readonly kind: 'first' | 'last'; readonly mode: SelectMode }
  | { readonly kind: 'letter'; readonly letter: string }
  | { readonly kind: 'all' }
  | ItemMove;

/** What is done to the active item. */
export type ItemMove =
  { readonly kind: 'check'; readonly withRange: boolean } | { readonly kind: 'open' | 'in' | 'out' | 'menu' };

/** The part of a keyboard event that counts. */
export interface Key {
  readonly key: string;
  readonly shiftKey: boolean;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly altKey: boolean;
}

/** The keys of the editor's own lists and trees; null for a key that is none of a list's. */
export function listKey(event: Key): ListMove | null {
  const isCommand = event.ctrlKey || event.metaKey;
  const mode: SelectMode = event.shiftKey ? 'range' : isCommand ? 'move' : 'only';
  const move = moves(mode).get(event.key);
  if (move !== undefined) return event.altKey ? null : move;
  if (event.key === 'F10') return event.shiftKey ? { kind: 'menu' } : null;
  if (isCommand) return event.key.toLowerCase() === 'a' ? { kind: 'all' } : null;
  if (event.key === ' ') return { kind: 'check', withRange: event.shiftKey };
  return isLetter(event) ? { kind: 'letter', letter: event.key } : null;
}

function moves(mode: SelectMode): ReadonlyMap<string, ListMove> {
  return new Map<string, ListMove>([
    ['ArrowDown', { kind: 'by', rows: 1, mode }],
    ['ArrowUp', { kind: 'by', rows: -1, mode }],
    ['PageDown', { kind: 'page', pages: 1, mode }],
    ['PageUp', { kind: 'page', pages: -1, mode }],
    ['Home', { kind: 'first', mode }],
    ['End', { kind: 'last', mode }],
    ['ArrowRight', { kind: 'in' }],
    ['ArrowLeft', { kind: 'out' }],
    ['Enter', { kind: 'open' }],
    ['ContextMenu', { kind: 'menu' }],
  ]);
}

function isLetter({ key, altKey }: Key): boolean {
  return !altKey && [...key].length === 1;
}
