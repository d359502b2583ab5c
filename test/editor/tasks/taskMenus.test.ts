import assert from 'node:assert/strict';
import type { CommandSpec } from '../../../src/editor/manifest/commandSpec.ts';
import { commands } from '../../../src/editor/manifest/commands.ts';
import { isAskedAboutMissed } from '../../../src/editor/tasks/missedStarts.ts';
import { allowedActions } from '../../../src/editor/tasks/taskActions.ts';
import { taskActionNames } from '../../../src/protocol/taskDetails.ts';
import type { TaskActionName } from '../../../src/protocol/taskDetails.ts';
import { taskContext } from '../../../src/editor/trees/tasks/taskContext.ts';
import { newProgress } from '../../../src/task/model/task.ts';
import type { Task } from '../../../src/task/model/task.ts';
import { stateKinds } from '../../../src/task/state/taskState.ts';
import type { StateKind, TaskState } from '../../../src/task/state/taskState.ts';
import type { TaskEvent } from '../../../src/task/state/taskEvent.ts';
import { transition } from '../../../src/task/state/transition.ts';
import { eventOfAction } from '../../../src/task/taskAction.ts';
import { sampleExecutions, sampleProcess, sampleTask } from '../../task/sampleTasks.ts';

const running = { run: 'r', owner: 'o', startedAt: 0, slot: null, coalesced: 0 };
const ended = { run: 'r', at: 0, reason: 'because' };

const states: Readonly<Record<StateKind, readonly TaskState[]>> = {
  draft: [{ kind: 'draft' }],
  'pending-approval': [{ kind: 'pending-approval', node: 0, since: 0 }],
  rejected: [{ kind: 'rejected', by: 'zoe', at: 0 }],
  'approval-expired': [{ kind: 'approval-expired', at: 0 }],
  waiting: [
    { kind: 'waiting', why: 'queued', since: 0 },
    { kind: 'waiting', why: 'manual', since: 0 },
    { kind: 'waiting', why: 'scheduled', since: 0 },
  ],
  'waiting-expired': [{ kind: 'waiting-expired', at: 0 }],
  executing: [{ kind: 'executing', ...running }],
  recovering: [{ kind: 'recovering', ...running }],
  succeeded: [{ kind: 'succeeded', run: 'r', at: 0 }],
  'succeeded-with-errors': [{ kind: 'succeeded-with-errors', ...ended }],
  failed: [{ kind: 'failed', ...ended }],
  'stale-plan': [{ kind: 'stale-plan', ...ended }],
  missed: [{ kind: 'missed', slot: 0, at: 0 }],
  paused: [{ kind: 'paused', by: 'zoe', at: 0, reason: '' }],
  terminated: [{ kind: 'terminated', by: 'zoe', at: 0 }],
};

const asked = { slot: 0, count: 2 };
const lastRun = { run: 'r', outcome: 'failed', at: 0 } as const;

/** Every status, with every way to be executed, with and without missed starts and earlier runs. */
const tasks: readonly Task[] = stateKinds.flatMap((kind) =>
  states[kind].flatMap((state) =>
    sampleExecutions.flatMap((execution) =>
      [newProgress, { ...newProgress, asked }, { ...newProgress, lastRun }].map((progress) =>
        sampleTask({ state, execution, progress, process: sampleProcess(1) }),
      ),
    ),
  ),
);

/** What each action does to a task's life; null for those that only show something or make another task. */
const events: Readonly<Record<TaskActionName, ((task: Task) => TaskEvent) | null>> = {
  approve: ({ plan }) => ({ kind: 'approve', by: 'zoe', comment: '', planHash: plan?.hash ?? '', at: 0 }),
  reject: ({ plan }) => ({ kind: 'reject', by: 'zoe', comment: '', planHash: plan?.hash ?? '', at: 0 }),
  run: () => ({ kind: 'request-run', at: 0 }),
  retry: () => ({ kind: 'request-run', at: 0 }),
  abort: (task) => eventOfAction(task, 'terminate', 'zoe', 0),
  pause: () => ({ kind: 'pause', by: 'zoe', at: 0, reason: '' }),
  resume: () => ({ kind: 'resume', at: 0 }),
  dismissMissed: (task) => eventOfAction(task, 'dismiss-missed', 'zoe', 0),
  editDraft: null,
  initiateAgain: null,
  undoRun: null,
  openChangeSql: null,
  openLog: null,
  saveAsFile: null,
  remove: null,
};

