import { finding } from '../findingRule.ts';
import type { TableRule } from '../findingRule.ts';
import { optionWord } from '../tableOption.ts';
import { phrase } from '../../../../schema/phrase.ts';

export const changesEngine: TableRule = {
  code: 'SS114',
  title: phrase`changes the engine`,
  levels: ['unsafe'],
  why: phrase`Engines differ in what they keep: MEMORY loses all rows at a restart, BLACKHOLE at once, MyISAM has neither transactions nor foreign keys, CSV and ARCHIVE refuse most keys.`,
  remedy: phrase`Allow it when the new engine keeps what the shadow needs, or leave the storage as it is (option storage: ignored).`,
  check: (change) => {
    const [from, to] = [optionWord(change.before, 'ENGINE'), optionWord(change.after, 'ENGINE')];
    if (from === to || from === null || to === null) return [];
    const message = phrase`The engine changes from ${from} to ${to}: every row is written anew, and not every engine keeps the same.`;
    return [finding(changesEngine, 'unsafe', { kind: 'option', name: 'ENGINE' }, message)];
  },
};
