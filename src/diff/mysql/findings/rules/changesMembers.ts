import { finding } from '../findingRule.ts';
import type { TableRule } from '../findingRule.ts';
import { phrase } from '../../../../schema/phrase.ts';

export const changesMembers: TableRule = {
  code: 'SS109',
  title: phrase`changes an enum or set other than by appending`,
  levels: ['unsafe'],
  why: phrase`Rows keep the number of a member, not its text. Members that are removed or renamed make the statement fail where a row has them; members that move rewrite the whole table, and whatever keeps or orders by their numbers reads other members.`,
  remedy: phrase`Append new members at the end, or allow it when the shadow holds none of those that change.`,
  check: (change) =>
    change.kept.flatMap(({ before, after }) => {
      const [old, now] = [before.type.members, after.type.members];
      if (old === null || now === null || before.type.name !== after.type.name) return [];
      const at = old.findIndex((member, i) => now[i] !== member);
      if (at < 0) return [];
      const isGone = !now.includes(old[at] ?? '');
      const reason = isGone
        ? phrase`member ${String(at + 1)} of ${String(old.length)} is removed or renamed, and rows that hold it make the statement fail`
        : phrase`member ${String(at + 1)} of ${String(old.length)} gets another number`;
      const message = phrase`Column ${after.name} does not keep its ${before.type.name} members in front: ${reason}.`;
      return [finding(changesMembers, 'unsafe', { kind: 'column', name: after.name }, message)];
    }),
};
