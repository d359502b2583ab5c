/** Several rounds of the same measurements, one after the other in each, so that a busy minute hits all of them. */
import { median, type Measured } from './measureChild.ts';

/** What is measured, by its name. */
export type Contest = Readonly<Record<string, () => Promise<Measured>>>;

export interface Standing {
  readonly name: string;
  /** Medians over the rounds. */
  readonly wallMs: number;
  readonly innerMs: number;
  readonly planMs: number;
  readonly cpuMs: number;
  readonly serverMs: number;
  readonly peakMb: number;
  readonly stallMs: number;
  /** Medians of each round's own ratio to the first of the contest. */
  readonly wallRatio: number;
  readonly innerRatio: number;
  /** Of the processor time, the server's with it. */
  readonly costRatio: number;
}

/** Runs every member once per round; `before` comes before each. The first member is what the others are compared with. */
export async function runRounds(
  contest: Contest,
  rounds: number,
  before: () => Promise<void> = () => Promise.resolve(),
): Promise<readonly Standing[]> {
  const results = new Map<string, Measured[]>(Object.keys(contest).map((name) => [name, []]));
  for (let round = 0; round < rounds; round++) {
    for (const [name, measure] of Object.entries(contest)) {
      await before();
      results.get(name)?.push(await measure());
    }
  }
  const [first = []] = results.values();
  return [...results].map(([name, all]) => standingOf(name, all, first));
}

function standingOf(name: string, all: readonly Measured[], first: readonly Measured[]): Standing {
  const of = (value: (one: Measured) => number): number => median(all.map(value));
  const ratio = (value: (one: Measured) => number): number =>
    median(all.map((one, i) => value(one) / value(first[i] ?? one)));
  return {
    name,
    wallMs: of(({ wallMs }) => wallMs),
    innerMs: of(({ innerMs }) => innerMs),
    planMs: of(({ planMs }) => planMs),
    cpuMs: of(({ cpuMs }) => cpuMs),
    serverMs: of(({ serverMs }) => serverMs),
    peakMb: of(({ peakMb }) => peakMb),
    stallMs: of(({ stallMs }) => stallMs),
    wallRatio: ratio(({ wallMs }) => wallMs),
    innerRatio: ratio(({ innerMs }) => innerMs),
    costRatio: ratio(({ cpuMs, serverMs }) => cpuMs + serverMs),
  };
}
