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
          en: 'Connect to a MySQL, MariaDB, OceanBase or Oracle server to see how its shadow tables differ from their sources.\n[Add Connection](command:shadowSync.connection.add)\nOr [paste a URL](command:shadowSync.connection.addByUrl), or [import](command:shadowSync.connection.import) what other tools know.',
          zh: '连接 MySQL、MariaDB、OceanBase 或 Oracle 服务器，查看影子表与源表的差异。\n[添加连接](command:shadowSync.connection.add)\n也可以[粘贴 URL](command:shadowSync.connection.addByUrl)，或从其他工具[导入](command:shadowSync.connection.import)。',
        },
      },
    ],
  },
  'shadowSync.tasks': {
    name: { en: 'Tasks', zh: '任务' },
    welcome: [
      {
        when: 'shadowSync.tasks.state == loading',
        contents: { en: 'Reading the tasks…', zh: '正在读取任务…' },
      },
      {
        when: 'shadowSync.tasks.state == empty',
        contents: {
          en: 'A task keeps shadow tables in line with their sources: at once, at a time, or again and again.\n[Create Shadow Sync Task](command:shadowSync.task.create)\nOr [create one quickly](command:shadowSync.task.quickCreate), or [from a file](command:shadowSync.task.createFromFile).\nTasks run only while a window of VS Code is open, or “shadow-sync run”.',
          zh: '任务可让影子表与源表保持一致：立即执行、定时执行或周期执行。\n[新建影子表同步任务](command:shadowSync.task.create)\n也可以[快速新建](command:shadowSync.task.quickCreate)，或[从文件新建](command:shadowSync.task.createFromFile)。\n只有在 VS Code 窗口打开或“shadow-sync run”运行期间，任务才会执行。',
        },
      },
      {
        when: 'shadowSync.tasks.state == hidden',
        contents: {
          en: 'The filter hides all tasks.\n[Clear Filter](command:shadowSync.tasks.clearFilter)\nOr [change it](command:shadowSync.tasks.filter), or [create a task](command:shadowSync.task.create).',
          zh: '所有任务均被筛选条件隐藏。\n[清除筛选](command:shadowSync.tasks.clearFilter)\n也可以[更改筛选条件](command:shadowSync.tasks.filter)，或[新建任务](command:shadowSync.task.create)。',
        },
      },
    ],
  },
  'shadowSync.alerts': {
    name: { en: 'Alerts', zh: '告警' },
    welcome: [
      {
        when: 'shadowSync.alerts.state == loading',
        contents: { en: 'Reading the alerts…', zh: '正在读取告警…' },
      },
      {
        when: 'shadowSync.alerts.state == empty',
        contents: {
          en: 'No alert in this range. Failed, late and drifted tasks are shown here.\n[Choose Another Range](command:shadowSync.alerts.range)\nOr [send alerts to a chat or webhook](command:shadowSync.alerts.openSettings).',
          zh: '该时间范围内没有告警。失败、延迟以及结构漂移的任务会显示在这里。\n[选择其他时间范围](command:shadowSync.alerts.range)\n也可以[将告警发送到群聊或 Webhook](command:shadowSync.alerts.openSettings)。',
        },
      },
      {
        when: 'shadowSync.alerts.state == hidden',
        contents: {
          en: 'No alert passes the filter.\n[Clear Filter](command:shadowSync.alerts.clearFilter)\nOr [change it](command:shadowSync.alerts.filter), or [choose another range](command:shadowSync.alerts.range).',
          zh: '没有符合筛选条件的告警。\n[清除筛选](command:shadowSync.alerts.clearFilter)\n也可以[更改筛选条件](command:shadowSync.alerts.filter)，或[选择其他时间范围](command:shadowSync.alerts.range)。',
        },
      },
    ],
  },
} as const satisfies Readonly<Record<string, ViewSpec>>;
