import { lossFindings } from '../conversion/lossFindings.ts';
import type { TableRule } from '../findingRule.ts';

export const narrowsType: TableRule = {
  code: 'SS105',
  title: 'narrows a type',
  levels: ['unsafe'],
  why: 'Values that are too long or too big for the new type make the statement fail in strict mode, which is the one that is used; without it they would be cut.',
  remedy: 'Allow it when the shadow holds no such values; the statement changes nothing when it fails.',
  check: (change) => lossFindings(narrowsType, change, 'narrows', 'unsafe', 'is narrowed'),
};
