/** What stands behind the panel of the approval processes: the kept ones, and what becomes of changed ones. Without `vscode`. */
import type {
  ApprovalProcessesState,
  SaveResult,
  ShownProcess,
} from '../../../protocol/approvalProcesses.ts';
import { phrase } from '../../../schema/phrase.ts';
import type { Said, Saying } from '../../../schema/phrase.ts';
import { ShadowSyncError } from '../../../schema/shadowSyncError.ts';
import { advisoryText } from '../../../task/approval/mayDecide.ts';
import { matchProcess } from '../../../task/approval/matchProcess.ts';
import type { ApprovalProcess } from '../../../task/approval/approvalProcess.ts';
import { newId } from '../../../task/model/newId.ts';
import { defaultFilter } from '../../../task/taskFilter.ts';
import { titleOf } from '../details/shownTask.ts';
import type { TaskServices } from '../taskServices.ts';
import { processProblems } from './processProblems.ts';

export interface ProcessesParts {
  readonly tasks: () => Promise<Pick<TaskServices, 'centre' | 'store'>>;
  readonly connections: () => Promise<readonly { readonly id: string; readonly name: string }[]>;
  readonly person: string;
  readonly now: () => number;
  readonly random: () => number;
  readonly say: Saying;
}

/** Tasks that are offered to be tried. */
const triedTasks = 50;

export class ProcessesSession {
  readonly #parts: ProcessesParts;
  #revision = 0;
  /** As the panel saw them. */
  #seen = '';

  constructor(parts: ProcessesParts) {
    this.#parts = parts;
  }

  /** Throws ShadowSyncError 'store'. */
  async state(): Promise<ApprovalProcessesState> {
    const { centre, store } = await this.#parts.tasks();
    const processes = await store.processes();
    const text = JSON.stringify(processes);
    if (text !== this.#seen) {
      this.#seen = text;
      this.#revision += 1;
    }
    const withPlans = (await centre.list({ ...defaultFilter, hours: null })).filter(
      ({ plan }) => plan !== null,
    );
    const { say, person, connections } = this.#parts;
    return {
      processes,
      revision: this.#revision,
      advice: centre.isAdvisory ? say(advisoryText) : null,
      connections: await connections(),
      tasks: withPlans.slice(0, triedTasks).map((task) => ({ id: task.id, title: titleOf(task, say) })),
      person,
    };
  }

  /** Keeps them all in their order, unless somebody else saved since `revision`. Throws ShadowSyncError 'store'. */
  async save(
    processes: readonly ApprovalProcess[],
    revision: number,
    isForced: boolean,
  ): Promise<SaveResult> {
    const errors = processProblems(processes);
    if (errors.length > 0) {
      const { say } = this.#parts;
      return { kind: 'refused', errors: errors.map((one) => ({ ...one, message: say(one.message) })) };
    }
    const { store } = await this.#parts.tasks();
    const seen = this.#seen;
    const isCurrent = revision === this.#revision;
    const isSame = (kept: readonly ApprovalProcess[]): boolean =>
      isForced || (isCurrent && JSON.stringify(kept) === seen);
    try {
      await store.setProcesses(processes, isSame);
      return { kind: 'saved', state: await this.state() };
    } catch (error) {
      if (!ShadowSyncError.is(error, 'conflict')) throw error;
      return { kind: 'conflict', state: await this.state() };
    }
  }

  create(): ShownProcess {
    const { now, random, say } = this.#parts;
    return {
      id: newId('p', now(), random),
      name: '',
      isEnabled: true,
      conditions: {
        connection: null,
        environment: null,
        database: null,
        tablesFrom: null,
        level: null,
        creator: null,
      },
      nodes: [{ name: say(phrase`Review`), approvers: [], isAutomatic: false }],
      expiryHours: { approval: 24, waiting: 48, execution: 24 },
    };
  }

  /** Which of these a task would fall under if it were submitted now. Throws ShadowSyncError 'usage'. */
  async tryOn(
    id: string,
    processes: readonly ApprovalProcess[],
  ): Promise<{ process: string | null; name: string; why: string }> {
    const { centre } = await this.#parts.tasks();
    const { intent, plan, creator } = await centre.find(id);
    if (plan === null) throw new ShadowSyncError('usage', phrase`Task ${id} has no plan yet.`);
    const { say } = this.#parts;
    const found = matchProcess({ intent, plan, creator }, processes);
    const isNone = !processes.some((one) => one.id === found.id);
    const name: Said = isNone ? phrase`No approval` : found.name;
    return { process: isNone ? null : found.id, name: say(name), why: say(found.saidWhy ?? found.why) };
  }
}
