/** `sync`: what earlier runs left open, then the run itself and its report. */
import { clock, newRunName } from '../compose.ts';
import type { OpenedServer } from '../compose.ts';
import { withRun } from '../comparison/report.ts';
import type { Report } from '../comparison/report.ts';
import { recoverBrokenRuns, runInJournal } from '../comparison/runInJournal.ts';
import { english } from '../schema/phrase.ts';
import { visibleText } from '../shadow/visibleText.ts';
import type { JournalStore } from '../task/ports.ts';
import { defaultRunPolicy } from '../task/runPolicy.ts';
import type { RunPolicy } from '../task/runPolicy.ts';
import type { RunResult } from '../task/runResult.ts';
import type { WorkCommand } from './arguments.ts';
import { exitCode } from './exitCode.ts';
import type { ExitCode } from './exitCode.ts';
import { humanReport } from './humanReport.ts';
import { runEventLine } from './progress.ts';
import type { Prepared, WorkRequest } from './workRequest.ts';

/** Completes the records of runs that broke off on this server, and says what became of them. */
export async function recover(
  { console, signal }: WorkRequest,
  server: OpenedServer,
  journals: JournalStore,
): Promise<void> {
  await recoverBrokenRuns(server, {
    journals,
    clock,
    signal,
    say: (said) => console.say(console.paint.yellow(visibleText(english(said)))),
  });
}

/** Runs the plan and prints the report with what was done. */
export async function runAndReport(
  request: WorkRequest,
  prepared: Prepared,
  journals: JournalStore,
): Promise<ExitCode> {
  const { command, console } = request;
  const { plan, report } = prepared;
  if (plan.groups.length === 0) return showNothingToRun(request, report);
  if (!command.yes) return showRefusal(request, report);
  const result = await run(request, prepared, journals);
  const done = withRun(report, plan, result);
  console.out(command.json ? `${JSON.stringify(done, null, 2)}\n` : humanReport(done, console.paint));
  if (result.error !== null) console.say(console.paint.red(visibleText(result.error.message)));
  for (const text of hints(command, result)) console.say(text);
  return runCode(report, result);
}

async function run(
  { console, signal, command }: WorkRequest,
  { server, plan }: Prepared,
  journals: JournalStore,
): Promise<RunResult> {
  return await runInJournal(server, plan, {
    journals,
    clock,
    signal,
    newRunName,
    policy: policyOf(command),
    onEvent: (event) => {
      if (event.kind === 'statement-sent') console.progress.show(`${visibleText(event.shadow.table)} …`);
      const line = runEventLine(event, console.paint);
      if (line !== null) console.say(line);
    },
  });
}

function policyOf(command: WorkCommand): RunPolicy {
  return {
    ...defaultRunPolicy,
    onError: command.onError,
    parallel: command.parallel,
    // A refused finding (a name clash) is confirmed by naming the table (--adopt), never wholesale.
    allow: (_statement, finding) => finding.level !== 'refused' && command.allowUnsafe,
  };
}

function showNothingToRun({ command, console }: WorkRequest, report: Report): ExitCode {
  console.out(command.json ? `${JSON.stringify(report, null, 2)}\n` : humanReport(report, console.paint));
  const { failed, unsupported, skipped } = report.summary;
  if (failed > 0) return exitCode.error;
  if (unsupported + skipped > 0) return exitCode.refused;
  console.say('nothing to run');
  return exitCode.consistent;
}

function showRefusal({ command, console }: WorkRequest, report: Report): ExitCode {
  console.out(command.json ? `${JSON.stringify(report, null, 2)}\n` : humanReport(report, console.paint));
  console.say('nothing was changed: sync changes tables only with --yes');
  return exitCode.refused;
}

function hints(command: WorkCommand, run: RunResult): readonly string[] {
  const refused = run.tables.filter(({ code }) => code === 'not-allowed');
  if (refused.length === 0 || command.allowUnsafe) return [];
  return [
    `${String(refused.length)} table${refused.length === 1 ? ' was' : 's were'} left as ${refused.length === 1 ? 'it is' : 'they are'}: see the findings; --allow-unsafe runs unsafe statements too`,
  ];
}

function runCode({ summary }: Report, run: RunResult): ExitCode {
  const failed = run.tables.filter((table) => table.outcome === 'failed');
  if (summary.failed > 0 || run.outcome === 'aborted') return exitCode.error;
  if (failed.some((table) => table.code !== 'stale-plan')) return exitCode.error;
  if (run.error !== null && run.error.code !== 'stale-plan') return exitCode.error;
  const open = run.tables.some((table) => table.outcome !== 'succeeded');
  return open || summary.unsupported + summary.skipped > 0 ? exitCode.refused : exitCode.consistent;
}
