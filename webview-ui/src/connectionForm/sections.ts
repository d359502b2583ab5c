/** The sections of the form, top to bottom. */
import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { environments } from '../../../src/connection/connection.ts';
import { connectionDialects } from '../../../src/connection/connectionDialect.ts';
import { describeDialect } from '../../../src/connection/describeDialect.ts';
import type { ConnectionDraft } from '../../../src/protocol/connectionForm.ts';
import { button } from '../controls/button.ts';
import { checkbox } from '../controls/checkbox.ts';
import { dropdown } from '../controls/dropdown.ts';
import { radioGroup } from '../controls/radioGroup.ts';
import { t } from '../l10n.ts';
import { said } from '../said.ts';
import { sharedTexts } from '../strings/shared.ts';
import { connectionFormTexts as texts } from '../strings/connectionForm.ts';
import { dialectRows } from './dialectRows.ts';
import { controlRow, fileRow, secretRow, textRow } from './formFields.ts';
import type { FieldContext } from './formFields.ts';
import { hopRows } from './hopRows.ts';
import { emptyJump, emptyTunnel, hasOwnAddress, withDialect } from './model/draftFields.ts';
import type { HopDraft, TunnelDraft } from './model/draftFields.ts';

export interface SectionContext extends FieldContext {
  readonly draft: ConnectionDraft;
  readonly groups: readonly string[];
  /** Takes the new draft and the path of the field that made it. */
  readonly change: (draft: ConnectionDraft, field: string) => void;
  readonly onPasteUrl: () => void;
}

export function serverSection(context: SectionContext): TemplateResult {
  const { draft, change } = context;
  const { database } = describeDialect(draft.dialect);
  const text = (
    field: 'name' | 'host' | 'port' | 'database',
    label: string,
    more: object = {},
  ): TemplateResult =>
    textRow(context, {
      field,
      label,
      value: draft[field],
      onInput: (value) => change({ ...draft, [field]: value }, field),
      ...more,
    });
  return html`<section class="section" aria-labelledby="server">
    <div class="section-head">
      <h2 id="server">${t(texts.server)}</h2>
      ${button({ label: t(texts.pasteUrl), icon: 'link', onPress: context.onPasteUrl })}
    </div>
    ${text('name', t(texts.name), { help: t(texts.nameHelp) })}
    ${controlRow(
      t(texts.dialect),
      dropdown({
        id: 'dialect',
        label: t(texts.dialect),
        choices: connectionDialects.map((value) => ({ value, label: said(describeDialect(value).label) })),
        value: draft.dialect,
        onChange: (dialect) => change(withDialect(draft, dialect), 'dialect'),
      }),
    )}
    ${
      hasOwnAddress(draft)
        ? html`<div class="line">
            ${text('host', t(texts.host))} ${text('port', t(texts.port), { isShort: true })}
          </div>`
        : nothing
    }
    ${dialectRows(context)}
    ${text('database', said(database.label), database.help === null ? {} : { help: said(database.help) })}
  </section>`;
}

export function accountSection(context: SectionContext): TemplateResult {
  const { draft, change } = context;
  return html`<section class="section" aria-labelledby="account">
    <h2 id="account">${t(texts.account)}</h2>
    ${textRow(context, {
      field: 'user',
      label: t(texts.user),
      value: draft.user,
      onInput: (user) => change({ ...draft, user }, 'user'),
    })}
    ${secretRow(context, 'password', t(texts.password))}
  </section>`;
}

const tlsTexts = {
  off: { label: texts.tlsOff, help: texts.tlsOffHelp },
  required: { label: texts.tlsRequired, help: texts.tlsRequiredHelp },
  'verify-ca': { label: texts.tlsVerifyCa, help: texts.tlsVerifyCaHelp },
  'verify-identity': { label: texts.tlsVerifyIdentity, help: texts.tlsVerifyIdentityHelp },
} as const;

const tlsModes = ['off', 'required', 'verify-ca', 'verify-identity'] as const;

