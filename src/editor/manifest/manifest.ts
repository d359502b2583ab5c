/** What package.json says to VS Code, made from the tables of this folder. */
import { commands } from './commands.ts';
import type { CommandSpec, MenuPlace, Translated } from './commandSpec.ts';
import { settings } from './settings.ts';
import type { SettingSpec } from './settings.ts';
import { container, views } from './views.ts';
import type { ViewSpec } from './views.ts';
import { walkthrough } from './walkthrough.ts';

export interface Manifest {
  readonly contributes: Readonly<Record<string, unknown>>;
  /** Settings that don't hold in a folder that the user does not trust. */
  readonly restricted: readonly string[];
  /** The texts behind the `%keys%`, by key. */
  readonly texts: ReadonlyMap<string, Translated>;
}

/** Why the extension is limited in folders that the user does not trust (U8). */
const restricted: Translated = {
  en: 'Shadow Sync connects to no server and runs nothing in a folder that you do not trust.',
  zh: '在不受信任的文件夹中，Shadow Sync 不会连接任何服务器，也不会执行任何操作。',
};

/** Keeps a text and gives the placeholder that stands for it. */
type TextOf = (key: string, value: Translated) => string;

/** Makes `contributes` and its texts. */
export function makeManifest(): Manifest {
  const texts = new Map<string, Translated>();
  const text: TextOf = (key, value) => {
    texts.set(key, value);
    return `%${key}%`;
  };
  const commandList = Object.entries<CommandSpec>(commands);
  text('capabilities.untrusted', restricted);
  const contributes = {
    viewsContainers: {
      activitybar: [
        { id: container.id, title: text('container.title', container.title), icon: container.icon },
      ],
    },
    views: {
      [container.id]: viewList().map(([id, view]) => ({
        id,
        name: text(`${id}.name`, view.name),
        icon: container.icon,
      })),
    },
    viewsWelcome: viewList().flatMap(([id, view]) =>
      view.welcome.map(({ when, contents }, i) => ({
        view: id,
        contents: text(`${id}.welcome.${i + 1}`, contents),
        when,
      })),
    ),
    commands: commandList.map(([id, spec]) => ({
      command: id,
      title: text(`${id}.title`, spec.title),
      category: 'Shadow Sync',
      ...(spec.icon === undefined ? {} : { icon: `$(${spec.icon})` }),
      ...(spec.enablement === undefined ? {} : { enablement: spec.enablement }),
    })),
    menus: menusOf(commandList),
    keybindings: commandList.flatMap(([id, { key }]) => (key === undefined ? [] : [{ command: id, ...key }])),
    configuration: {
      title: 'Shadow Sync',
      properties: Object.fromEntries(
        Object.entries<SettingSpec>(settings).map(([id, spec], order) => [
          id,
          settingOf(id, spec, order, text),
        ]),
      ),
    },
    walkthroughs: [walkthroughOf(text)],
    // The editor completes and checks task files that people write or change by hand.
    jsonValidation: [{ fileMatch: '*.shadow-task.json', url: './media/task.schema.json' }],
  };
  const restrictedSettings = Object.entries<SettingSpec>(settings).flatMap(([id, { isRestricted }]) =>
    isRestricted === true ? [id] : [],
  );
  return { contributes, restricted: restrictedSettings, texts };
}

function walkthroughOf(text: TextOf): Record<string, unknown> {
  const key = `walkthrough.${walkthrough.id}`;
  return {
    id: walkthrough.id,
    title: text(`${key}.title`, walkthrough.title),
    description: text(`${key}.description`, walkthrough.description),
    steps: walkthrough.steps.map((step) => ({
      id: step.id,
      title: text(`${key}.${step.id}.title`, step.title),
      description: text(`${key}.${step.id}.description`, step.description),
      media: {
        svg: `media/walkthrough/${step.picture}`,
        altText: text(`${key}.${step.id}.altText`, step.altText),
      },
      completionEvents: [
        ...step.completedBy.map((id) => `onCommand:${id}`),
        ...(step.completedWhen === undefined ? [] : [`onContext:${step.completedWhen}`]),
      ],
    })),
  };
}

function viewList(): [string, ViewSpec][] {
  return Object.entries<ViewSpec>(views);
}

function menusOf(list: readonly (readonly [string, CommandSpec])[]): Record<string, unknown[]> {
  const menus: Record<string, unknown[]> = {};
  const hidden = list.filter(([, spec]) => spec.isInPalette === false);
  if (hidden.length > 0) {
    menus['commandPalette'] = hidden.map(([id]) => ({ command: id, when: 'false' }));
  }
  for (const [id, spec] of list) {
    for (const { menu, when, group } of spec.menus ?? ([] as readonly MenuPlace[])) {
      (menus[menu] ??= []).push({ command: id, when, group });
    }
  }
  return menus;
}

function settingOf(id: string, spec: SettingSpec, order: number, text: TextOf): Record<string, unknown> {
  const {
    type,
    default: initial,
    scope,
    enum: choices,
    minimum,
    maximum,
    description,
    enumDescriptions,
  } = spec;
  return {
    type,
    default: initial,
    scope,
    ...(choices === undefined ? {} : { enum: choices }),
    ...(minimum === undefined ? {} : { minimum }),
    ...(maximum === undefined ? {} : { maximum }),
    order,
    ...(spec.type === 'array' ? { items: { type: 'string' } } : {}),
    markdownDescription: text(`${id}.description`, description),
    ...(enumDescriptions === undefined
      ? {}
      : {
          markdownEnumDescriptions: enumDescriptions.map((one, i) => text(`${id}.enum.${i + 1}`, one)),
        }),
  };
}
