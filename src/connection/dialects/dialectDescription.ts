/**
 * What a kind of server asks of a connection, as data: the connection's form draws what stands here and knows no dialect
 * by name, so that another dialect is one more description.
 */
import type { Said } from '../../schema/phrase.ts';

export interface DialectDescription {
  /** What a user chooses it by. */
  readonly label: Said;
  /** The port of a server for which nobody named one. */
  readonly port: number;
  /** What is opened of a server: a database of it, or a schema. */
  readonly database: FieldWords;
  readonly caFileHelp: Said;
  /** What such a connection has beyond host, port, account and database; null for nothing. */
  readonly own: OwnFields | null;
}

/** Fields of a dialect's own. They are kept as one record in the connection. */
export interface OwnFields {
  /** The record's name in the connection. */
  readonly name: string;
  /** As they follow each other in the form. */
  readonly fields: readonly OwnField[];
  /** Whether host and port are the user's to say while these values stand in the form. */
  readonly hasAddress: (values: OwnValues) => boolean;
  /** The address that these values say themselves, for people; null where the connection's own host and port count. */
  readonly shownAddress: (values: OwnValues) => { readonly host: string; readonly port: number } | null;
}

/** What stands in the fields by their names: as typed, and null for nothing. */
export type OwnValues = Readonly<Record<string, string | null>>;

export interface FieldWords {
  readonly label: Said;
  readonly help: Said | null;
}

interface Named {
  /** As it is called in the record. What it has to be like, whoever reads the record says (readConnection.ts). */
  readonly name: string;
  /** Its words while these values stand in the form; null: then it is not asked for, and nothing of it is kept. */
  readonly words: (values: OwnValues) => FieldWords | null;
}

export interface TypedField extends Named {
  readonly kind: 'text' | 'number' | 'file';
  /** False: nothing typed means none. */
  readonly isNeeded: boolean;
}

export interface ChoiceField extends Named {
  readonly kind: 'choice';
  /** A new connection begins with the first. */
  readonly choices: readonly [Choice, ...Choice[]];
}

interface Choice {
  readonly value: string;
  readonly label: Said;
}

export type OwnField = TypedField | ChoiceField;
