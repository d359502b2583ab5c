import { describeDialect } from '../../../../src/connection/describeDialect.ts';
import type { ConnectionDraft, FileField } from '../../../../src/protocol/connectionForm.ts';
import { withOwnValue } from './draftFields.ts';

/** The draft with a file that was chosen. A field that is not there any more, because its switch was turned, stays away. */
export function withPath(draft: ConnectionDraft, field: FileField, path: string): ConnectionDraft {
  const { tls, ssh } = draft;
  switch (field) {
    case 'tls.caFile':
      return { ...draft, tls: { ...tls, caFile: path } };
    case 'tls.certFile':
      return { ...draft, tls: { ...tls, certFile: path } };
    case 'tls.keyFile':
      return { ...draft, tls: { ...tls, keyFile: path } };
    case 'ssh.keyFile':
      return ssh === null ? draft : { ...draft, ssh: { ...ssh, keyFile: path } };
    case 'ssh.knownHostsFile':
      return ssh === null ? draft : { ...draft, ssh: { ...ssh, knownHostsFile: path } };
    case 'ssh.jump.keyFile':
      if (ssh?.jump == null) return draft;
      return { ...draft, ssh: { ...ssh, jump: { ...ssh.jump, keyFile: path } } };
    default:
      return withOwnPath(draft, field, path);
  }
}

function withOwnPath(
  draft: ConnectionDraft,
  field: `own.${string}.${string}`,
  path: string,
): ConnectionDraft {
  const { own } = describeDialect(draft.dialect);
  const found = own?.fields.find(({ name }) => field === `own.${own.name}.${name}`);
  return own === null || found === undefined ? draft : withOwnValue(own, draft, found.name, path);
}
