/** What the connections tree works out for a database of 5,000 source tables, each with a shadow. */
import { tableFilter } from '../../src/editor/trees/connections/tableFilter.ts';
import { tableRows } from '../../src/editor/trees/connections/tableRows.ts';
import type { ComparedMark } from '../../src/editor/trees/connections/tableRows.ts';
import type { ListedTable } from '../../src/shadow/schemaReader.ts';
import { median } from './measureChild.ts';
import { tablesOf, shadowPrefix } from './samplePairs.ts';

const sources = 5000;
const database = 'shop';
const rule = { prefix: shadowPrefix, suffix: '', shadowDatabase: null };

interface TreeTime {
  readonly title: string;
  readonly ms: number;
}

/** The first is the floor: a bare walk over the names that finds each source's shadow. */
export function treeTimes(rounds: number): readonly TreeTime[] {
  const names = tablesOf(sources);
  const tables = names.map((table): ListedTable => ({ name: { database, table }, kind: 'table' }));
  const fold = (name: string): string => name;
  const listed = { database, tables, shadowTables: null, fold };
  const marks = new Map<string, ComparedMark>(names.map((name) => [name, 'differs']));
  const rows = tableRows(listed, rule, null);
  const passes = tableFilter('*order*9*');
  return [
    timed('a bare walk over all names', rounds, () => {
      const known = new Set(names);
      return names.filter((name) => known.has(shadowPrefix + name)).length;
    }),
    timed('rows, nothing compared yet', rounds, () => tableRows(listed, rule, null).length),
    timed('rows after a comparison', rounds, () => tableRows(listed, rule, marks).length),
    timed('filtering the rows by a pattern', rounds, () => rows.filter(({ table }) => passes(table)).length),
  ];
}

function timed(title: string, rounds: number, work: () => number): TreeTime {
  const times: number[] = [];
  for (let round = 0; round < rounds; round++) {
    const cpu = process.cpuUsage();
    const startedAt = performance.now();
    if (work() === 0) throw new Error(`${title}: nothing was found.`);
    const { user, system } = process.cpuUsage(cpu);
    // Time without a processor does not count.
    times.push(Math.min(performance.now() - startedAt, (user + system) / 1000));
  }
  return { title, ms: median(times) };
}
