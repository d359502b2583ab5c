/** What has to be seen of a connection at a glance. Without `vscode`. */
import type { Connection } from '../../../connection/connection.ts';
import { defaultTls } from '../../../connection/connectionTarget.ts';

export type ConnectionMark = 'production' | 'not-encrypted';

/** In the order in which they are shown. */
export function connectionMarks({ environment, host, tls, ssh }: Connection): readonly ConnectionMark[] {
  const marks: ConnectionMark[] = [];
  if (environment === 'production') marks.push('production');
  // What stays on this computer needs no encryption, and what goes through a tunnel has the tunnel's.
  if (tls.mode === 'off' && ssh === null && defaultTls(host).mode !== 'off') marks.push('not-encrypted');
  return marks;
}
