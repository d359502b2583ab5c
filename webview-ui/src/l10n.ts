/**
 * Texts of the panels. The English text is the key, as everywhere in the product; the editor puts the translations of its
 * display language into the page (src/protocol/panelPage.ts). All texts stand in strings/, so that they can be listed.
 */
import * as v from 'valibot';

const translations = readTranslations();

/** The text in the user's language, with `{0}`, `{1}`, … replaced. */
export function t(text: string, ...args: readonly (string | number)[]): string {
  const translated = translations.get(text) ?? text;
  return translated.replace(/\{(\d)\}/g, (placeholder, index: string) => {
    const argument = args[Number(index)];
    return argument === undefined ? placeholder : String(argument);
  });
}

/** A text for one and a text for any other number; both may show it as `{0}`. */
export interface Counted {
  readonly one: string;
  readonly other: string;
}

/** `1 table`, `2,000 tables`. */
export function counted(count: number, texts: Counted): string {
  return t(count === 1 ? texts.one : texts.other, number(count));
}

/** A number with the separators of the user's language. */
export function number(value: number): string {
  return numberFormat.format(value);
}

/** A time of day, with the date when it isn't today's. */
export function shownTime(milliseconds: number, now = new Date()): string {
  const time = new Date(milliseconds);
  const isToday = time.toDateString() === now.toDateString();
  return new Intl.DateTimeFormat(language, {
    timeStyle: 'medium',
    ...(isToday ? {} : { dateStyle: 'medium' }),
  }).format(time);
}

/** A date and a time of day in a time zone; in the computer's own where that zone is not known here. */
export function timeIn(milliseconds: number, zone: string): string {
  const look = { dateStyle: 'full', timeStyle: 'short' } as const;
  try {
    return new Intl.DateTimeFormat(language, { ...look, timeZone: zone }).format(milliseconds);
  } catch {
    return new Intl.DateTimeFormat(language, look).format(milliseconds);
  }
}

const language = document.documentElement.lang || 'en';
const numberFormat = new Intl.NumberFormat(language);

function readTranslations(): ReadonlyMap<string, string> {
  const json = document.getElementById('l10n')?.textContent ?? '{}';
  const texts = v.parse(v.record(v.string(), v.string()), JSON.parse(json));
  return new Map(Object.entries(texts));
}
