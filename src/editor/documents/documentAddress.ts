/**
 * The addresses of our read-only documents: which comparison, which of its texts. Everything is in the address, so that a
 * tab that comes back after a reload of the window finds its comparison again. Without `vscode`, so that plain tests can
 * turn it around.
 */
import type { TableName } from '../../schema/tableName.ts';
import { visibleText } from '../../shadow/visibleText.ts';

export const documentScheme = 'shadow-sync';

/** Which text of a comparison. `expected` is the shadow as it should be under the options. */
export type DocumentContent =
  | { readonly kind: 'change' }
  | { readonly kind: 'undo' }
  | { readonly kind: 'source' | 'shadow' | 'expected'; readonly shadow: TableName };

export interface DocumentAddress {
  /** The comparison's id. */
  readonly comparison: string;
  readonly content: DocumentContent;
}

/** The parts of a URI that say it; VS Code encodes them. */
export interface AddressParts {
  readonly scheme: string;
  readonly authority: string;
  readonly path: string;
  readonly query: string;
}

/** Where findings are explained; no comparison has this name. */
const findingsAuthority = 'findings';

/** Makes the address; `folders` are shown in breadcrumbs and tooltips (connection, database) and mean nothing. */
export function addressParts(
  { comparison, content }: DocumentAddress,
  { folders, label }: { readonly folders: readonly string[]; readonly label: string },
): AddressParts {
  const query =
    'shadow' in content ? [content.kind, content.shadow.database, content.shadow.table] : [content.kind];
  const path = [...folders, `${label}.${content.kind}.sql`].map((part) => `/${pathPart(part)}`).join('');
  return { scheme: documentScheme, authority: comparison, path, query: JSON.stringify(query) };
}

/** Where one kind of finding is explained. */
export function findingParts(code: string): AddressParts {
  return { scheme: documentScheme, authority: findingsAuthority, path: `/${code}.md`, query: '' };
}

/** The code of the finding that is explained there; null for other addresses. */
export function findingCode({ scheme, authority, path }: AddressParts): string | null {
  if (scheme !== documentScheme || authority !== findingsAuthority) return null;
  return /^\/(SS\d{3})\.md$/.exec(path)?.[1] ?? null;
}

/** What the address says; null for one that is not ours. Anybody can make an address, so it is checked like any input. */
export function readAddress(parts: AddressParts): DocumentAddress | null {
  const { scheme, authority, query } = parts;
  if (scheme !== documentScheme || !/^[0-9a-f]{16}$/.test(authority)) return null;
  const content = readContent(query);
  return content === null ? null : { comparison: authority, content };
}

function readContent(query: string): DocumentContent | null {
  const [kind, database, table, ...more] = readStrings(query);
  if (more.length > 0) return null;
  if (kind === 'change' || kind === 'undo') return database === undefined ? { kind } : null;
  if (kind !== 'source' && kind !== 'shadow' && kind !== 'expected') return null;
  return database === undefined || table === undefined ? null : { kind, shadow: { database, table } };
}

function readStrings(json: string): readonly string[] {
  try {
    const value: unknown = JSON.parse(json);
    return Array.isArray(value) && value.every((one) => typeof one === 'string') ? value : [];
  } catch {
    return [];
  }
}

/** A name as one part of a path that only people read. */
export function pathPart(name: string): string {
  const visible = visibleText(name).replaceAll('/', '∕').replaceAll('\\', '∖');
  return visible === '.' || visible === '..' ? `${visible}∕` : visible;
}
