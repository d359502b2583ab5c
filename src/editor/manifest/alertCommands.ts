/** Commands about alerts: the list of them, what is done with one, channels and settings. */
import { commandTable } from './commandSpec.ts';
import type { MenuPlace } from './commandSpec.ts';
import type { AlertActionName } from '../../protocol/alertDetails.ts';

const inTree = 'view == shadowSync.alerts';
const onAlert = `${inTree} && viewItem =~ /^alert[.]/`;
const onOneAlert = `${onAlert} && !listMultiSelection`;

/** On alerts whose state allows this: their nodes have it in their context value. */
function where(action: AlertActionName): string {
  return `${onAlert} && viewItem =~ /\\b${action}\\b/`;
}

function onRow(when: string, group: string): MenuPlace {
  return { menu: 'view/item/context', when, group };
}

function inTitle(group: string, when = inTree): MenuPlace {
  return { menu: 'view/title', when, group };
}

export const alertCommands = commandTable({
  'shadowSync.alert.open': {
    title: { en: 'Show Alert Details', zh: '查看告警详情' },
    icon: 'list-flat',
    menus: [onRow(onOneAlert, '1_open@1')],
  },
  'shadowSync.alert.openTask': {
    title: { en: "Open Alert's Task", zh: '打开告警对应的任务' },
    icon: 'go-to-file',
    menus: [onRow(`${where('openTask')} && !listMultiSelection`, '1_open@2')],
  },
  'shadowSync.alert.showDifference': {
    title: { en: "Show Alert's Difference", zh: '查看告警对应的差异' },
    icon: 'diff',
    menus: [onRow(`${where('showDifference')} && !listMultiSelection`, '1_open@3')],
  },
  'shadowSync.alert.acknowledge': {
    title: { en: 'Acknowledge Alert', zh: '确认告警' },
    icon: 'check',
    menus: [onRow(where('acknowledge'), 'inline@1'), onRow(where('acknowledge'), '2_answer@1')],
  },
  'shadowSync.alert.snooze': {
    title: { en: 'Snooze Alert…', zh: '暂缓告警…' },
    icon: 'bell-slash',
    menus: [onRow(where('snooze'), 'inline@2'), onRow(where('snooze'), '2_answer@2')],
  },
  'shadowSync.alert.wake': {
    title: { en: 'End Acknowledgement or Snooze', zh: '取消确认或暂缓' },
    icon: 'bell',
    menus: [onRow(where('wake'), '2_answer@3')],
  },
  'shadowSync.alert.close': {
    title: { en: 'Close Alert', zh: '关闭告警' },
    icon: 'close',
    menus: [onRow(where('close'), '2_answer@4')],
  },
  'shadowSync.alert.resend': {
    title: { en: 'Send Alert Again…', zh: '重新发送告警…' },
    icon: 'send',
    menus: [onRow(where('resend'), '3_send@1')],
  },
  'shadowSync.alert.mute': {
    title: { en: "Mute Alert's Task…", zh: '屏蔽该任务的告警…' },
    icon: 'mute',
    menus: [onRow(`${where('mute')} && !listMultiSelection`, '3_send@2')],
  },
  'shadowSync.alert.setTaskLevel': {
    title: { en: 'Set Alert Level of Task…', zh: '设置任务的告警等级…' },
    icon: 'bell',
    menus: [onRow('view == shadowSync.tasks && viewItem =~ /^task[.]/', '6_alerts@1')],
  },
  'shadowSync.alert.copyId': {
    title: { en: 'Copy Alert ID', zh: '复制告警 ID' },
    menus: [onRow(onAlert, '7_copy@1')],
  },
  'shadowSync.alert.copyMarkdown': {
    title: { en: 'Copy Alert as Markdown', zh: '将告警复制为 Markdown' },
    menus: [onRow(onAlert, '7_copy@2')],
  },
  'shadowSync.alerts.range': {
    title: { en: 'Choose Range of Alerts…', zh: '选择告警时间范围…' },
    icon: 'calendar',
    menus: [inTitle('navigation@1')],
  },
  'shadowSync.alerts.search': {
    title: { en: 'Search Alerts…', zh: '搜索告警…' },
    icon: 'search',
    menus: [inTitle('navigation@2')],
  },
  'shadowSync.alerts.filter': {
    title: { en: 'Filter Alerts…', zh: '筛选告警…' },
    icon: 'filter',
    menus: [inTitle('navigation@3')],
  },
  'shadowSync.alerts.clearFilter': {
    title: { en: 'Clear Alert Filter', zh: '清除告警筛选条件' },
    icon: 'clear-all',
    menus: [inTitle('navigation@4', `${inTree} && shadowSync.alerts.isFiltered`)],
  },
  'shadowSync.alerts.snoozeAll': {
    title: { en: 'Snooze All Alerts…', zh: '暂缓所有告警…' },
    icon: 'bell-slash',
    menus: [inTitle('2_all@1')],
  },
  'shadowSync.alerts.export': {
    title: { en: 'Export Alerts…', zh: '导出告警…' },
    menus: [inTitle('2_all@2')],
  },
  'shadowSync.alerts.openSettings': {
    title: { en: 'Open Alert Settings', zh: '打开告警设置' },
    icon: 'gear',
    menus: [inTitle('3_settings@1')],
  },
  'shadowSync.alertChannel.add': {
    title: { en: 'Add Alert Channel…', zh: '添加告警通道…' },
    icon: 'add',
    menus: [inTitle('3_settings@2')],
  },
  'shadowSync.alertChannel.edit': {
    title: { en: 'Edit Alert Channel…', zh: '编辑告警通道…' },
  },
  'shadowSync.alertChannel.test': {
    title: { en: 'Test Alert Channel…', zh: '测试告警通道…' },
  },
  'shadowSync.alertChannel.switch': {
    title: { en: 'Switch Alert Channel On or Off…', zh: '启用或停用告警通道…' },
  },
  'shadowSync.alertChannel.delete': {
    title: { en: 'Delete Alert Channel…', zh: '删除告警通道…' },
  },
  'shadowSync.alerts.refresh': {
    title: { en: 'Refresh Alerts', zh: '刷新告警' },
    icon: 'refresh',
    menus: [inTitle('2_all@3')],
  },
});
