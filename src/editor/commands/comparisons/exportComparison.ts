import { l10n } from 'vscode';
import type { ReportFormat } from '../../../comparison/exportReport.ts';
import type { ComparisonParts } from '../../comparisons/comparisonParts.ts';
import { withComparison } from '../../comparisons/findComparison.ts';
import { pickOne } from '../../ui/pick.ts';

/** Export Report…: asks for the format, then for the file. */
export async function exportComparison(parts: ComparisonParts, args: readonly unknown[]): Promise<void> {
  await withComparison(parts, args, async (open) => {
    const format = await pickOne<ReportFormat>(
      { title: l10n.t('Export Report'), placeholder: l10n.t('In which form?') },
      [
        { label: 'HTML', description: l10n.t('A page to read and print'), icon: 'browser', value: 'html' },
        { label: 'SQL', description: l10n.t('The change SQL'), icon: 'database', value: 'sql' },
        {
          label: 'JSON',
          description: l10n.t('As “shadow-sync analyze --json” has it'),
          icon: 'json',
          value: 'json',
        },
      ],
    );
    if (format !== null) await parts.actions.exportReport(open, format);
  });
}
