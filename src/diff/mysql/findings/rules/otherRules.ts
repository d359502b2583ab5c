import type { FindingRule } from '../findingRule.ts';
import { phrase } from '../../../../schema/phrase.ts';

/**
 * Findings that are raised elsewhere, because one table's statement does not show them: SS116 and SS302 by floor 3,
 * SS301 and SS303 where a shadow's foreign keys are worked out, SS206 by Oracle. Their texts live here so that the documentation is whole.
 */
export const otherRules: readonly FindingRule[] = [
  {
    code: 'SS116',
    title: phrase`meets a table that does not look like a shadow`,
    levels: ['refused'],
    why: phrase`A table has the name of the shadow, but too few columns in common with the source to be one: it is probably somebody’s own table, which the plan would take apart.`,
    remedy: phrase`Choose another prefix or suffix, exclude the source, or confirm this very table by name.`,
  },
  {
    code: 'SS206',
    title: phrase`hides a column for a moment`,
    levels: ['caution'],
    why: phrase`Oracle adds and shows columns at the end only, so columns that come behind them are made invisible and visible again. In between, statements that name no columns read and write without them.`,
    remedy: phrase`Run it while nothing uses the shadow, or take any order of columns (option column order: lax).`,
  },
  {
    code: 'SS301',
    title: phrase`leaves a foreign key out`,
    levels: ['info'],
    why: phrase`The parent has no shadow, and a foreign key of a shadow never points at a source table by itself.`,
    remedy: phrase`Add the parent to the range, or keep foreign keys by option.`,
  },
  {
    code: 'SS302',
    title: phrase`does not copy triggers`,
    levels: ['info'],
    why: phrase`Triggers of the source can write to other tables, so they are not part of a shadow.`,
    remedy: phrase`Create those that the shadow needs by hand.`,
  },
  {
    code: 'SS303',
    title: phrase`keeps a foreign key on a source table`,
    levels: ['caution'],
    why: phrase`By option the shadow’s foreign key points at the source’s parent: rows of the shadow can then block deletes and changes there.`,
    remedy: phrase`Map foreign keys instead, with the parent in the range.`,
  },
];
