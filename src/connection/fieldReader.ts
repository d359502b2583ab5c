import { phrase, type Said } from '../schema/phrase.ts';

/** Why one field of a record can't be used. Values are never repeated: a secret may stand in the wrong field. */
export interface FieldProblem {
  /** Where, from the top of the record: `tls.caFile`. */
  readonly field: string;
  /** Goes on after the field's name: `is missing`. */
  readonly cause: Said;
  /** A whole sentence. */
  readonly remedy: Said;
}

/** What a text has to be like. */
export interface TextRule {
  readonly accepts: (text: string) => boolean;
  readonly cause: Said;
  readonly remedy: Said;
}

/** Names that say that a secret stands there. */
const secretName = /pass(word|phrase)?$|secret|token|credential|^pw$/i;

/**
 * Reads the fields of a foreign record one by one and collects what is wrong with them. A field with a problem gives a
 * stand-in, so whoever reads looks at `problems` before using anything.
 */
export class FieldReader {
  readonly problems: FieldProblem[];
  readonly #record: ReadonlyMap<string, unknown>;
  readonly #path: string;

  /** Takes any value, and the names of all fields that the record may have and must have. */
  constructor(value: unknown, names: readonly string[], path = '', problems: FieldProblem[] = []) {
    this.#path = path;
    this.problems = problems;
    this.#record = recordOf(value);
    if (!isRecord(value)) {
      this.#report('', phrase`is no record of fields`, phrase`Write it as a JSON object.`);
      return;
    }
    for (const name of names) {
      if (!this.#record.has(name))
        this.#report(name, phrase`is missing`, phrase`Add it; null stands for none.`);
    }
    for (const name of this.#record.keys()) {
      if (!names.includes(name)) this.#reportUnknown(name);
    }
  }

  text(name: string, rule: TextRule): string {
    const value = this.#record.get(name);
    if (typeof value === 'string' && rule.accepts(value)) return value;
    return this.#refuse(name, rule.cause, rule.remedy, '');
  }

  textOrNull(name: string, rule: TextRule): string | null {
    return this.#record.get(name) === null ? null : this.text(name, rule);
  }

  integer(name: string, least: number, most: number): number {
    const value = this.#record.get(name);
    if (typeof value === 'number' && Number.isInteger(value) && value >= least && value <= most) return value;
    return this.#refuse(
      name,
      phrase`is not a whole number from ${least} to ${most}`,
      phrase`Give a whole number from ${least} to ${most}.`,
      least,
    );
  }

  choice<const T extends string>(name: string, choices: readonly [T, ...T[]]): T {
    const value = this.#record.get(name);
    const found = choices.find((choice) => choice === value);
    if (found !== undefined) return found;
    const listed = choices.join(', ');
    return this.#refuse(name, phrase`is none of ${listed}`, phrase`Choose one of ${listed}.`, choices[0]);
  }

  /** A record inside this one; its problems are this one's too. */
  nested(name: string, names: readonly string[]): FieldReader {
    // A missing one has been reported as such; its fields would say it again.
    const problems = this.#record.has(name) ? this.problems : [];
    return new FieldReader(this.#record.get(name), names, this.#nameOf(name), problems);
  }

  isNull(name: string): boolean {
    return this.#record.get(name) === null;
  }

  /**
   * Says that fields don't go together, as a problem of the first. Fields that are wrong by themselves have been
   * reported, and what they should be isn't known: then this says nothing.
   */
  reportTogether(names: readonly [string, ...string[]], cause: Said, remedy: Said): void {
    const reported = new Set(this.problems.map(({ field }) => field));
    const places = [this.#path, ...names.map((name) => this.#nameOf(name))];
    if (!places.some((place) => reported.has(place))) this.#report(names[0], cause, remedy);
  }

  #refuse<T>(name: string, cause: Said, remedy: Said, standIn: T): T {
    // A missing field has been reported already.
    if (this.#record.has(name)) this.#report(name, cause, remedy);
    return standIn;
  }

  #reportUnknown(name: string): void {
    if (secretName.test(name)) {
      this.#report(
        shownName(name),
        phrase`looks like a secret`,
        phrase`Leave it out: secrets are kept in the secret storage.`,
      );
    } else {
      this.#report(shownName(name), phrase`is no field that is known here`, phrase`Leave it out.`);
    }
  }

  #report(name: string, cause: Said, remedy: Said): void {
    this.problems.push({ field: this.#nameOf(name), cause, remedy });
  }

  #nameOf(name: string): string {
    return [this.#path, name].filter((part) => part !== '').join('.');
  }
}

function isRecord(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Own fields only, and as a map: `__proto__` is a name like any other there (C6). */
function recordOf(value: unknown): ReadonlyMap<string, unknown> {
  return new Map<string, unknown>(isRecord(value) ? Object.entries(value) : []);
}

/** A foreign name as a message may show it. */
function shownName(name: string): string {
  const text = name.length > 60 ? `${name.slice(0, 60)}…` : name;
  return /^[\w-]+$/.test(name) ? text : JSON.stringify(text);
}
