/** A task that exists only in the page: it can be filled in, analysed, ticked and submitted. */
import type { Port } from '../../src/protocol/channel.ts';
import { openHostEnd } from '../../src/protocol/hostEnd.ts';
import type { HostEnd } from '../../src/protocol/hostEnd.ts';
import type { PairRow } from '../../src/protocol/schemaDiff.ts';
import { taskFormContract } from '../../src/protocol/taskForm.ts';
import type {
  NamedPair,
  TaskFormAnalysis,
  TaskFormChange,
  TaskFormContract,
  TaskFormFields,
  TaskFormState,
  UnsafeStatement,
} from '../../src/protocol/taskForm.ts';
import { longSql } from './longTexts.ts';
import { approval, night, readAt, taskFormScenes, usualFields } from './taskFormScenes.ts';
import type { TaskFormScene } from './taskFormScenes.ts';

const dayMs = 24 * 60 * 60 * 1000;

/** Answers the form in one scene; choosing, skipping, ticking and submitting work on it. */
export function playTaskForm(port: Port, sceneName: string): void {
  const scene = (taskFormScenes[sceneName] ?? taskFormScenes['sample'])?.();
  if (scene !== undefined) new FakeTask(port, scene, sceneName);
}

class FakeTask {
  readonly #scene: TaskFormScene;
  readonly #sceneName: string;
  readonly #end: HostEnd<TaskFormContract>;
  #fields: TaskFormFields;
  #rows: readonly PairRow[];
  #chosen = new Set<number>([1, 3, 4]);
  #allowed = new Set<number>();
  #analysis: TaskFormAnalysis;
  #revision = 1;
  #planRevision = 1;
  #ticks = 0;
  #tablesRevision = 1;

