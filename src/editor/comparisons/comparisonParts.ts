import type { SchemaDiffPanels } from '../panels/schemaDiff/schemaDiffPanels.ts';
import type { Editor } from '../editor.ts';
import type { ActiveComparison } from './activeComparison.ts';
import type { ComparisonActions } from './comparisonActions.ts';
import type { LastRequests } from './keptRequests.ts';
import type { OpenComparisons } from './openComparisons.ts';

/** What commands about comparisons work with. */
export interface ComparisonParts {
  readonly editor: Editor;
  readonly comparisons: OpenComparisons;
  readonly last: LastRequests;
  readonly actions: ComparisonActions;
  readonly panels: SchemaDiffPanels;
  readonly active: ActiveComparison;
}