function isPossible(task: Task, event: TaskEvent): boolean {
  try {
    transition(task, event);
    return true;
  } catch {
    return false;
  }
}

/** What VS Code makes of a `when` for a row with this context value: as much of its language as our menus use. */
function holds(when: string, view: string, viewItem: string): boolean {
  const clauses = when.split(' && ');
  return clauses.every((clause) => {
    const isNot = clause.startsWith('!');
    const bare = clause.replace(/^!/, '').replace(/^\((.*)\)$/, '$1');
    return isNot !== holdsBare(bare, view, viewItem);
  });
}

function holdsBare(clause: string, view: string, viewItem: string): boolean {
  const [, name = '', operator = '', value = ''] = /^(\w+)(?: (==|=~) (.*))?$/.exec(clause) ?? [];
  if (name === 'listMultiSelection') return false;
  assert.ok(name === 'view' || name === 'viewItem', `another word than a row is asked for: ${clause}`);
  const actual = name === 'view' ? view : viewItem;
  if (operator === '==') return actual === value;
  assert.equal(operator, '=~', clause);
  return new RegExp(value.replace(/^\/(.*)\/$/, '$1')).test(actual);
}

/** The commands of a row's context menu, without those that are buttons on it only. */
function menuOf(view: string, viewItem: string): readonly string[] {
  return Object.entries<CommandSpec>(commands).flatMap(([id, { menus = [] }]) =>
    menus.some(
      ({ menu, when, group }) =>
        menu === 'view/item/context' && !group.startsWith('inline') && holds(when, view, viewItem),
    )
      ? [id]
      : [],
  );
}

/** Which command stands for an action. */
const commandNames: Readonly<Partial<Record<TaskActionName, string>>> = { remove: 'delete' };

describe('the menus of tasks', () => {
  it('offer what the transitions of the core let happen, and nothing that they refuse', () => {
    for (const task of tasks) {
      const offered = allowedActions(task);
      const possible = taskActionNames.filter((name) => {
        const event = events[name];
        return event !== null && isPossible(task, event(task));
      });
      // The same event under two names: a run of one that waits, a retry of one that ran.
      const hasStart = possible.includes('run');
      const changing = offered.filter((name) => events[name] !== null);
      const wanted = new Set(possible.map((name) => (name === 'retry' ? 'run' : name)));
      assert.equal(changing.filter((name) => name === 'run' || name === 'retry').length, hasStart ? 1 : 0);
      const asOne = new Set(changing.map((name) => (name === 'retry' ? 'run' : name)));
      if (!isAskedAboutMissed(task)) wanted.delete('dismissMissed');
      assert.deepEqual(
        [...asOne].sort(),
        [...wanted].sort(),
        `${taskContext(task)} of ${task.intent.execution.kind}`,
      );
    }
  });

  it('have a command for each action that a task allows, and for no other', () => {
    for (const task of tasks) {
      const context = taskContext(task);
      const menu = menuOf('shadowSync.tasks', context);
      const isMissed = context.includes('hasMissed');
      const wanted = allowedActions(task).map((name) => {
        if (name === 'run' && isMissed) return 'shadowSync.task.runMissed';
        return `shadowSync.task.${commandNames[name] ?? name}`;
      });
      const always = [
        'shadowSync.task.openDetails',
        'shadowSync.task.copyId',
        'shadowSync.alert.setTaskLevel',
      ];
      assert.deepEqual([...menu].sort(), [...wanted, ...always].sort(), context);
    }
  });
});

describe('the menus of both trees', () => {
  const kinds: Readonly<Record<string, readonly string[]>> = {
    'shadowSync.connections': [
      'group',
      ...['idle', 'loading', 'loaded', 'failed'].map((state) => `connection.${state}`),
      ...['idle', 'loading', 'loaded', 'failed', 'filtered'].map((state) => `database.${state}`),
      ...['none', 'exists', 'consistent', 'differs', 'unsupported', 'skipped', 'failed'].map(
        (mark) => `table.${mark}`,
      ),
      'message',
      'loading',
      'storeUnreadable',
    ],
    'shadowSync.tasks': [...tasks.map((task) => taskContext(task)), 'message', 'storeUnreadable'],
  };

  it('have at least one command on every kind of row', () => {
    const empty = Object.entries(kinds).flatMap(([view, items]) =>
      items.filter((item) => menuOf(view, item).length === 0).map((item) => `${view}: ${item}`),
    );
    assert.deepEqual(empty, []);
  });
});
