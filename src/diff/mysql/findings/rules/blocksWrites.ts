import { predictAlgorithm } from '../algorithm/predictAlgorithm.ts';
import { finding } from '../findingRule.ts';
import type { TableRule } from '../findingRule.ts';
import { listed } from '../listed.ts';
import { phrase } from '../../../../schema/phrase.ts';

export const blocksWrites: TableRule = {
  code: 'SS202',
  title: phrase`blocks writes`,
  levels: ['caution'],
  why: phrase`Whatever writes to the shadow waits until the statement is done. Even other statements lock the table for a moment at their beginning and end.`,
  remedy: phrase`Run it while nothing writes to the shadow.`,
  check: (change) => {
    const prediction = predictAlgorithm(change);
    if (!prediction.blocksWrites) return [];
    const what = prediction.blocksReads ? phrase`Reads and writes` : phrase`Writes`;
    const message = phrase`${what} wait until the statement is done (${prediction.algorithm}), because ${listed(prediction.causes)}.`;
    return [finding(blocksWrites, 'caution', { kind: 'table', name: change.after.name.table }, message)];
  },
};
