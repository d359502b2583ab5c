import { lossFindings } from '../conversion/lossFindings.ts';
import type { TableRule } from '../findingRule.ts';
import { phrase } from '../../../../schema/phrase.ts';

export const narrowsType: TableRule = {
  code: 'SS105',
  title: phrase`narrows a type`,
  levels: ['unsafe'],
  why: phrase`Values that are too long or too big for the new type make the statement fail in strict mode, which is the one that is used; without it they would be cut.`,
  remedy: phrase`Allow it when the shadow holds no such values; the statement changes nothing when it fails.`,
  check: (change) => lossFindings(narrowsType, change, 'narrows', 'unsafe', phrase`is narrowed`),
};
