import { lossFindings } from '../conversion/lossFindings.ts';
import type { TableRule } from '../findingRule.ts';
import { phrase } from '../../../../schema/phrase.ts';

export const changesKind: TableRule = {
  code: 'SS117',
  title: phrase`changes the kind of a type`,
  levels: ['caution', 'unsafe'],
  why: phrase`Values are rewritten as another kind of value. Where not every value has an equal in the new type, the statement fails or values change; where every one has, they are only shown, ordered and compared in another way.`,
  remedy: phrase`Allow it when the shadow holds no values without an equal in the new type.`,
  check: (change) => [
    ...lossFindings(changesKind, change, 'kind', 'unsafe', phrase`becomes another kind of type`),
    ...lossFindings(changesKind, change, 'form', 'caution', phrase`keeps its values in another form`),
  ],
};
