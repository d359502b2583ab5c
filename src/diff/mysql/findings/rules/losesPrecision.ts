import { lossFindings } from '../conversion/lossFindings.ts';
import type { TableRule } from '../findingRule.ts';
import { phrase } from '../../../../schema/phrase.ts';

export const losesPrecision: TableRule = {
  code: 'SS106',
  title: phrase`loses precision`,
  levels: ['unsafe'],
  why: phrase`Fractions, digits or parts of a second are rounded away, also in strict mode and without a word from the server.`,
  remedy: phrase`Allow it when the rounded values do; copy the old ones first when they are still needed.`,
  check: (change) => lossFindings(losesPrecision, change, 'precision', 'unsafe', phrase`loses precision`),
};
