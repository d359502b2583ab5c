import type { PairRow } from '../../src/protocol/schemaDiff.ts';
import type { TaskFormState, UnsafeStatement } from '../../src/protocol/taskForm.ts';
import type { PanelWire } from './panelWire.ts';
import { until } from './until.ts';

export interface Page<R> {
  readonly revision: number;
  readonly total: number;
  readonly rows: readonly R[];
}

/** Works on one form as its front end does. */
export class TaskFormDriver {
  readonly wire: PanelWire;

  constructor(wire: PanelWire) {
    this.wire = wire;
  }

  state(): Promise<TaskFormState> {
    return this.wire.get('ready');
  }

  /** Waits until the form is as wanted. */
  async until(wanted: (now: TaskFormState) => boolean): Promise<TaskFormState> {
    let last: TaskFormState | null = null;
    return await until(
      async () => {
        last = await this.state();
        return wanted(last) ? last : null;
      },
      () => `${String(wanted)}: ${JSON.stringify(last)}`,
    );
  }

  analyzed(): Promise<TaskFormState> {
    return this.until(
      ({ analysis }) => analysis.kind === 'ready' && !analysis.isUpdating && !analysis.isOutdated,
    );
  }

  async change(field: string, value: unknown): Promise<void> {
    await this.wire.get('change', { field, value });
  }

  /** Fields with a mistake. */
  async mistakes(): Promise<readonly string[]> {
    return (await this.state()).problems.map(({ field }) => field);
  }

  async rows(): Promise<readonly PairRow[]> {
    const page = await this.wire.get<Page<PairRow>>('rows', { revision: 0, offset: 0, limit: 100 });
    return page.rows;
  }

  unsafe(): Promise<Page<UnsafeStatement>> {
    return this.wire.get('unsafeStatements', { revision: 0, offset: 0, limit: 9 });
  }

  async sql(): Promise<string> {
    const { text } = await this.wire.get<{ readonly text: string }>('sql', { revision: 0 });
    return text;
  }
}
