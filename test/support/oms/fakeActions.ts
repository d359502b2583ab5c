/** What the fake server answers to each action, and what it refuses, by its state (oms.md §4, §5). */
import { wireComponents, wireSteps, wireTask } from './fakeTask.ts';
import type { FakeTask, WireStyle } from './fakeTask.ts';

export interface FakeState extends WireStyle {
  readonly tasks: Map<string, FakeTask>;
  /** By the server's own clock. */
  readonly now: () => number;
  readonly totalCount: 'rows' | 'pages';
  /** It gives no more rows a page than that, whatever was asked for, and says so. */
  readonly pageCap: number | null;
}

export type FakeAnswer =
  | { readonly kind: 'data'; readonly data: unknown; readonly page?: FakePage }
  | { readonly kind: 'refused'; readonly code: string; readonly message: string };

interface FakePage {
  readonly pageNumber: number;
  readonly pageSize: number;
  readonly totalCount: number;
}

const gone: FakeAnswer = { kind: 'refused', code: 'GHANA-PROJECT000001', message: '项目不存在' };

/** The answer to an action with a body that was JSON. */
export function answerAction(
  action: string,
  body: ReadonlyMap<string, unknown>,
  state: FakeState,
): FakeAnswer {
  if (action === 'ListProjects') return listProjects(body, state);
  const known = actions.get(action);
  if (known === undefined) return badValue(`unknown action ${action}`);
  const id = body.get('id');
  if (typeof id !== 'string') return badValue('id');
  const task = state.tasks.get(id);
  return task === undefined || task.status === 'DELETED' ? gone : known(task, state);
}

type TaskAction = (task: FakeTask, state: FakeState) => FakeAnswer;

const actions: ReadonlyMap<string, TaskAction> = new Map<string, TaskAction>([
  ['DescribeProject', (task, state) => given(wireTask(task, state.now(), state))],
  ['DescribeProjectSteps', (task, state) => given(wireSteps(task, state.now(), state))],
  [
    'DescribeProjectProgress',
    (task) =>
      given({
        projectId: task.id,
        status: task.status,
        alarmLevel: task.importance,
        currentStep: task.steps.at(-1)?.name ?? null,
        structTransferProgress: 100,
        fullTransferProgress: 100,
        incrSyncCheckpoint: null,
        reverseIncrTransferCheckpoint: null,
      }),
  ],
  ['DescribeProjectComponents', (task) => given(wireComponents(task))],
  ['StartProject', (task) => moved(task, ['INIT'], 'RUNNING')],
  ['StopProject', (task) => moved(task, ['RUNNING'], 'SUSPEND')],
  ['ResumeProject', (task) => moved(task, ['SUSPEND', 'FAILED'], 'RUNNING')],
]);

function moved(task: FakeTask, from: readonly string[], to: string): FakeAnswer {
  if (!from.includes(task.status) || task.isModifying || task.isMerging) {
    return { kind: 'refused', code: 'GHANA-OPERIE000000', message: `当前状态 ${task.status} 不允许该操作` };
  }
  task.status = to;
  return given(null);
}

function listProjects(body: ReadonlyMap<string, unknown>, state: FakeState): FakeAnswer {
  const pageNumber = wholeNumber(body.get('pageNumber') ?? 1, 1, 1_000_000);
  const pageSize = wholeNumber(body.get('pageSize') ?? 10, 1, 150);
  if (pageNumber === null || pageSize === null) return badValue('pageNumber, pageSize');
  const labels = body.get('labelIds');
  if (Array.isArray(labels) && labels.length > 5) return badValue('labelIds');
  const found = sorted(
    [...state.tasks.values()].filter((task) => isWanted(task, body)),
    body,
  );
  const size = Math.min(pageSize, state.pageCap ?? pageSize);
  const rows = found.slice((pageNumber - 1) * size, pageNumber * size);
  const pages = Math.ceil(found.length / size);
  return {
    kind: 'data',
    data: rows.map((task) => wireTask(task, state.now(), state)),
    page: { pageNumber, pageSize: size, totalCount: state.totalCount === 'rows' ? found.length : pages },
  };
}

function isWanted(task: FakeTask, body: ReadonlyMap<string, unknown>): boolean {
  if (task.status === 'DELETED') return false;
  const type = body.get('type');
  if (typeof type === 'string' && type !== task.type) return false;
  // A list in ODC's client, a single text on the community's page: either is understood (oms.md §5.2, 4).
  const status: unknown = body.get('status');
  if (typeof status === 'string' && status !== task.status) return false;
  if (Array.isArray(status) && status.length > 0 && !status.includes(task.status)) return false;
  const search = body.get('searchKey');
  return typeof search !== 'string' || task.id.includes(search) || task.name.includes(search);
}

function sorted(tasks: readonly FakeTask[], body: ReadonlyMap<string, unknown>): readonly FakeTask[] {
  const ascending = [...tasks].sort((a, b) =>
    a.createdAt === b.createdAt ? a.id.localeCompare(b.id) : a.createdAt - b.createdAt,
  );
  return body.get('order') === 'asc' ? ascending : ascending.reverse();
}

function wholeNumber(value: unknown, least: number, most: number): number | null {
  return typeof value === 'number' && Number.isInteger(value) && value >= least && value <= most
    ? value
    : null;
}

function given(data: unknown): FakeAnswer {
  return { kind: 'data', data };
}

/** PARAM_ERROR, as the manual's pages have it. */
export function badValue(message: string): FakeAnswer {
  return { kind: 'refused', code: 'PARAM_ERROR', message: `参数错误: ${message}` };
}
