import type { FindingRule } from '../findingRule.ts';
import { phrase } from '../../../../schema/phrase.ts';

/** Found by `stepFindings`, whatever the dialect. */
export const hasRows: FindingRule = {
  code: 'SS205',
  title: phrase`is unsafe on a shadow that has rows`,
  levels: ['caution'],
  why: phrase`The unsafe findings of the statement are not only possible: there are rows that they can meet.`,
  remedy: phrase`Look at the rows before you allow the statement.`,
};
