/** Commands about connections and what stands under them in the tree. */
import { commandTable } from './commandSpec.ts';

const inTree = 'view == shadowSync.connections';
const onConnection = `${inTree} && viewItem =~ /^connection\\./`;
const onOneConnection = `${onConnection} && !listMultiSelection`;

export const connectionCommands = commandTable({
  'shadowSync.connection.add': {
    title: { en: 'Add Connection…', zh: '添加连接…' },
    icon: 'add',
    menus: [{ menu: 'view/title', when: inTree, group: 'navigation@1' }],
  },
  'shadowSync.connection.addByUrl': {
    title: { en: 'Add Connection by URL…', zh: '通过 URL 添加连接…' },
    icon: 'link',
    menus: [{ menu: 'view/title', when: inTree, group: '1_add@1' }],
  },
  'shadowSync.connection.import': {
    title: { en: 'Import Connections from Other Tools…', zh: '从其他工具导入连接…' },
    menus: [{ menu: 'view/title', when: inTree, group: '1_add@2' }],
  },
  'shadowSync.connection.importFile': {
    title: { en: 'Import Connections from File…', zh: '从文件导入连接…' },
    menus: [{ menu: 'view/title', when: inTree, group: '1_add@3' }],
  },
  'shadowSync.connection.exportFile': {
    title: { en: 'Export Connections to File…', zh: '导出连接到文件…' },
    menus: [
      { menu: 'view/title', when: inTree, group: '2_export@1' },
      { menu: 'view/item/context', when: onConnection, group: '7_copy@3' },
    ],
  },
  'shadowSync.connection.reconnect': {
    title: { en: 'Reconnect', zh: '重新连接' },
    icon: 'debug-restart',
    menus: [
      { menu: 'view/item/context', when: `${inTree} && viewItem == connection.failed`, group: 'inline@1' },
      { menu: 'view/item/context', when: onConnection, group: '1_connection@1' },
    ],
  },
  'shadowSync.connection.cancel': {
    title: { en: 'Cancel', zh: '取消' },
    icon: 'debug-stop',
    isInPalette: false,
    menus: [
      {
        menu: 'view/item/context',
        when: `${inTree} && viewItem =~ /^(connection\\.)?loading$/`,
        group: 'inline@1',
      },
    ],
  },
  'shadowSync.connection.disconnect': {
    title: { en: 'Disconnect', zh: '断开连接' },
    icon: 'debug-disconnect',
    menus: [
      {
        menu: 'view/item/context',
        when: `${inTree} && viewItem =~ /^connection\\.(loaded|loading)$/`,
        group: '1_connection@2',
      },
    ],
  },
  'shadowSync.connection.test': {
    title: { en: 'Test Connection', zh: '测试连接' },
    icon: 'beaker',
    menus: [{ menu: 'view/item/context', when: onOneConnection, group: '1_connection@3' }],
  },
  'shadowSync.connection.edit': {
    title: { en: 'Edit Connection…', zh: '编辑连接…' },
    icon: 'edit',
    menus: [
      { menu: 'view/item/context', when: onOneConnection, group: 'inline@2' },
      { menu: 'view/item/context', when: onOneConnection, group: '3_edit@1' },
    ],
  },
  'shadowSync.connection.setPassword': {
    title: { en: 'Set Password…', zh: '设置密码…' },
    icon: 'key',
    menus: [
      { menu: 'view/item/context', when: `${inTree} && viewItem == connection.failed`, group: 'inline@3' },
      { menu: 'view/item/context', when: onOneConnection, group: '3_edit@2' },
    ],
  },
  'shadowSync.connection.setEnvironment': {
    title: { en: 'Set Environment…', zh: '设置环境…' },
    menus: [{ menu: 'view/item/context', when: onConnection, group: '3_edit@3' }],
  },
  'shadowSync.connection.moveToGroup': {
    title: { en: 'Move to Group…', zh: '移动到分组…' },
    menus: [{ menu: 'view/item/context', when: onConnection, group: '3_edit@4' }],
  },
  'shadowSync.connection.duplicate': {
    title: { en: 'Duplicate Connection…', zh: '复制连接…' },
    menus: [{ menu: 'view/item/context', when: onOneConnection, group: '3_edit@5' }],
  },
  'shadowSync.connection.delete': {
    title: { en: 'Delete Connection…', zh: '删除连接…' },
    icon: 'trash',
    menus: [{ menu: 'view/item/context', when: onConnection, group: '9_delete@1' }],
    key: { key: 'delete', mac: 'cmd+backspace', when: 'focusedView == shadowSync.connections' },
  },
  'shadowSync.group.rename': {
    title: { en: 'Rename Group…', zh: '重命名分组…' },
    menus: [{ menu: 'view/item/context', when: `${inTree} && viewItem == group`, group: '3_edit@1' }],
  },
  'shadowSync.tables.filter': {
    title: { en: 'Filter Tables…', zh: '筛选表…' },
    icon: 'filter',
    menus: [
      { menu: 'view/item/context', when: `${inTree} && viewItem =~ /^database/`, group: 'inline@1' },
      {
        menu: 'view/item/context',
        when: `${inTree} && viewItem =~ /^database/ && !listMultiSelection`,
        group: '4_filter@1',
      },
    ],
  },
  'shadowSync.tables.clearFilter': {
    title: { en: 'Clear Table Filter', zh: '清除表筛选' },
    icon: 'clear-all',
    menus: [
      { menu: 'view/item/context', when: `${inTree} && viewItem == database.filtered`, group: 'inline@2' },
      { menu: 'view/item/context', when: `${inTree} && viewItem == database.filtered`, group: '4_filter@2' },
    ],
  },
  'shadowSync.connections.refresh': {
    title: { en: 'Refresh Connections', zh: '刷新连接' },
    icon: 'refresh',
    menus: [
      { menu: 'view/title', when: inTree, group: 'navigation@2' },
      { menu: 'view/item/context', when: `${inTree} && viewItem == database.failed`, group: 'inline@0' },
      {
        menu: 'view/item/context',
        when: `${inTree} && viewItem =~ /^(group|connection|database)/`,
        group: '8_refresh@1',
      },
    ],
    key: { key: 'f5', when: 'focusedView == shadowSync.connections' },
  },
  'shadowSync.connections.restore': {
    title: { en: 'Restore Connections…', zh: '恢复连接…' },
    icon: 'history',
    menus: [
      {
        menu: 'view/title',
        when: `${inTree} && shadowSync.connections.state == unreadable`,
        group: 'navigation@3',
      },
      { menu: 'view/item/context', when: `${inTree} && viewItem == storeUnreadable`, group: 'inline@1' },
    ],
  },
  'shadowSync.name.copy': {
    title: { en: 'Copy Name', zh: '复制名称' },
    icon: 'copy',
    menus: [
      {
        menu: 'view/item/context',
        when: `${inTree} && viewItem =~ /^(group|connection|database|table)/`,
        group: '7_copy@1',
      },
    ],
  },
});
