import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { radioGroup } from '../controls/radioGroup.ts';
import { t } from '../l10n.ts';
import { connectionFormTexts as texts } from '../strings/connectionForm.ts';
import { controlRow, fileRow, secretRow, textRow } from './formFields.ts';
import type { FieldContext } from './formFields.ts';
import type { HopDraft } from './model/draftFields.ts';

const hops = {
  ssh: {
    host: texts.sshHost,
    port: texts.sshPort,
    user: texts.sshUser,
    auth: texts.sshAuth,
    keyFile: texts.sshKeyFile,
    password: { kind: 'sshPassword', label: texts.sshPassword },
    passphrase: { kind: 'sshPassphrase', label: texts.sshPassphrase },
  },
  'ssh.jump': {
    host: texts.jumpHost,
    port: texts.jumpPort,
    user: texts.jumpUser,
    auth: texts.jumpAuth,
    keyFile: texts.jumpKeyFile,
    password: { kind: 'jumpPassword', label: texts.jumpPassword },
    passphrase: { kind: 'jumpPassphrase', label: texts.jumpPassphrase },
  },
} as const;

const authentications = [
  { value: 'agent', label: texts.authAgent },
  { value: 'key', label: texts.authKey },
  { value: 'password', label: texts.authPassword },
] as const;

/** One SSH server as one account: the tunnel's own, or the one in front of it. */
export function hopRows(
  context: FieldContext,
  path: keyof typeof hops,
  hop: HopDraft,
  change: (change: Partial<HopDraft>, field: string) => void,
): TemplateResult {
  const labels = hops[path];
  const text = (name: 'host' | 'port' | 'user', isShort = false): TemplateResult =>
    textRow(context, {
      field: `${path}.${name}`,
      label: t(labels[name]),
      value: hop[name],
      onInput: (value) => change({ [name]: value }, `${path}.${name}`),
      isShort,
    });
  return html`<div class="line">${text('host')} ${text('port', true)}</div>
    ${text('user')}
    ${controlRow(
      t(labels.auth),
      radioGroup({
        label: t(labels.auth),
        choices: authentications.map(({ value, label }) => ({ value, label: t(label) })),
        value: hop.auth,
        onChange: (auth) => change({ auth }, `${path}.auth`),
      }),
    )}
    ${hop.auth === 'password' ? secretRow(context, labels.password.kind, t(labels.password.label)) : nothing}
    ${
      hop.auth === 'key'
        ? html`${fileRow(context, {
            field: `${path}.keyFile`,
            file: `${path}.keyFile`,
            label: t(labels.keyFile),
            value: hop.keyFile,
            onInput: (keyFile) => change({ keyFile }, `${path}.keyFile`),
          })}
          ${secretRow(context, labels.passphrase.kind, t(labels.passphrase.label))}`
        : nothing
    }`;
}
