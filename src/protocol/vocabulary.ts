/** Values of the core that several panels are told, checked at the wire in one way. */
import * as v from 'valibot';
import type { Environment } from '../connection/connection.ts';
import type { FindingLevel } from '../diff/finding.ts';

export const environment = v.picklist([
  'development',
  'test',
  'production',
]) satisfies v.GenericSchema<Environment>;

export const findingLevel = v.picklist([
  'info',
  'caution',
  'unsafe',
  'refused',
]) satisfies v.GenericSchema<FindingLevel>;

/** What a comparison does while it reads. */
export const readingStep = v.picklist(['connecting', 'listing', 'reading', 'comparing']);
