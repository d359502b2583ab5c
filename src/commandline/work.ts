/** The commands: analyze, script and sync share everything up to the plan. */
import { clock, openJournals, openServer, pause } from '../compose.ts';
import type { OpenedServer } from '../compose.ts';
import { readAndPlan } from '../comparison/readAndPlan.ts';
import { buildReport } from '../comparison/report.ts';
import type { Report } from '../comparison/report.ts';
import { planText, undoText } from '../shadow/planText.ts';
import { visibleText } from '../shadow/visibleText.ts';
import { exitCode } from './exitCode.ts';
import type { ExitCode } from './exitCode.ts';
import { humanReport } from './humanReport.ts';
import { recover, runAndReport } from './sync.ts';
import type { Prepared, WorkRequest } from './workRequest.ts';

/** Does the command. Throws ShadowSyncError when it can't even start. */
export async function work(request: WorkRequest): Promise<ExitCode> {
  const startedAt = clock.monotonic();
  const server = await openServer(request.target, request.signal);
  try {
    const journals = openJournals(request.journalFolder);
    if (request.command.kind === 'sync') await recover(request, server, journals);
    const prepared = await prepare(request, server, startedAt);
    switch (request.command.kind) {
      case 'analyze':
        return showAnalysis(request, prepared);
      case 'script':
        return showScript(request, prepared);
      case 'sync':
        return await runAndReport(request, prepared, journals);
    }
  } finally {
    await server.close();
  }
}

async function prepare(request: WorkRequest, server: OpenedServer, startedAt: number): Promise<Prepared> {
  const { command, console, database, signal } = request;
  const { analysis, plan } = await readAndPlan(
    server,
    {
      database,
      rule: command.rule,
      range: command.range,
      options: command.options,
      adopt: command.adopt,
      skip: [],
      signal,
      onProgress: ({ phase, done, of }) => {
        console.progress.show(`${phase} ${String(Math.floor(done))}/${String(of)}`);
      },
    },
    { clock, pause },
  );
  for (const note of analysis.notes) console.say(console.paint.dim(visibleText(note)));
  const totalMs = clock.monotonic() - startedAt;
  const { dialect, serverVersion } = server;
  const report = buildReport({ dialect: dialect.name, serverVersion, analysis, plan, totalMs });
  return { server, analysis, plan, report };
}

function showAnalysis({ command, console }: WorkRequest, { report }: Prepared): ExitCode {
  console.out(command.json ? `${JSON.stringify(report, null, 2)}\n` : humanReport(report, console.paint));
  return foundCode(report);
}

function showScript({ command, console }: WorkRequest, { server, plan, report }: Prepared): ExitCode {
  if (command.json) {
    console.out(`${JSON.stringify(report, null, 2)}\n`);
    return foundCode(report);
  }
  const request = {
    dialect: `${server.dialect.name} ${server.serverVersion}`,
    madeAt: new Date(clock.now()).toISOString(),
    session: server.scriptSession,
  };
  // Before the script, so that `| head` and a long scroll show it.
  for (const table of report.tables) {
    if (table.result === 'unsupported' || table.result === 'failed') {
      console.say(
        console.paint.red(
          `${table.result}: ${visibleText(table.source)}: ${visibleText(table.reason ?? '')}`,
        ),
      );
    }
  }
  console.out(command.undo ? undoText(plan, request) : planText(plan, request));
  return foundCode(report);
}

/** 2 also for unsupported and skipped tables: nobody knows that they are consistent. */
function foundCode({ summary }: Report): ExitCode {
  if (summary.failed > 0) return exitCode.error;
  const isConsistent = summary.create + summary.update + summary.unsupported + summary.skipped === 0;
  return isConsistent ? exitCode.consistent : exitCode.differences;
}