export function encryptionSection(context: SectionContext): TemplateResult {
  const { draft, change } = context;
  const { tls } = draft;
  const file = (name: 'caFile' | 'certFile' | 'keyFile', label: string, help?: string): TemplateResult =>
    fileRow(context, {
      field: `tls.${name}`,
      file: `tls.${name}`,
      label,
      value: tls[name],
      onInput: (value) => change({ ...draft, tls: { ...tls, [name]: value } }, `tls.${name}`),
      ...(help === undefined ? {} : { help }),
    });
  return html`<section class="section" aria-labelledby="encryption">
    <h2 id="encryption">${t(texts.encryption)}</h2>
    ${controlRow(
      t(texts.tlsMode),
      dropdown({
        id: 'tls.mode',
        label: t(texts.tlsMode),
        choices: tlsModes.map((value) => ({ value, label: t(tlsTexts[value].label) })),
        value: tls.mode,
        onChange: (mode) => change({ ...draft, tls: { ...tls, mode } }, 'tls.mode'),
      }),
      t(tlsTexts[tls.mode].help),
    )}
    ${
      tls.mode === 'off'
        ? nothing
        : html`${file('caFile', t(texts.caFile), said(describeDialect(draft.dialect).caFileHelp))}
          ${file('certFile', t(texts.certFile))} ${file('keyFile', t(texts.keyFile))}
          ${(tls.keyFile ?? '') === '' ? nothing : secretRow(context, 'tlsKeyPassphrase', t(texts.keyPassphrase))}`
    }
  </section>`;
}

export function sshSection(context: SectionContext): TemplateResult {
  const { draft, change } = context;
  const { ssh } = draft;
  return html`<section class="section" aria-labelledby="ssh">
    <h2 id="ssh">${t(texts.ssh)}</h2>
    ${checkbox({
      id: 'ssh.use',
      label: t(texts.useSsh),
      isChecked: ssh !== null,
      onChange: (isOn) => change({ ...draft, ssh: isOn ? emptyTunnel : null }, 'ssh'),
    })}
    ${ssh === null ? nothing : tunnelRows(context, ssh)}
  </section>`;
}

function tunnelRows(context: SectionContext, ssh: TunnelDraft): TemplateResult {
  const set = (change: Partial<TunnelDraft>, field: string): void =>
    context.change({ ...context.draft, ssh: { ...ssh, ...change } }, field);
  return html`${hopRows(context, 'ssh', ssh, set)}
  ${fileRow(context, {
    field: 'ssh.knownHostsFile',
    file: 'ssh.knownHostsFile',
    label: t(texts.knownHostsFile),
    value: ssh.knownHostsFile,
    help: t(texts.knownHostsHelp),
    onInput: (knownHostsFile) => set({ knownHostsFile }, 'ssh.knownHostsFile'),
  })}
  ${checkbox({
    id: 'ssh.useJump',
    label: t(texts.useJump),
    isChecked: ssh.jump !== null,
    onChange: (isOn) => set({ jump: isOn ? emptyJump : null }, 'ssh.jump'),
  })}
  ${ssh.jump === null ? nothing : jumpRows(context, ssh.jump, set)}`;
}

function jumpRows(
  context: SectionContext,
  jump: HopDraft,
  set: (change: Partial<TunnelDraft>, field: string) => void,
): TemplateResult {
  return hopRows(context, 'ssh.jump', jump, (change, field) => set({ jump: { ...jump, ...change } }, field));
}

export function organisationSection(context: SectionContext): TemplateResult {
  const { draft, groups, change } = context;
  const setGroup = (group: string): void => change({ ...draft, group }, 'group');
  return html`<section class="section" aria-labelledby="organisation">
    <h2 id="organisation">${t(texts.organisation)}</h2>
    ${textRow(context, {
      field: 'group',
      label: t(texts.group),
      value: draft.group,
      help: t(texts.groupHelp),
      onInput: setGroup,
    })}
    ${
      groups.length === 0
        ? nothing
        : html`<div class="groups" role="group" aria-label=${t(texts.groups)}>
            ${groups.map((group) => button({ label: group, onPress: () => setGroup(group) }))}
          </div>`
    }
    ${controlRow(
      t(texts.environment),
      radioGroup({
        label: t(texts.environment),
        choices: environments.map((value) => ({ value, label: t(sharedTexts[value]) })),
        value: draft.environment,
        onChange: (environment) => change({ ...draft, environment }, 'environment'),
      }),
      t(texts.environmentHelp),
    )}
  </section>`;
}
