/** The walkthrough: from an empty window to a change that was run. */
import type { CommandId } from './commands.ts';
import type { Translated } from './commandSpec.ts';

export interface WalkthroughStep {
  readonly id: string;
  readonly title: Translated;
  /** Markdown; a command link on a line of its own is shown as a button. */
  readonly description: Translated;
  /** In media/walkthrough. */
  readonly picture: string;
  readonly altText: Translated;
  /** The step is ticked when one of these was run, or when the condition holds. */
  readonly completedBy: readonly CommandId[];
  readonly completedWhen?: string;
}

export const walkthrough: {
  readonly id: string;
  readonly title: Translated;
  readonly description: Translated;
  readonly steps: readonly WalkthroughStep[];
} = {
  id: 'start',
  title: { en: 'Get Started with Shadow Sync', zh: '开始使用 Shadow Sync' },
  description: {
    en: 'Keep shadow tables in line with their sources: compare, review the change as SQL, run it.',
    zh: '让影子表与源表保持一致：比较、以 SQL 审阅变更、执行。',
  },
  steps: [
    {
      id: 'connect',
      title: { en: 'Add a connection', zh: '添加连接' },
      description: {
        en: 'Paste a URL, fill in a form, or import what other tools know. Passwords go to the secret storage of the editor.\n[Add Connection](command:shadowSync.connection.add)',
        zh: '粘贴 URL、填写表单，或从其他工具导入。密码保存在编辑器的机密存储中。\n[添加连接](command:shadowSync.connection.add)',
      },
      picture: 'connect.svg',
      altText: { en: 'A server is added as a connection', zh: '将服务器添加为连接' },
      completedBy: ['shadowSync.connection.addByUrl', 'shadowSync.connection.import'],
      completedWhen: 'shadowSync.connections.state == some',
    },
    {
      id: 'compare',
      title: { en: 'Compare tables with their shadows', zh: '比较源表与影子表' },
      description: {
        en: 'Choose a database or some of its tables, and how their shadows are named. Nothing is changed.\n[Compare with Shadow Tables](command:shadowSync.comparison.start)',
        zh: '选择数据库或其中的表，以及影子表的命名规则。此步骤不会更改任何内容。\n[与影子表比较](command:shadowSync.comparison.start)',
      },
      picture: 'compare.svg',
      altText: { en: 'A table and its shadow, side by side', zh: '源表与影子表并排显示' },
      completedBy: ['shadowSync.comparison.start'],
    },
    {
      id: 'review',
      title: { en: 'Review the change as SQL', zh: '以 SQL 审阅变更' },
      description: {
        en: 'Every statement stands in an editor tab with what it risks. Skip what should stay as it is.\n[Open Change SQL](command:shadowSync.changeSql.open)',
        zh: '每条语句都在编辑器标签页中列出，并标明风险。不需要变更的表可以跳过。\n[打开变更 SQL](command:shadowSync.changeSql.open)',
      },
      picture: 'review.svg',
      altText: { en: 'The change as SQL in an editor tab', zh: '编辑器标签页中的变更 SQL' },
      completedBy: ['shadowSync.changeSql.open'],
    },
    {
      id: 'run',
      title: { en: 'Run it, and see that it worked', zh: '执行并验证结果' },
      description: {
        en: 'Unsafe statements run only when you allow each of them. Afterwards every changed table is read again.\n[Run Change SQL](command:shadowSync.changeSql.run)',
        zh: '不安全的语句须逐条允许后才会执行。执行后会重新读取每个变更过的表。\n[执行变更 SQL](command:shadowSync.changeSql.run)',
      },
      picture: 'run.svg',
      altText: { en: 'The change was run and verified', zh: '变更已执行并验证' },
      completedBy: ['shadowSync.changeSql.run'],
    },
  ],
};
