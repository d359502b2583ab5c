/** Alert settings that exist only in the page. */
import { alertSettingsContract } from '../../src/protocol/alertSettings.ts';
import type {
  AlertSettingsContract,
  AlertSettingsState,
  ShownTemplates,
} from '../../src/protocol/alertSettings.ts';
import type { Port } from '../../src/protocol/channel.ts';
import type { Result } from '../../src/protocol/contract.ts';
import { openHostEnd } from '../../src/protocol/hostEnd.ts';
import type { Handlers } from '../../src/protocol/hostEnd.ts';
import { settingsOf } from './sampleSettings.ts';

type Contract = AlertSettingsContract;

export function playAlertSettings(port: Port, scene: string): void {
  let state = settingsOf(scene);
  let asked = 0;
  const end = openHostEnd({
    contract: alertSettingsContract,
    port,
    describeError: () => ({ code: 'internal', message: 'The sample failed.', remedy: 'Try it again.' }),
    onRefused: (reason) => window.harness.refused.push(reason),
    handlers: {
      ready: () => {
        asked += 1;
        if (scene === 'unanswered' && asked === 1) throw new Error('not now');
        return state;
      },
      ...changesOf(
        scene,
        () => state,
        (changed) => (state = changed),
      ),
      addChannel: () => ({}),
      channel: ({ id, action }) => {
        if (action === 'switch') {
          const channels = state.channels.map((one) =>
            one.id === id ? { ...one, isEnabled: !one.isEnabled } : one,
          );
          state = { ...state, channels };
          end.emit('state', state);
        }
        return {};
      },
      unmute: ({ id }) => {
        state = { ...state, mutes: state.mutes.filter((one) => one.id !== id) };
        end.emit('state', state);
        return {};
      },
      clearSilent: () => {
        state = { ...state, silent: 0 };
        end.emit('state', state);
        return {};
      },
    },
  });
}

/** What the editor answers with the state that holds then. */
function changesOf(
  scene: string,
  now: () => AlertSettingsState,
  put: (state: AlertSettingsState) => AlertSettingsState,
): Pick<Handlers<Contract>, 'save' | 'preview' | 'saveTemplates' | 'mute'> {
  return {
    save: ({ values }): Result<Contract, 'save'> =>
      scene === 'refused'
        ? { kind: 'refused', message: 'drift.tasks[0] is no task that is known here.' }
        : { kind: 'saved', state: put({ ...now(), values }) },
    preview: ({ id, templates }) => previewOf(templates, isGeneric(now(), id)),
    saveTemplates: ({ id, templates }): Result<Contract, 'saveTemplates'> => {
      const shown = previewOf(templates, isGeneric(now(), id));
      if (shown.kind === 'wrong') return shown;
      const channels = now().channels.map((one) => (one.id === id ? { ...one, templates } : one));
      return { kind: 'saved', state: put({ ...now(), channels }) };
    },
    mute: ({ about, until }): Result<Contract, 'mute'> => {
      if (scene === 'refused') return { kind: 'refused', message: 'The end of the mute is over already.' };
      const name =
        about.kind === 'event' ? about.event : about.kind === 'tag' ? `Tag ${about.tag}` : about.taskId;
      const mute = { id: `m${String(now().mutes.length + 1)}`, about: name, until: until.kind };
      return { kind: 'muted', state: put({ ...now(), mutes: [...now().mutes, mute] }) };
    },
  };
}

const values: Readonly<Record<string, string>> = {
  event: 'oms_sync_failed',
  title: 'Synchronization task failure',
  level: 'HIGH',
  source: 'task tsample00001 on Shop, database shop',
  message: 'Run rsample00001 of task tsample00001 failed.',
  endsAt: '',
  link: 'vscode://shadow-sync/alert/asample00001',
  summary: '[HIGH] Synchronization task failure',
  alerts_json: '[{ "id": "asample00001", "level": "HIGH" }]',
};

/** Much simpler than the editor's own, which is not to be had here. */
function previewOf(
  { titleTemplate, template, bodyTemplate }: ShownTemplates,
  hasBody: boolean,
): Result<Contract, 'preview'> {
  const filled = (text: string): string =>
    text.replace(/\{\{(\w+)\}\}/g, (_, name: string) => values[name] ?? '');
  const given = { titleTemplate, template, bodyTemplate } as const;
  for (const field of ['titleTemplate', 'template', 'bodyTemplate'] as const) {
    const unknown = [...(given[field] ?? '').matchAll(/\{\{(\w+)\}\}/g)].find(
      ([, name = '']) => !(name in values),
    );
    if (unknown !== undefined) {
      const message = `There is no placeholder ${unknown[1] ?? ''}. These are known: ${Object.keys(values).join(', ')}.`;
      return { kind: 'wrong', problems: [{ field, message }] };
    }
  }
  if (!hasBody) {
    return {
      kind: 'shown',
      title: filled(titleTemplate ?? '{{summary}}'),
      text: filled(
        template ??
          '[{{level}}] {{title}} ({{event}})\n{{message}}\n{{source}}\nAlert asample00001: {{link}}',
      ),
    };
  }
  try {
    const body: unknown = JSON.parse(filled(bodyTemplate ?? '{ "data": { "alerts": {{alerts_json}} } }'));
    return { kind: 'shown', title: null, text: JSON.stringify(body, null, 2) };
  } catch {
    const message = 'The template of the body is no JSON. Put texts in quotes.';
    return { kind: 'wrong', problems: [{ field: 'bodyTemplate', message }] };
  }
}

function isGeneric({ channels }: AlertSettingsState, id: string): boolean {
  return channels.find((one) => one.id === id)?.fields.includes('bodyTemplate') === true;
}
