/** Deep links to alerts: `vscode://shadow-sync.shadow-sync/alert/<id>`. They open, and never act. Without `vscode`. */
import { isAlertId } from './alertTarget.ts';

export interface LinkParts {
  readonly path: string;
  readonly query: string;
  readonly fragment: string;
}

/** `scheme`: the editor's own, which differs among its builds. */
export function alertLink(scheme: string, extensionId: string, alertId: string): string {
  return `${scheme}://${extensionId}/alert/${encodeURIComponent(alertId)}`;
}

/**
 * The alert that a link means; null for every other one. Anybody can make a link and have it clicked, so it holds an id of
 * the form that ours have, and nothing besides: no query, no fragment, no further step.
 */
export function alertIdOfLink({ path, query, fragment }: LinkParts): string | null {
  if (query !== '' || fragment !== '') return null;
  const id = /^\/alert\/([^/]*)$/.exec(path)?.[1];
  return id !== undefined && isAlertId(id) ? id : null;
}
