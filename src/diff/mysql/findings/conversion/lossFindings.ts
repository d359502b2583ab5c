import type { Finding, FindingLevel } from '../../../finding.ts';
import { finding } from '../findingRule.ts';
import type { FindingRule } from '../findingRule.ts';
import type { TableChange } from '../tableChange.ts';
import type { Loss } from './loss.ts';
import { typeText } from './typeFamily.ts';
import { joined, phrase } from '../../../../schema/phrase.ts';
import type { Phrase } from '../../../../schema/phrase.ts';

/** One finding per kept column with losses of this kind. A column that is dropped and added again loses all (SS101, SS118). */
export function lossFindings(
  rule: FindingRule,
  change: TableChange,
  kind: Loss['kind'],
  level: FindingLevel,
  what: Phrase,
): readonly Finding[] {
  return change.kept.flatMap(({ before, after, losses }) => {
    const reasons = losses.filter((loss) => loss.kind === kind).map((loss) => loss.why);
    if (reasons.length === 0) return [];
    return [
      finding(
        rule,
        level,
        { kind: 'column', name: after.name },
        phrase`Column ${after.name} ${what}, ${typeText(before)} → ${typeText(after)}: ${joined(reasons, ', and ')}.`,
      ),
    ];
  });
}
