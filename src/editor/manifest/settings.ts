/** Settings, in the order in which they are shown. */
import type { Translated } from './commandSpec.ts';

export interface SettingSpec {
  readonly type: 'boolean' | 'string' | 'number' | 'array';
  readonly default: boolean | string | number | readonly string[];
  readonly description: Translated;
  /** `machine` and `application` settings can't be set by a workspace, which may be hostile (U8). */
  readonly scope: 'application' | 'machine' | 'window' | 'resource';
  /** A folder that the user does not trust can't set it (U8). */
  readonly isRestricted?: boolean;
  readonly enum?: readonly string[];
  readonly enumDescriptions?: readonly Translated[];
  readonly minimum?: number;
  readonly maximum?: number;
}

export const settings = {
  'shadowSync.naming.default': {
    type: 'string',
    default: '__test_*',
    scope: 'window',
    isRestricted: true,
    description: {
      en: 'Naming rule that a comparison starts with: `*` stands for the name of the source table (`__test_*` is a prefix, `*_shadow` a suffix).',
      zh: '比较时默认使用的命名规则：`*` 代表源表名（`__test_*` 为前缀，`*_shadow` 为后缀）。',
    },
  },
  'shadowSync.tasks.maxParallel': {
    type: 'number',
    default: 2,
    minimum: 1,
    maximum: 8,
    scope: 'machine',
    description: {
      en: 'How many tasks may run at the same time. There is never more than one run on a connection.',
      zh: '可以同时执行的任务数。同一连接上始终最多只有一次执行。',
    },
  },
  'shadowSync.alerts.messages': {
    type: 'string',
    default: 'high',
    enum: ['high', 'all', 'off'],
    enumDescriptions: [
      { en: 'New alerts of the level High.', zh: '仅针对新的“高”级别告警。' },
      { en: 'New alerts of every level.', zh: '针对所有级别的新告警。' },
      { en: 'None: badge, list and status bar only.', zh: '从不弹出，仅使用角标、列表与状态栏。' },
    ],
    scope: 'application',
    description: {
      en: 'Which alerts are told by a message, once, all together, and only in a window that is looked at.',
      zh: '哪些告警会弹出消息：只弹出一次、合并提示，且仅在当前活动窗口中弹出。',
    },
  },
  'shadowSync.alerts.statusBar': {
    type: 'string',
    default: 'plain',
    enum: ['plain', 'coloured', 'off'],
    enumDescriptions: [
      { en: 'Shown while alerts fire.', zh: '存在触发中的告警时显示。' },
      {
        en: 'Shown while alerts fire, on a warning background when one is of the level High.',
        zh: '存在触发中的告警时显示；若有“高”级别告警，则使用警告背景色。',
      },
      { en: 'Never shown.', zh: '从不显示。' },
    ],
    scope: 'application',
    description: { en: 'The number of firing alerts in the status bar.', zh: '状态栏中的触发中告警数。' },
  },
  'shadowSync.alerts.problems': {
    type: 'boolean',
    default: true,
    scope: 'application',
    description: {
      en: 'Show open alerts as Problems: a failed run on its statement, drifted tables on their task.',
      zh: '在“问题”面板中显示未结束的告警：失败的执行显示在对应语句上，结构漂移的表显示在对应任务上。',
    },
  },
} as const satisfies Readonly<Record<string, SettingSpec>>;
