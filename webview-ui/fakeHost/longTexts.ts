/** As long as servers and the product allow: names of 64 characters, statements of 4,000, remarks of 200. */

/** A name of exactly so many characters that reads like one; `seed` tells names apart. */
export function longName(seed: string, length = 64): string {
  const words = 'quarterly_consolidated_revenue_recognition_schedule_of_line_items_by_region_and_month';
  return `${seed}_${words}`.slice(0, length);
}

/** A statement of about 4,000 characters. */
export function longSql(table: string): string {
  const columns = Array.from(
    { length: 48 },
    (_, i) => `  MODIFY COLUMN \`${longName(`c${String(i)}`, 40)}\` decimal(14,4) NOT NULL DEFAULT '0'`,
  );
  return `ALTER TABLE \`${table}\`\n${columns.join(',\n')}`;
}

export const longRemarks =
  'Brings the shadow tables of all regions in line before the load test of the quarterly closing; whoever ' +
  'runs it has to tell the finance team first, because the reports of Friday evening read the same tables.';
