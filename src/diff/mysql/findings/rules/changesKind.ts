import { lossFindings } from '../conversion/lossFindings.ts';
import type { TableRule } from '../findingRule.ts';

export const changesKind: TableRule = {
  code: 'SS117',
  title: 'changes the kind of a type',
  levels: ['caution', 'unsafe'],
  why: 'Values are rewritten as another kind of value. Where not every value has an equal in the new type, the statement fails or values change; where every one has, they are only shown, ordered and compared in another way.',
  remedy: 'Allow it when the shadow holds no values without an equal in the new type.',
  check: (change) => [
    ...lossFindings(changesKind, change, 'kind', 'unsafe', 'becomes another kind of type'),
    ...lossFindings(changesKind, change, 'form', 'caution', 'keeps its values in another form'),
  ],
};
