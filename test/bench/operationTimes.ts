/** What measured processes say of their operations, as a table. */
import * as v from 'valibot';
import { whole, type BenchPage } from './benchPage.ts';
import type { OperationTime } from './loopWatch.ts';
import { median } from './measureChild.ts';

const said = v.object({
  times: v.array(
    v.object({
      title: v.string(),
      wallMs: v.number(),
      cpuMs: v.number(),
      stallMs: v.number(),
      gcMs: v.number(),
    }),
  ),
});

export function readTimes(words: unknown): readonly OperationTime[] {
  return v.parse(said, words).times;
}

/** Medians over the rounds, and the worst stall of all. */
export function sayTimes(page: BenchPage, title: string, all: readonly (readonly OperationTime[])[]): void {
  const [first = []] = all;
  page.say(`#### ${title}`);
  page.sayTable(
    ['', 'wall ms', 'cpu ms', 'stall ms', 'worst stall ms', 'longest gc ms'],
    first.map(({ title: name }, i) => {
      const times = all.flatMap((one) => one[i] ?? []);
      return [
        name,
        whole(median(times.map(({ wallMs }) => wallMs))),
        whole(median(times.map(({ cpuMs }) => cpuMs))),
        whole(median(times.map(({ stallMs }) => stallMs))),
        whole(Math.max(...times.map(({ stallMs }) => stallMs))),
        whole(median(times.map(({ gcMs }) => gcMs))),
      ];
    }),
  );
}
