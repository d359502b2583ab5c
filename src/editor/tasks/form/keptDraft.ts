/** A form as it is kept over a reload of the window. Without `vscode`. */
import * as v from 'valibot';
import { environments } from '../../../connection/connection.ts';
import { fieldsSchema } from '../../../protocol/taskForm.ts';
import type { TaskFormState } from '../../../protocol/taskForm.ts';
import type { Task } from '../../../task/model/task.ts';
import type { TaskDraft } from './taskDraft.ts';

/** What a form is about, apart from what is typed in it. */
export interface KeptForm {
  readonly purpose: TaskFormState['purpose'];
  readonly draft: TaskDraft;
  readonly origin: Task['origin'];
  /** The stored draft that this is; null for a new task. */
  readonly draftTask: string | null;
  /** Then the analysis comes back by itself. */
  readonly isAnalyzed: boolean;
  /** Something was entered since it opened or was saved. */
  readonly isUnsaved: boolean;
}

const text = v.pipe(v.string(), v.maxLength(20_000));
const names = v.pipe(v.array(v.pipe(v.string(), v.minLength(1), v.maxLength(1000))), v.readonly());

const keptSchema = v.strictObject({
  purpose: v.picklist(['new', 'again', 'draft']),
  draft: v.strictObject({
    connection: v.nullable(
      v.strictObject({
        id: text,
        name: text,
        environment: v.picklist(environments),
      }),
    ),
    database: v.nullable(text),
    fields: fieldsSchema,
    chosen: names,
    overrides: v.pipe(v.array(v.strictObject({ source: text, shadow: text })), v.readonly()),
    skip: names,
    adopt: names,
    options: v.strictObject({
      columnOrder: v.picklist(['strict', 'lax']),
      comments: v.picklist(['strict', 'ignored']),
      foreignKeys: v.picklist(['map', 'keep', 'omit']),
      storage: v.picklist(['strict', 'ignored']),
      partitions: v.picklist(['strict', 'lax']),
    }),
    allowed: v.pipe(v.array(v.strictObject({ statement: text, code: text })), v.readonly()),
  }),
  origin: v.nullable(
    v.strictObject({
      kind: v.picklist(['again', 'undo']),
      task: text,
      run: v.optional(v.nullable(text), null),
    }),
  ),
  draftTask: v.nullable(text),
  isAnalyzed: v.boolean(),
  isUnsaved: v.optional(v.boolean(), true),
});

/** Null for what another version kept, or anybody: the form is then not restored. */
export function readKeptForm(value: unknown): KeptForm | null {
  const read = v.safeParse(keptSchema, value);
  return read.success ? read.output : null;
}
