/** Whether something is wrong, judged by one sample after the other so that a single odd one says nothing. */
import { assertNever } from '../../schema/assertNever.ts';
import type { ObservedSample } from '../observation.ts';

/** Its `at` is when the newest sample was taken; a sample that is not newer was seen already, or comes too late. */
export type Condition =
  | { readonly kind: 'fine'; readonly at: number }
  | { readonly kind: 'pending'; readonly at: number; readonly samples: readonly ObservedSample[] }
  | {
      readonly kind: 'raised';
      readonly at: number;
      readonly samples: readonly ObservedSample[];
      readonly goodInARow: number;
    };

export interface Reading {
  readonly sample: ObservedSample;
  readonly isBad: boolean;
}

/** How much evidence is asked for. */
export interface Patience {
  readonly samples: number;
  /** Between the first bad sample and the last one. */
  readonly seconds: number;
  readonly recoverySamples: number;
}

export type Change = 'none' | 'raised' | 'again' | 'recovered';

export interface Advanced {
  readonly condition: Condition;
  readonly change: Change;
}

export const unheard: Condition = { kind: 'fine', at: Number.NEGATIVE_INFINITY };

/** More are not kept: an alert shows a handful. */
const maxSamples = 20;

/** Takes the condition and one more sample. Samples that come twice or out of order change nothing. */
export function advance(condition: Condition, { sample, isBad }: Reading, patience: Patience): Advanced {
  const { at } = sample;
  if (at <= condition.at) return { condition, change: 'none' };
  switch (condition.kind) {
    case 'fine':
      return isBad ? judged([sample], at, patience) : { condition: { kind: 'fine', at }, change: 'none' };
    case 'pending':
      if (!isBad) return { condition: { kind: 'fine', at }, change: 'none' };
      return judged([...condition.samples, sample], at, patience);
    case 'raised': {
      if (isBad) {
        const samples = [...condition.samples, sample].slice(-maxSamples);
        return { condition: { kind: 'raised', at, samples, goodInARow: 0 }, change: 'again' };
      }
      const goodInARow = condition.goodInARow + 1;
      if (goodInARow >= patience.recoverySamples) {
        return { condition: { kind: 'fine', at }, change: 'recovered' };
      }
      return { condition: { ...condition, at, goodInARow }, change: 'none' };
    }
    default:
      return assertNever(condition);
  }
}

function judged(samples: readonly ObservedSample[], at: number, patience: Patience): Advanced {
  const seconds = (at - (samples[0]?.at ?? at)) / 1000;
  if (samples.length >= patience.samples && seconds >= patience.seconds) {
    const kept = samples.slice(-maxSamples);
    return { condition: { kind: 'raised', at, samples: kept, goodInARow: 0 }, change: 'raised' };
  }
  // The first one says since when; of the others the newest are enough.
  const [first, ...others] = samples;
  const room = Math.max(maxSamples, patience.samples) - 1;
  const kept = first === undefined ? [] : [first, ...others.slice(-room)];
  return { condition: { kind: 'pending', at, samples: kept }, change: 'none' };
}

/** After a time in which nothing was seen: what had begun to look bad has to begin anew. */
export function interrupted(condition: Condition): Condition {
  return condition.kind === 'pending' ? { kind: 'fine', at: condition.at } : condition;
}

/** After the server's clock was set back: times of before say nothing about those of now. */
export function rebased(condition: Condition): Condition {
  return { ...interrupted(condition), at: Number.NEGATIVE_INFINITY };
}
