/** Commands about OMS servers and their tasks, which stand in the list of tasks. */
import type { MigrationAction } from '../../alert/oms/taskActions.ts';
import { commandTable } from './commandSpec.ts';
import type { MenuPlace } from './commandSpec.ts';

const inTree = 'view == shadowSync.tasks';
const onServer = `${inTree} && viewItem == omsServer && !listMultiSelection`;

function onRow(when: string, group: string): MenuPlace {
  return { menu: 'view/item/context', when, group };
}

/** On tasks whose state allows this. */
function onTask(action: MigrationAction, group: string): MenuPlace {
  return onRow(`${inTree} && viewItem =~ /^omsTask\\b.*\\b${action}\\b/`, group);
}

export const omsCommands = commandTable({
  'shadowSync.omsServer.add': {
    title: { en: 'Add OMS Server…', zh: '添加 OMS 服务器…' },
    icon: 'server-environment',
    menus: [{ menu: 'view/title', when: inTree, group: '2_oms@1' }],
  },
  'shadowSync.omsServer.edit': {
    title: { en: 'Edit OMS Server…', zh: '编辑 OMS 服务器…' },
    icon: 'edit',
    menus: [onRow(onServer, '1_server@1')],
  },
  'shadowSync.omsServer.test': {
    title: { en: 'Test OMS Server', zh: '测试 OMS 服务器' },
    menus: [onRow(onServer, '1_server@2')],
  },
  'shadowSync.omsServer.refresh': {
    title: { en: 'Refresh OMS Server', zh: '刷新 OMS 服务器' },
    icon: 'refresh',
    menus: [onRow(onServer, 'inline@1')],
  },
  'shadowSync.omsServer.delete': {
    title: { en: 'Delete OMS Server…', zh: '删除 OMS 服务器…' },
    menus: [onRow(onServer, '9_delete@1')],
  },
  'shadowSync.omsTask.start': {
    title: { en: 'Start OMS Task…', zh: '启动 OMS 任务…' },
    icon: 'play',
    menus: [onTask('start', 'inline@1'), onTask('start', '1_run@1')],
  },
  'shadowSync.omsTask.stop': {
    title: { en: 'Stop OMS Task…', zh: '停止 OMS 任务…' },
    icon: 'debug-pause',
    menus: [onTask('stop', 'inline@1'), onTask('stop', '1_run@2')],
  },
  'shadowSync.omsTask.resume': {
    title: { en: 'Resume OMS Task…', zh: '恢复 OMS 任务…' },
    icon: 'debug-continue',
    menus: [onTask('resume', 'inline@1'), onTask('resume', '1_run@3')],
  },
});
