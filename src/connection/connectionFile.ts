/** Connections as a file that can be given to somebody else: JSON, readable in a review, without any secret. */
import { phrase } from '../schema/phrase.ts';
import type { Phrase } from '../schema/phrase.ts';
import { ShadowSyncError } from '../schema/shadowSyncError.ts';
import type { Connection } from './connection.ts';
import { readConnection } from './readConnection.ts';

const format = 'shadow-sync-connections';
const version = 1;

/** Far more than anybody has; a bound against files that are something else (C8). */
const maxText = 10_000_000;
const maxConnections = 10_000;

/**
 * Takes connections, gives the file's text. Each is checked once more, so that a field that is not the model's (a
 * password that slipped in) ends the export instead of leaving with it. Throws ShadowSyncError 'usage'.
 */
export function exportConnections(connections: readonly Connection[]): string {
  const checked = connections.map((connection, index) => readConnection(connection, named(index)));
  return `${JSON.stringify({ format, version, connections: checked }, null, 2)}\n`;
}

/**
 * Takes a file's text, gives its connections, ids included: whether they are there already is for the caller to see.
 * Throws ShadowSyncError 'usage' that names each field which is wrong or unknown, and never a value.
 */
export function importConnections(text: string): readonly Connection[] {
  const { connections } = envelope(text);
  const read = connections.map((value: unknown, index) => readConnection(value, named(index)));
  const ids = new Set<string>();
  for (const [index, { id }] of read.entries()) {
    if (ids.has(id)) {
      throw refused(
        phrase`${named(index)} has the id of an earlier one in the file`,
        phrase`Leave one of the two out, or give it an id of its own.`,
      );
    }
    ids.add(id);
  }
  return read;
}

function envelope(text: string): { readonly connections: readonly unknown[] } {
  if (text.length > maxText) throw refused(phrase`It is longer than ${maxText} characters`, exported);
  const value = parsed(text);
  if (typeof value !== 'object' || value === null || !('format' in value) || value.format !== format) {
    throw refused(phrase`It is no file of the format ${format}`, exported);
  }
  if (!('version' in value) || typeof value.version !== 'number') {
    throw refused(phrase`It has no version`, exported);
  }
  if (value.version !== version) {
    throw refused(
      phrase`It has version ${value.version}, and this program knows version ${version}`,
      phrase`Update the program, or export the connections from this version.`,
    );
  }
  const unknown = Object.keys(value).filter((name) => !['format', 'version', 'connections'].includes(name));
  if (unknown.length > 0) {
    throw refused(
      phrase`It has fields that are not known here: ${JSON.stringify(unknown.slice(0, 10))}`,
      phrase`Leave them out.`,
    );
  }
  if (!('connections' in value) || !Array.isArray(value.connections)) {
    throw refused(phrase`It has no list of connections`, exported);
  }
  if (value.connections.length > maxConnections) {
    throw refused(
      phrase`It has more than ${maxConnections} connections`,
      phrase`Split it into several files.`,
    );
  }
  return { connections: value.connections };
}

const exported = phrase`Choose a file that was made by exporting connections.`;

function parsed(text: string): unknown {
  try {
    // Some editors begin a file with a byte order mark.
    return JSON.parse(text.replace(/^\u{feff}/u, ''));
  } catch {
    // The parser's own message repeats a piece of the text.
    throw refused(phrase`It is no JSON`, exported);
  }
}

function named(index: number): Phrase {
  return phrase`Connection ${index + 1} of the file`;
}

function refused(cause: Phrase, remedy: Phrase): ShadowSyncError {
  return new ShadowSyncError('usage', phrase`The connections can't be imported. ${cause}.`, { remedy });
}
