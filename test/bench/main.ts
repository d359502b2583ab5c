/**
 * `npm run bench`: what the product costs, part by part, against the least that it could cost where there is such a floor.
 * The milliseconds are those of this machine, now. `--write` keeps them in docs/performance.md.
 */
import { cpus, loadavg, totalmem } from 'node:os';
import { parseArgs } from 'node:util';
import { benchAlerts } from './alertPart.ts';
import { benchAnalysis } from './analysisPart.ts';
import { BenchPage, ratio, whole } from './benchPage.ts';
import { benchComparison } from './comparisonPart.ts';
import { benchEditor } from './editorPart.ts';
import { keepSection } from './keepSection.ts';
import { benchPanel } from './panelPart.ts';
import { benchTasks } from './taskPart.ts';

const { values } = parseArgs({
  options: {
    only: { type: 'string', default: 'analysis,editor,panel,comparison,tasks,alerts' },
    engines: { type: 'string', default: 'mariadb-10.11,mysql-9' },
    pairs: { type: 'string', default: '1000,5000' },
    rounds: { type: 'string', default: '5' },
    write: { type: 'boolean', default: false },
  },
});

const rounds = Number(values.rounds);

/** One part, and the section of docs/performance.md that holds its figures. */
interface Part {
  readonly section: string;
  readonly measure: (page: BenchPage) => Promise<void>;
}

const parts: Readonly<Record<string, Part>> = {
  analysis: {
    section: 'Figures',
    measure: (page) =>
      benchAnalysis(page, {
        engines: values.engines.split(','),
        sizes: values.pairs.split(',').map(Number),
        rounds,
      }),
  },
  editor: { section: 'Figures of the editor', measure: (page) => benchEditor(page, rounds) },
  panel: { section: 'Figures of the schema diff panel', measure: (page) => benchPanel(page, rounds) },
  comparison: { section: 'Figures of a comparison', measure: (page) => benchComparison(page, rounds) },
  tasks: { section: 'Figures of tasks', measure: (page) => benchTasks(page, rounds) },
  alerts: { section: 'Figures of alerts', measure: (page) => benchAlerts(page, rounds) },
};

function sayMachine(page: BenchPage): void {
  const [cpu] = cpus();
  page.say(
    `${cpus().length} × ${cpu?.model ?? 'processor'}, ${whole(totalmem() / 1024 ** 3)} GB, Node ${process.version}, load ${ratio(loadavg()[0] ?? 0)} at the start, ${rounds} rounds, medians.\n`,
  );
}

for (const name of values.only.split(',')) {
  const part = parts[name];
  if (part === undefined) throw new Error(`${name} is not one of ${Object.keys(parts).join(', ')}`);
  process.stdout.write(`## ${part.section}\n\n`);
  const page = new BenchPage();
  sayMachine(page);
  await part.measure(page);
  if (values.write) await keepSection(part.section, page.text);
}
