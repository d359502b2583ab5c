/** An OMS server as the floors above know it (port: MigrationServer), over its HTTP API. */
import type {
  MigrationComponent,
  MigrationServer,
  MigrationTask,
  MigrationTaskDetails,
  MigrationTaskList,
  StopSignal,
  TaskQuery,
} from '../alert/oms/migrationServer.ts';
import type { StageListener } from '../connection/connectionTest.ts';
import type { OmsTarget } from '../connection/omsConnection.ts';
import { phrase } from '../schema/phrase.ts';
import { ShadowSyncError } from '../schema/shadowSyncError.ts';
import { openEnvelope } from './envelope.ts';
import type { Envelope } from './envelope.ts';
import { ForeignFields } from './foreignFields.ts';
import { OmsHttp, defaultOmsLimits } from './omsHttp.ts';
import type { OmsLimits } from './omsHttp.ts';
import type { OmsParts } from './omsParts.ts';
import { readComponents } from './readComponents.ts';
import { levelIn, readMigrationTask, readSteps } from './readMigrationTask.ts';

export interface OmsServerOptions {
  readonly limits?: Partial<OmsLimits>;
  /** Told how each new connection comes about. */
  readonly onStage?: StageListener;
}

/** OMS takes 1 to 150; a page has to be read within the request's time. */
const pageSize = 100;

/** More are not read: a list that never ends is no list of tasks. */
const maxPages = 100;

/** Connects to nothing before it is asked something. */
export class OmsServer implements MigrationServer {
  readonly #http: OmsHttp;
  readonly #target: OmsTarget;

  constructor(target: OmsTarget, parts: OmsParts, options: OmsServerOptions = {}) {
    this.#target = target;
    this.#http = new OmsHttp(target, parts, { ...defaultOmsLimits, ...options.limits }, options.onStage);
  }

  async listTasks(query: TaskQuery, signal?: StopSignal): Promise<MigrationTaskList> {
    const tasks = new Map<string, MigrationTask>();
    let serverTime: number | null = null;
    let hasUnreadable = false;
    for (let page = 1; page <= maxPages; page += 1) {
      const envelope = await this.#call('ListProjects', listBody(query, page), signal);
      if (page === 1) ({ serverTime } = envelope);
      const rows = rowsOf(envelope.data, 'ListProjects');
      const before = tasks.size;
      for (const row of rows) {
        const task = readMigrationTask(row);
        if (task === null) hasUnreadable = true;
        else tasks.set(task.id, task);
      }
      // `totalCount` is pages to some servers and entries to others (oms.md §5.2, 3): rows are counted instead. One that
      // gives the same page again and again would never end.
      const full = Math.min(pageSize, Math.max(1, envelope.pageSize ?? pageSize));
      if (rows.length < full || tasks.size === before) {
        return { tasks: [...tasks.values()], isComplete: !hasUnreadable, serverTime };
      }
      if (tasks.size >= (query.most ?? Number.POSITIVE_INFINITY)) break;
    }
    return { tasks: [...tasks.values()], isComplete: false, serverTime };
  }

  async describeTask(id: string, signal?: StopSignal): Promise<MigrationTaskDetails> {
    const described = await this.#call('DescribeProject', { id }, signal);
    const task = readMigrationTask(described.data);
    if (task === null) throw unreadable('DescribeProject');
    const gaps: string[] = [];
    const unlessGap = async <T>(reading: Promise<T>, otherwise: T): Promise<T> => {
      try {
        return await reading;
      } catch (error) {
        if (!ShadowSyncError.is(error) || error.code === 'cancelled') throw error;
        gaps.push(error.message);
        return otherwise;
      }
    };
    const [steps, progress, components] = await Promise.all([
      unlessGap(this.#data('DescribeProjectSteps', id, signal), null),
      unlessGap(this.#data('DescribeProjectProgress', id, signal), null),
      unlessGap(this.components(id, signal), []),
    ]);
    return {
      task: completed(task, readSteps(steps), new ForeignFields(progress)),
      components,
      gaps,
      serverTime: described.serverTime,
    };
  }

  async components(id: string, signal?: StopSignal): Promise<readonly MigrationComponent[]> {
    return readComponents(await this.#data('DescribeProjectComponents', id, signal));
  }

  async start(id: string, signal?: StopSignal): Promise<void> {
    await this.#change('StartProject', id, signal);
  }

  async stop(id: string, signal?: StopSignal): Promise<void> {
    await this.#change('StopProject', id, signal);
  }

  async resume(id: string, signal?: StopSignal): Promise<void> {
    await this.#change('ResumeProject', id, signal);
  }

  async serverTime(signal?: StopSignal): Promise<number | null> {
    const { serverTime } = await this.#call('ListProjects', { pageNumber: 1, pageSize: 1 }, signal);
    return serverTime;
  }

  close(): void {
    this.#http.close();
  }

  async #data(action: string, id: string, signal: StopSignal | undefined): Promise<unknown> {
    return (await this.#call(action, { id }, signal)).data;
  }

  async #change(action: string, id: string, signal: StopSignal | undefined): Promise<void> {
    openEnvelope(await this.#http.post(action, { id }, { signal, isWrite: true }), action, this.#target);
  }

  async #call(action: string, body: object, signal: StopSignal | undefined): Promise<Envelope> {
    return openEnvelope(await this.#http.post(action, body, { signal }), action, this.#target);
  }
}

/** Oldest first: what is made meanwhile comes at the end and moves nothing from one page to the next. */
function listBody({ search, type, statuses }: TaskQuery, pageNumber: number): object {
  return {
    pageNumber,
    pageSize,
    sortField: 'gmtCreate',
    order: 'asc',
    visibleSubProject: false,
    ...(search === undefined || search === '' ? {} : { searchKey: search }),
    ...(type === undefined ? {} : { type }),
    // A list, as ODC sends it, although one page of the manual has a single text (oms.md §5.2, 4).
    ...(statuses === undefined ? {} : { status: statuses }),
  };
}

/** Null is an empty page. */
function rowsOf(data: unknown, action: string): readonly unknown[] {
  if (data === null || data === undefined) return [];
  if (Array.isArray(data)) return data;
  throw unreadable(action);
}

function unreadable(action: string): ShadowSyncError {
  return new ShadowSyncError('protocol', phrase`OMS answers ${action} with data of another form.`, {
    remedy: phrase`Check the version of the server: it has to be V4.1 or later.`,
  });
}

/** The task with what the other actions say of it. */
function completed(
  task: MigrationTask,
  steps: MigrationTask['steps'],
  progress: ForeignFields,
): MigrationTask {
  return {
    ...task,
    steps: steps.length > 0 ? steps : task.steps,
    level: task.level ?? levelIn(progress, 'alarmLevel'),
    runningStep: task.runningStep ?? progress.text('currentStep', 100),
    runningProgress:
      task.runningProgress ??
      progress.number('fullTransferProgress') ??
      progress.number('structTransferProgress'),
  };
}
