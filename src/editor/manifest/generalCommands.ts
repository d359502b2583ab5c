/** Commands that belong to the extension as a whole. */
import { commandTable } from './commandSpec.ts';

export const generalCommands = commandTable({
  'shadowSync.log.show': {
    title: { en: 'Show Log', zh: '显示日志' },
    icon: 'output',
    menus: ['shadowSync.connections', 'shadowSync.tasks', 'shadowSync.alerts'].map((view) => ({
      menu: 'view/title',
      when: `view == ${view}`,
      group: '9_log@1',
    })),
  },
  'shadowSync.message.copy': {
    title: { en: 'Copy Message', zh: '复制消息' },
    isInPalette: false,
    menus: ['shadowSync.connections', 'shadowSync.tasks', 'shadowSync.alerts'].map((view) => ({
      menu: 'view/item/context',
      when: `view == ${view} && viewItem =~ /^(message|storeUnreadable|loading)$/`,
      group: '7_copy@1',
    })),
  },
});
