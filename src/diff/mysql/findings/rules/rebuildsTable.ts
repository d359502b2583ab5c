import { predictAlgorithm } from '../algorithm/predictAlgorithm.ts';
import { finding } from '../findingRule.ts';
import type { TableRule } from '../findingRule.ts';
import { listed } from '../listed.ts';
import { phrase } from '../../../../schema/phrase.ts';

export const rebuildsTable: TableRule = {
  code: 'SS201',
  title: phrase`rebuilds the table`,
  levels: ['caution'],
  why: phrase`Every row is written again: it takes time in proportion to the table and as much free disk space as the table has now.`,
  remedy: phrase`Run it at a quiet time, and look at the free space first.`,
  check: (change) => {
    const prediction = predictAlgorithm(change);
    if (!prediction.rebuilds) return [];
    const message = phrase`The whole table is written anew (${prediction.algorithm}), because ${listed(prediction.causes)}.`;
    return [finding(rebuildsTable, 'caution', { kind: 'table', name: change.after.name.table }, message)];
  },
};
