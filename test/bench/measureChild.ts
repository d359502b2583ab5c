/** One measured process: what it took, what it cost itself, and what it cost the server. */
import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { text } from 'node:stream/consumers';
import type { Readable } from 'node:stream';
import type { ChildReport } from './childReport.ts';

export interface Measured extends ChildReport {
  /** From the start of the process to its end. */
  readonly wallMs: number;
  /** The measured work alone; the whole process where it does not say. */
  readonly innerMs: number;
  /** Making the plan; 0 where it does not say. */
  readonly planMs: number;
  /** Processor time of the server meanwhile. */
  readonly serverMs: number;
  /** What it printed. */
  readonly said: Readonly<Record<string, unknown>>;
}

export interface ChildRun {
  readonly script: string;
  readonly args: readonly string[];
  /** Bundled childReport.ts. */
  readonly report: string;
  readonly serverPid: number;
  /** 2 is success of the command line too: differences were found. */
  readonly exitCodes?: readonly number[];
}

/** Runs one process to its end. Throws when it ends otherwise than well. */
export async function measureChild(run: ChildRun): Promise<Measured> {
  const serverBefore = processorMs(run.serverPid);
  const startedAt = performance.now();
  const child = spawn(process.execPath, ['--require', run.report, run.script, ...run.args], {
    stdio: ['ignore', 'pipe', 'pipe', 'pipe'],
  });
  const closed = new Promise<number | null>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', resolve);
  });
  const [, out, err, reporting] = child.stdio.map((stream) => stream as Readable);
  if (out === undefined || err === undefined || reporting === undefined) throw new Error('No pipes.');
  const [said, errors, report, code] = await Promise.all([text(out), text(err), text(reporting), closed]);
  const wallMs = performance.now() - startedAt;
  if (code === null || !(run.exitCodes ?? [0]).includes(code)) {
    throw new Error(`${run.script} ended with ${String(code)}: ${errors}`);
  }
  const words = JSON.parse(said) as Record<string, unknown>;
  return {
    ...(JSON.parse(report) as ChildReport),
    wallMs,
    innerMs: numberOr(words['innerMs'], wallMs),
    planMs: numberOr(words['planMs'], 0),
    serverMs: processorMs(run.serverPid) - serverBefore,
    said: words,
  };
}

function numberOr(value: unknown, otherwise: number): number {
  return typeof value === 'number' ? value : otherwise;
}

/** User and system time of a process: fields 14 and 15 of proc(5) stat, in hundredths of a second. */
function processorMs(pid: number): number {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return (Number(fields[11]) + Number(fields[12])) * 10;
}

/** The middle one of several; the upper one of an even number. */
export function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? NaN;
}
