import { predictAlgorithm } from '../algorithm/predictAlgorithm.ts';
import type { Prediction } from '../algorithm/predictAlgorithm.ts';
import { finding } from '../findingRule.ts';
import type { TableRule } from '../findingRule.ts';
import { phrase } from '../../../../schema/phrase.ts';
import type { Phrase } from '../../../../schema/phrase.ts';

export const predictedAlgorithm: TableRule = {
  code: 'SS203',
  title: phrase`is done by this algorithm`,
  levels: ['info'],
  why: phrase`The server chooses the algorithm; this says which one it is expected to choose for this statement and version. The slowest of the clauses decides. It may be faster than predicted.`,
  remedy: phrase`None needed.`,
  check: (change) => {
    const prediction = predictAlgorithm(change);
    const message = phrase`Expected algorithm on ${serverName(change.server)}: ${prediction.algorithm}, ${meaning(prediction)}.`;
    return [finding(predictedAlgorithm, 'info', { kind: 'table', name: change.after.name.table }, message)];
  },
};

function serverName(server: { readonly dialect: string; readonly version: readonly number[] }): string {
  const names: Readonly<Record<string, string>> = {
    mysql: 'MySQL',
    mariadb: 'MariaDB',
    oceanbase: 'OceanBase',
  };
  return `${names[server.dialect] ?? server.dialect} ${server.version.slice(0, 3).join('.')}`;
}

function meaning(prediction: Prediction): Phrase {
  if (prediction.rebuilds) return phrase`the table is written anew`;
  return prediction.algorithm === 'INSTANT'
    ? phrase`only the dictionary changes`
    : phrase`the table is not written anew`;
}
