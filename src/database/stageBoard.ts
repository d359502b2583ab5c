/** Keeps what a test of a connection has told, stage by stage, so that each planned stage has exactly one end. */
import type {
  ConnectionStage,
  ConnectionTestResult,
  StageListener,
  StageReport,
  StageState,
} from '../connection/connectionTest.ts';
import type { ConnectionTarget } from '../connection/connectionTarget.ts';
import { english, phrase } from '../schema/phrase.ts';
import type { Said } from '../schema/phrase.ts';
import { ShadowSyncError } from '../schema/shadowSyncError.ts';

/** More than the sentence of a stage's end. */
export interface StageMore {
  readonly remedy?: Said;
  readonly copyText?: string;
}

/** The stages that the way to a server has. */
export function stagesOf({ ssh, tls }: Pick<ConnectionTarget, 'ssh' | 'tls'>): readonly ConnectionStage[] {
  const stages: ConnectionStage[] = ['dns', 'tcp'];
  if (ssh !== null && ssh.jump !== null) stages.push('jump');
  if (ssh !== null) stages.push('ssh', 'forward');
  if (tls.mode !== 'off') stages.push('tls');
  stages.push('authentication', 'privileges');
  return stages;
}

export class StageBoard {
  readonly #stages: readonly ConnectionStage[];
  readonly #tell: (report: StageReport) => void;
  readonly #ended = new Map<ConnectionStage, StageReport>();
  #running: ConnectionStage | null = null;
  #error: ShadowSyncError | null = null;

  constructor(stages: readonly ConnectionStage[], tell: (report: StageReport) => void) {
    this.#stages = stages;
    this.#tell = tell;
  }

  /** For what opens the connection. A stage that was passed once is not told again. */
  readonly listener: StageListener = (stage, found) => {
    if (this.#ended.has(stage)) return;
    if (found === null) this.begin(stage);
    else this.end(stage, 'ok', found);
  };

  /** A stage that is tried once more is not told again. */
  begin(stage: ConnectionStage): void {
    if (this.#running === stage) return;
    this.#running = stage;
    this.#tell({ stage, state: 'running', detail: null, remedy: null, copyText: null });
  }

  end(
    stage: ConnectionStage,
    state: Exclude<StageState, 'running'>,
    detail: Said,
    more: StageMore = {},
  ): void {
    const { copyText = null, remedy = null } = more;
    const report: StageReport = {
      stage,
      state,
      detail: english(detail),
      remedy: remedy === null ? null : english(remedy),
      saidDetail: detail,
      saidRemedy: remedy,
      copyText,
    };
    if (this.#running === stage) this.#running = null;
    this.#ended.set(stage, report);
    this.#tell(report);
  }

  /**
   * Whatever runs now has failed; what should have come after it is skipped. Throws what is no ShadowSyncError, and
   * 'cancelled' once all stages have been told so.
   */
  fail(error: unknown): void {
    const stage = this.#running ?? this.#stages.find((each) => !this.#ended.has(each));
    if (ShadowSyncError.is(error, 'cancelled')) {
      if (stage !== undefined) this.end(stage, 'skipped', phrase`The test was cancelled.`);
      this.result();
      throw error;
    }
    if (stage === undefined) return;
    if (!ShadowSyncError.is(error)) throw error;
    this.#error = error;
    const copyText = 'copyText' in error && typeof error.copyText === 'string' ? error.copyText : null;
    this.end(stage, 'failed', error.said, {
      ...(error.saidRemedy === null ? {} : { remedy: error.saidRemedy }),
      ...(copyText === null ? {} : { copyText }),
    });
  }

  /** Ends the stages that were not reached, and gives the whole. */
  result(): ConnectionTestResult {
    for (const stage of this.#stages) {
      if (!this.#ended.has(stage)) this.end(stage, 'skipped', phrase`Not reached.`);
    }
    const stages = this.#stages.flatMap((stage) => this.#ended.get(stage) ?? []);
    return {
      canAnalyse: stages.every(({ state }) => state === 'ok' || state === 'warning'),
      canRun: stages.every(({ state }) => state === 'ok'),
      stages,
      error: this.#error,
    };
  }
}
