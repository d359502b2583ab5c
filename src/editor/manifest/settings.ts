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
} as const satisfies Readonly<Record<string, SettingSpec>>;
