/** Addresses of our documents as VS Code has them. */
import { Uri } from 'vscode';
import type { OpenComparison } from '../comparisons/openComparisons.ts';
import { addressParts, findingParts } from './documentAddress.ts';
import type { DocumentContent } from './documentAddress.ts';

/** The same for the same content of the same comparison, as long as nobody renames the connection. */
export function documentUri({ id, comparison }: OpenComparison, content: DocumentContent): Uri {
  const { connection, database } = comparison.request;
  const label = 'shadow' in content ? content.shadow.table : database;
  const address = { comparison: id, content };
  return Uri.from(addressParts(address, { folders: [connection.name, database], label }));
}

/** Where a kind of finding is explained. */
export function findingUri(code: string): Uri {
  return Uri.from(findingParts(code));
}
