/** What a form begins with, by where it was opened from. */
import { workspace } from 'vscode';
import { ShadowSyncError } from '../../../schema/shadowSyncError.ts';
import { phrase } from '../../../schema/phrase.ts';
import type { ComparisonParts } from '../../comparisons/comparisonParts.ts';
import { readNaming } from '../../comparisons/namingText.ts';
import { rangeOf } from '../../comparisons/rangeText.ts';
import type { Editor } from '../../editor.ts';
import type { TaskFormStart } from '../taskPanels.ts';
import type { KeptForm } from './keptDraft.ts';
import { draftOfIntent, newDraft, withRange, withRule } from './taskDraft.ts';
import type { TaskDraft } from './taskDraft.ts';

type Starting = Pick<ComparisonParts, 'editor' | 'last'>;

/** Throws ShadowSyncError 'usage' for a connection, or a draft, that is not there any more. */
export async function keptFormOf(parts: Starting, start: TaskFormStart): Promise<KeptForm> {
  const { services } = parts.editor;
  const fresh = newDraft(services.clock.now(), ownZone());
  const form = {
    purpose: 'new',
    origin: null,
    draftTask: null,
    isAnalyzed: false,
    isUnsaved: false,
  } as const;
  switch (start.kind) {
    case 'empty':
      return { ...form, draft: withUsualNaming(fresh, '') };
    case 'range':
      return await rangeForm(parts, start, fresh);
    case 'intent': {
      const draft = draftOfIntent(start.intent, services.clock.now(), ownZone());
      const purpose = start.origin === null ? 'new' : 'again';
      return { purpose, origin: start.origin, draftTask: null, isAnalyzed: true, isUnsaved: false, draft };
    }
    case 'draft': {
      const { centre } = await services.tasks();
      const task = await centre.find(start.task);
      if (task.state.kind !== 'draft') throw noDraft(task.id);
      const draft = draftOfIntent(task.intent, services.clock.now(), ownZone());
      return {
        purpose: 'draft',
        origin: task.origin,
        draftTask: task.id,
        isAnalyzed: true,
        isUnsaved: false,
        draft,
      };
    }
  }
}

async function rangeForm(
  { editor, last }: Starting,
  { connectionId, database, tables }: Extract<TaskFormStart, { kind: 'range' }>,
  fresh: TaskDraft,
): Promise<KeptForm> {
  const connection = await connectionOf(editor, connectionId);
  const target = { ...fresh, connection, database: connection === null ? null : database };
  const ranged = withRange(target, rangeOf(tables));
  const form = { purpose: 'new', origin: null, draftTask: null, isUnsaved: false } as const;
  if (connection === null || database === null) {
    return { ...form, isAnalyzed: false, draft: withUsualNaming(ranged, '') };
  }
  // A database is named by the rule that it was compared with last, as comparisons are.
  const before = last.recall({ connectionId: connection.id, database });
  if (before === null) return { ...form, isAnalyzed: true, draft: withUsualNaming(ranged, database) };
  const { options, skip, adopt } = before;
  return { ...form, isAnalyzed: true, draft: { ...withRule(ranged, before.rule), options, skip, adopt } };
}

async function connectionOf({ services }: Editor, id: string | null): Promise<TaskDraft['connection']> {
  if (id === null) return null;
  const { connection } = await services.book.find(id);
  return { id: connection.id, name: connection.name, environment: connection.environment };
}

/** The setting's naming rule, where it can be understood. */
function withUsualNaming(draft: TaskDraft, database: string): TaskDraft {
  const setting = workspace.getConfiguration('shadowSync').get<unknown>('naming.default');
  const read = typeof setting === 'string' ? readNaming(setting, database) : null;
  return read?.kind === 'rule' ? withRule(draft, read.rule) : draft;
}

function ownZone(): string {
  return new Intl.DateTimeFormat().resolvedOptions().timeZone;
}

function noDraft(task: string): ShadowSyncError {
  return new ShadowSyncError('conflict', phrase`Task ${task} is no draft any more.`, {
    remedy: phrase`Look at the list of tasks.`,
  });
}
