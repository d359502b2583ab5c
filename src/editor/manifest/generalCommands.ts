/** Commands that belong to the extension as a whole. */
import { commandTable } from './commandSpec.ts';

export const generalCommands = commandTable({
  'shadowSync.log.show': {
    title: { en: 'Show Log', zh: '显示日志' },
    icon: 'output',
    menus: [{ menu: 'view/title', when: 'view == shadowSync.connections', group: '9_log@1' }],
  },
});
