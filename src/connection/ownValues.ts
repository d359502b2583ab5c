/** From the fields of a dialect's own as they are typed to the record that a connection keeps of them, and back. */
import type { OwnField, OwnFields, OwnValues } from './dialects/dialectDescription.ts';

/** What a new connection begins with, under what was typed already. */
export function startedValues({ fields }: OwnFields, typed: OwnValues | undefined): OwnValues {
  return Object.fromEntries(fields.map((field) => [field.name, typed?.[field.name] ?? startOf(field)]));
}

/** As it is sent and kept: without spaces around, null for nothing, and nothing of what is not asked for. */
export function tidiedValues(own: OwnFields, typed: OwnValues | undefined): OwnValues {
  const values = startedValues(own, typed);
  return Object.fromEntries(
    own.fields.map((field) => [field.name, field.words(values) === null ? null : tidied(field, values)]),
  );
}

/** The record that a connection keeps. A number that is none stays what it is, so that the model refuses it. */
export function keptRecord(own: OwnFields, typed: OwnValues): Readonly<Record<string, unknown>> {
  const values = tidiedValues(own, typed);
  return Object.fromEntries(
    own.fields.map(({ kind, name }) => {
      const value = values[name] ?? null;
      return [name, kind === 'number' && value !== null && /^\d{1,9}$/.test(value) ? Number(value) : value];
    }),
  );
}

/** What the form shows of a connection, or of what else holds such a record; undefined where it holds none. */
export function valuesIn(own: OwnFields, holder: object): OwnValues | undefined {
  const record: unknown = new Map<string, unknown>(Object.entries(holder)).get(own.name);
  if (typeof record !== 'object' || record === null) return undefined;
  const kept = new Map<string, unknown>(Object.entries(record));
  return Object.fromEntries(own.fields.map(({ name }) => [name, textOf(kept.get(name))]));
}

function startOf(field: OwnField): string | null {
  if (field.kind === 'choice') return field.choices[0].value;
  return field.isNeeded ? '' : null;
}

function tidied(field: OwnField, values: OwnValues): string | null {
  const text = values[field.name]?.trim() ?? '';
  return text === '' && startOf(field) === null ? null : text;
}

function textOf(value: unknown): string | null {
  if (typeof value === 'number') return String(value);
  return typeof value === 'string' ? value : null;
}
