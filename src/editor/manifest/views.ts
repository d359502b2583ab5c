/** The trees of the activity bar's container, and what they show while they are empty. */
import type { Translated } from './commandSpec.ts';

export interface ViewSpec {
  readonly name: Translated;
  /** One welcome text per state; Markdown with command links of ours. */
  readonly welcome: readonly { readonly when: string; readonly contents: Translated }[];
}

export const container = {
  id: 'shadowSync',
  title: { en: 'Shadow Sync', zh: 'Shadow Sync 影子表同步' },
  icon: 'media/activityBar.svg',
} as const;

export const views = {
  'shadowSync.connections': {
    name: { en: 'Connections', zh: '连接' },
    welcome: [
      {
        when: 'shadowSync.connections.state == empty',
        contents: {
          en: 'Connect to a MySQL, MariaDB or OceanBase server to see how its shadow tables differ from their sources.\n[Add Connection](command:shadowSync.connection.add)\nOr [paste a URL](command:shadowSync.connection.addByUrl), or [import](command:shadowSync.connection.import) what other tools know.',
          zh: '连接 MySQL、MariaDB 或 OceanBase 服务器，查看影子表与源表的差异。\n[添加连接](command:shadowSync.connection.add)\n也可以[粘贴 URL](command:shadowSync.connection.addByUrl)，或从其他工具[导入](command:shadowSync.connection.import)。',
        },
      },
    ],
  },
} as const satisfies Readonly<Record<string, ViewSpec>>;
