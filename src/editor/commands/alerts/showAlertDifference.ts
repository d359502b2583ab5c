import { l10n } from 'vscode';
import type { ComparisonRequest } from '../../../comparison/comparisonRequest.ts';
import type { TaskIntent } from '../../../task/model/task.ts';
import type { ComparisonParts } from '../../comparisons/comparisonParts.ts';
import { alertFor } from '../../pick/pickAlert.ts';

/** Show Alert's Difference: the tables of its task, compared as they are now. */
export async function showAlertDifference(
  { editor, comparisons, panels }: ComparisonParts,
  args: readonly unknown[],
): Promise<void> {
  const question = { title: l10n.t("Show Alert's Difference"), action: 'showDifference' } as const;
  const alert = await alertFor(editor, args, question);
  if (alert?.source.kind !== 'task') return;
  const { centre } = await editor.services.tasks();
  const request = requestOfIntent((await centre.find(alert.source.taskId)).intent);
  const before = comparisons.all();
  const open = comparisons.open(request);
  panels.show(open);
  // One that was open already shows what was so when it was read.
  if (before.includes(open) && open.comparison.state.kind !== 'running') await open.comparison.refresh();
}

function requestOfIntent(intent: TaskIntent): ComparisonRequest {
  const { connection, database, rule, range, options, adopt, skip } = intent;
  return { connection, database, rule, range, options, adopt, skip, isByHand: false };
}