  constructor(port: Port, scene: TaskFormScene, sceneName: string) {
    this.#scene = scene;
    this.#sceneName = sceneName;
    this.#fields = { ...usualFields, ...scene.fields };
    this.#rows = scene.pairs;
    this.#analysis = scene.analysis ?? (scene.hasTarget === false ? { kind: 'none' } : this.#ready());
    this.#end = openHostEnd({
      contract: taskFormContract,
      port,
      describeError: () => ({
        code: 'stale-plan',
        message: 'The tables moved since the change SQL was looked at.',
        remedy: 'Look at it again, and submit that.',
      }),
      onRefused: (reason) => window.harness.refused.push(reason),
      handlers: {
        ready: () => this.#state(),
        change: (change) => this.#change(change),
        ...this.#listHandlers(),
        ...this.#planHandlers(),
        changeTarget: () => ({}),
        pickShadowDatabase: () => this.#set({ shadowDatabase: 'shop_shadow' }),
        clearShadowDatabase: () => this.#set({ shadowDatabase: null }),
        refreshTables: () => ({}),
        analyse: () => {
          this.#planRevision += 1;
          this.#analysis = this.#ready();
          return this.#emit();
        },
        cancelAnalysis: () => {
          this.#analysis = { kind: 'cancelled' };
          return this.#emit();
        },
        submit: () => {
          if (this.#fields.remarks === 'moved') throw new Error('moved');
          return { isSubmitted: true };
        },
        cancelSubmit: () => ({}),
        saveDraft: () => ({}),
        saveFile: () => ({}),
        close: () => ({}),
      },
    });
  }

  #listHandlers() {
    return {
      tableRows: ({ offset, limit }: { offset: number; limit: number }) => ({
        revision: this.#tablesRevision,
        total: this.#scene.names.length,
        rows: this.#scene.names.slice(offset, offset + limit).map((name, i) => ({
          id: offset + i,
          name,
          isChosen: this.#chosen.has(offset + i),
          place: name.startsWith('returns') ? ('shadow' as const) : ('out' as const),
        })),
      }),
      chooseTables: ({ ids, isChosen }: { ids: readonly number[]; isChosen: boolean }) => {
        for (const id of ids) {
          if (isChosen) this.#chosen.add(id);
          else this.#chosen.delete(id);
        }
        this.#tablesRevision += 1;
        return this.#emit();
      },
      rows: ({ offset, limit }: { offset: number; limit: number }) => ({
        revision: this.#planRevision,
        total: this.#rows.length,
        rows: this.#rows.slice(offset, offset + limit),
      }),
      setSkip: ({ ids, skip }: { ids: readonly number[]; skip: boolean }) => {
        const named = new Set(ids);
        this.#rows = this.#rows.map((row) => (named.has(row.id) ? { ...row, isSkippedByUser: skip } : row));
        this.#planRevision += 1;
        this.#analysis = this.#ready();
        return this.#emit();
      },
    };
  }

  #planHandlers() {
    return {
      view: () => ({}),
      sql: () => this.#sql(),
      openSql: () => ({}),
      unsafeStatements: ({ offset, limit }: { offset: number; limit: number }) => {
        const all = this.#unsafe();
        return { revision: this.#planRevision, total: all.length, rows: all.slice(offset, offset + limit) };
      },
      allow: ({ id, isAllowed }: { id: number; isAllowed: boolean }) => {
        if (isAllowed) this.#allowed.add(id);
        else this.#allowed.delete(id);
        this.#ticks += 1;
        this.#analysis = this.#ready();
        return this.#emit();
      },
      confirmShadow: () => ({}),
    };
  }

  #change({ field, value }: TaskFormChange): { readonly revision: number } {
    this.#set({ [field]: value });
    return { revision: this.#revision };
  }

  #set(change: Partial<TaskFormFields>): Record<string, never> {
    this.#fields = { ...this.#fields, ...change };
    return this.#emit();
  }

  #emit(): Record<string, never> {
    this.#revision += 1;
    this.#end.emit('state', this.#state());
    return {};
  }

  #ready(): TaskFormAnalysis {
    return {
      kind: 'ready',
      readAt,
      revision: this.#planRevision,
      ticks: this.#ticks,
      isOutdated: false,
      isUpdating: false,
      isRunning: false,
    };
  }

  #active(): readonly PairRow[] {
    return this.#rows.filter(
      ({ result, isSkippedByUser }) => (result === 'create' || result === 'update') && !isSkippedByUser,
    );
  }

  #unsafe(): readonly UnsafeStatement[] {
    return this.#active()
      .filter(({ level }) => level === 'unsafe' || level === 'refused')
      .map(({ id, shadow, codes, level }) => ({
        id,
        shadow: `shop.${shadow}`,
        sql:
          shadow.length === 64
            ? longSql(shadow)
            : `ALTER TABLE \`shop\`.\`${shadow}\`\n  DROP COLUMN \`legacy_note\`,\n  MODIFY COLUMN \`name\` varchar(40) NOT NULL`,
        findings: codes.map((code) => ({
          code,
          message: 'Column legacy_note is dropped: its values are lost.',
        })),
        isAllowed: this.#allowed.has(id),
        needsConfirmation: level === 'refused',
      }));
  }

  #sql(): { readonly text: string; readonly lines: number; readonly isWhole: boolean } {
    const statements = this.#running().map(
      ({ source, shadow }) =>
        `-- shop.${shadow} (from shop.${source})\nALTER TABLE \`shop\`.\`${shadow}\` ADD COLUMN \`note\` varchar(20) DEFAULT NULL;`,
    );
    const text = ['-- Shadow Sync: change SQL', ...statements].join('\n');
    const lines = text.split('\n');
    return { text: lines.slice(0, 60).join('\n'), lines: lines.length, isWhole: lines.length <= 60 };
  }

  #running(): readonly PairRow[] {
    return this.#active().filter(
      ({ id, level }) => level !== 'refused' && (level !== 'unsafe' || this.#allowed.has(id)),
    );
  }

  #state(): TaskFormState {
    const { names, sample, problems = [], origin = null } = this.#scene;
    const hasTarget = this.#scene.hasTarget !== false;
    const isReady = this.#analysis.kind === 'ready';
    const running = this.#running();
    return {
      revision: this.#revision,
      purpose: origin === null ? 'new' : 'again',
      origin,
      connection: hasTarget
        ? { name: this.#scene.name ?? 'Shop (staging)', environment: this.#scene.environment ?? 'test' }
        : null,
      database: hasTarget ? (this.#scene.database ?? 'shop') : null,
      fields: this.#fields,
      problems,
      tables: this.#tables(),
      naming: {
        sample: sample ?? names.slice(0, 5).map((source) => this.#named(source)),
        pairs: names.length,
        existing: Math.floor(names.length / 2),
        problems: (sample ?? []).filter(({ problem }) => problem !== null).length,
        overrides: 0,
        notes: [],
      },
      schedule: this.#schedule(),
      analysis: this.#analysis,
      notes: this.#sceneName === 'odd' ? ['<b>Note</b> \u202e [x](command:y)'] : [],
      plan: isReady
        ? {
            statements: running.reduce((sum, { statements }) => sum + statements, 0),
            tables: running.length,
            unsafe: this.#unsafe().length,
            allowed: this.#unsafe().filter(({ isAllowed }) => isAllowed).length,
            leftOut: this.#active().length - running.length,
          }
        : null,
      approval: isReady ? approval : null,
      canAnalyse: hasTarget,
      cannotSaveReason: hasTarget ? null : 'Choose a connection.',
      cannotSubmitReason: this.#obstacle(hasTarget, isReady),
      isSubmitting: false,
    };
  }

  #obstacle(hasTarget: boolean, isReady: boolean): string | null {
    if (!hasTarget) return 'Choose a connection.';
    const [problem] = this.#scene.problems ?? [];
    return problem?.message ?? (isReady ? null : 'Analyze the structures first.');
  }

  #named(source: string): NamedPair {
    const { prefix, suffix } = this.#fields;
    return { source, shadow: `${prefix}${source}${suffix}`, exists: source.length % 2 === 0, problem: null };
  }

  #tables(): TaskFormState['tables'] {
    if (this.#scene.tables !== undefined) return this.#scene.tables;
    if (this.#scene.hasTarget === false) return { kind: 'none' };
    const total = this.#scene.names.length;
    const chosen = this.#chosen.size;
    const inRange = this.#fields.rangeMode === 'all' ? total : chosen;
    return { kind: 'ready', revision: this.#tablesRevision, total, chosen, inRange };
  }

  #schedule(): TaskFormState['schedule'] {
    const { execution } = this.#fields;
    if (execution === 'cron') {
      return { words: 'every day at 02:30', next: [0, 1, 2, 3, 4].map((days) => night + days * dayMs) };
    }
    return { words: null, next: execution === 'once' ? [night] : [] };
  }
}
