/** The words of `task list` → a filter of the task list. Throws ShadowSyncError 'usage'. */
import { english } from '../../schema/phrase.ts';
import { defaultFilter, taskColumns } from '../../task/taskFilter.ts';
import type { TaskFilter } from '../../task/taskFilter.ts';
import { stateNames } from '../../task/state/taskState.ts';
import type { StateKind } from '../../task/state/taskState.ts';
import { usage } from './ownWords.ts';
import type { OwnWords } from './ownWords.ts';

/** Without words: the last 48 hours and everything unfinished. Whoever asks for something asks among all of them. */
export function listFilter(own: OwnWords): TaskFilter {
  const asked = ['--all', '--status', '--connection', '--database', '--creator', '--tag', '--text'];
  const isAll = asked.some((name) => own.has(name));
  return {
    ...defaultFilter,
    hours: own.has('--hours') ? hoursOf(own.value('--hours') ?? '') : isAll ? null : defaultFilter.hours,
    states: own.values('--status').map(stateOf),
    connections: own.values('--connection'),
    databases: own.values('--database'),
    creators: own.values('--creator'),
    tags: own.values('--tag'),
    text: own.value('--text') ?? '',
    sort: sortOf(own.value('--sort')),
  };
}

function hoursOf(text: string): number {
  const hours = Number(text);
  if (Number.isInteger(hours) && hours > 0) return hours;
  throw usage('--hours is no whole number above 0', 'For example: --hours 24');
}

function stateOf(text: string): StateKind {
  const kinds = Object.keys(stateNames).filter((kind): kind is StateKind => Object.hasOwn(stateNames, kind));
  const found = kinds.find(
    (kind) => kind === text || english(stateNames[kind]).toLowerCase() === text.toLowerCase(),
  );
  if (found !== undefined) return found;
  throw usage('--status can’t be like that', `One of: ${kinds.join(', ')}.`);
}

/** `column`, `column:up` or `column:down`. */
function sortOf(text: string | null): TaskFilter['sort'] {
  if (text === null) return defaultFilter.sort;
  const [name = '', direction = 'up'] = text.split(':');
  const by = taskColumns.find((column) => column.toLowerCase() === name.toLowerCase());
  if (by !== undefined && (direction === 'up' || direction === 'down')) return { by, direction };
  throw usage(
    '--sort can’t be like that',
    `One of: ${taskColumns.join(', ')}; with :down for the other order.`,
  );
}
