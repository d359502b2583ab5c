import { finding } from '../findingRule.ts';
import type { TableRule } from '../findingRule.ts';
import { optionWord } from '../tableOption.ts';

export const changesEngine: TableRule = {
  code: 'SS114',
  title: 'changes the engine',
  levels: ['unsafe'],
  why: 'Engines differ in what they keep: MEMORY loses all rows at a restart, BLACKHOLE at once, MyISAM has neither transactions nor foreign keys, CSV and ARCHIVE refuse most keys.',
  remedy:
    'Allow it when the new engine keeps what the shadow needs, or leave the storage as it is (option storage: ignored).',
  check: (change) => {
    const [from, to] = [optionWord(change.before, 'ENGINE'), optionWord(change.after, 'ENGINE')];
    if (from === to || from === null || to === null) return [];
    const message = `The engine changes from ${from} to ${to}: every row is written anew, and not every engine keeps the same.`;
    return [finding(changesEngine, 'unsafe', { kind: 'option', name: 'ENGINE' }, message)];
  },
};
