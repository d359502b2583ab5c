import type { FindingRule, TableRule } from './findingRule.ts';
import { addsCheck } from './rules/addsCheck.ts';
import { addsForeignKey } from './rules/addsForeignKey.ts';
import { addsUniqueKey } from './rules/addsUniqueKey.ts';
import { blocksWrites } from './rules/blocksWrites.ts';
import { changesCharset } from './rules/changesCharset.ts';
import { changesEngine } from './rules/changesEngine.ts';
import { changesGenerated } from './rules/changesGenerated.ts';
import { changesKind } from './rules/changesKind.ts';
import { changesMembers } from './rules/changesMembers.ts';
import { changesPrimaryKey } from './rules/changesPrimaryKey.ts';
import { changesSrid } from './rules/changesSrid.ts';
import { dropsColumn } from './rules/dropsColumn.ts';
import { dropsConstraint } from './rules/dropsConstraint.ts';
import { dropsIndex } from './rules/dropsIndex.ts';
import { dropsPartition } from './rules/dropsPartition.ts';
import { dropsTable } from './rules/dropsTable.ts';
import { forbidsNull } from './rules/forbidsNull.ts';
import { hasRows } from './rules/hasRows.ts';
import { indexesExpression } from './rules/indexesExpression.ts';
import { lacksValue } from './rules/lacksValue.ts';
import { largeTable } from './rules/largeTable.ts';
import { losesPrecision } from './rules/losesPrecision.ts';
import { narrowsType } from './rules/narrowsType.ts';
import { numbersColumn } from './rules/numbersColumn.ts';
import { otherRules } from './rules/otherRules.ts';
import { possibleRename } from './rules/possibleRename.ts';
import { predictedAlgorithm } from './rules/predictedAlgorithm.ts';
import { rebuildsTable } from './rules/rebuildsTable.ts';
import { repartitions } from './rules/repartitions.ts';

/** Every rule that looks at a changed table, in the order of their codes. */
export const tableRules: readonly TableRule[] = [
  dropsColumn,
  dropsIndex,
  dropsPartition,
  dropsConstraint,
  narrowsType,
  losesPrecision,
  forbidsNull,
  changesCharset,
  changesMembers,
  addsUniqueKey,
  addsCheck,
  addsForeignKey,
  changesPrimaryKey,
  changesEngine,
  possibleRename,
  changesKind,
  changesGenerated,
  repartitions,
  numbersColumn,
  lacksValue,
  indexesExpression,
  changesSrid,
  rebuildsTable,
  blocksWrites,
  predictedAlgorithm,
  largeTable,
];

/** Every finding there is, for the documentation. */
export const allRules: readonly FindingRule[] = [...tableRules, dropsTable, hasRows, ...otherRules].sort(
  (a, b) => (a.code < b.code ? -1 : 1),
);
