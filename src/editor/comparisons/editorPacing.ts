/** How long work in the extension host gives way to whoever waits beside it. Without `vscode`. */
import type { ComparisonServices } from '../../comparison/comparisonServices.ts';
import { pacingOf } from '../../comparison/readAndPlan.ts';
import type { Pacing } from '../../shadow/inSlices.ts';

/** For texts, which nobody can call off. */
export function editorPacing(services: Pick<ComparisonServices, 'clock' | 'pause'>): Pacing {
  return pacingOf(services, new AbortController().signal);
}
