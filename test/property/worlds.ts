/** Random worlds: sources, and shadows that have drifted from them. */
import fc from 'fast-check';
import type { Flavour } from '../support/generate/flavour.ts';
import { driftArbitrary, mutate } from '../support/generate/mutate.ts';
import { schemaArbitrary } from '../support/generate/tables.ts';
import { pairsPerWorld } from './laws.ts';
import type { WorldRequest } from './world.ts';

/** Sources and drifted shadows, beside them or in a database of their own. */
export function worldArbitrary(flavour: Flavour, tables = pairsPerWorld): fc.Arbitrary<WorldRequest> {
  return fc
    .record({
      sources: schemaArbitrary(flavour, tables),
      drifts: fc.array(driftArbitrary(flavour), { minLength: tables, maxLength: tables }),
      place: fc.constantFrom('prefix', 'prefix', 'prefix', 'suffix', 'elsewhere'),
    })
    .map(({ sources, drifts, place }) => ({
      sources,
      shadows: mutate(sources, drifts, flavour),
      prefix: place === 'prefix' ? '__test_' : '',
      suffix: place === 'suffix' ? '_t' : '',
      elsewhere: place === 'elsewhere',
    }));
}
