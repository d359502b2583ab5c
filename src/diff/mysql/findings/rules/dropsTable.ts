import type { FindingRule } from '../findingRule.ts';
import { phrase } from '../../../../schema/phrase.ts';

/** Found by `stepFindings`, whatever the dialect. */
export const dropsTable: FindingRule = {
  code: 'SS121',
  title: phrase`drops the shadow table`,
  levels: ['unsafe'],
  why: phrase`All rows of the shadow are gone. Only the undo of a created shadow does this.`,
  remedy: phrase`Allow it when nothing that was written to the shadow since is needed.`,
};
