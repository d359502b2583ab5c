/** Commands about tasks: their form, their decisions, their runs, and the list of them. */
import { commandTable } from './commandSpec.ts';
import type { MenuPlace } from './commandSpec.ts';
import type { TaskActionName } from '../../protocol/taskDetails.ts';

const inTree = 'view == shadowSync.tasks';
const onTask = `${inTree} && viewItem =~ /^task[.]/`;
const onOneTask = `${onTask} && !listMultiSelection`;
const inSchemaDiff = "activeWebviewPanelId == 'shadowSync.schemaDiff'";
const inDocument = 'resourceScheme == shadow-sync';
const inTaskFile = 'resourceFilename =~ /[.]shadow-task[.]json$/';

/** On tasks whose status allows this: their nodes have it in their context value. */
function where(action: TaskActionName): string {
  return `${onTask} && viewItem =~ /\\b${action}\\b/`;
}

/** Starts of it passed unseen, and somebody has to say what becomes of them. */
const hasMissed = 'viewItem =~ /\\bhasMissed\\b/';

function onRow(when: string, group: string): MenuPlace {
  return { menu: 'view/item/context', when, group };
}

function inTitle(group: string, when = inTree): MenuPlace {
  return { menu: 'view/title', when, group };
}

function onTables(group: string): MenuPlace {
  return onRow('view == shadowSync.connections && viewItem =~ /^(database|table)\\b/', group);
}

export const taskCommands = commandTable({
  'shadowSync.task.create': {
    title: { en: 'Create Shadow Sync Task…', zh: '新建影子表同步任务…' },
    icon: 'add',
    menus: [inTitle('navigation@1')],
  },
  'shadowSync.task.createHere': {
    title: { en: 'Create Task from This…', zh: '以此新建任务…' },
    icon: 'new-file',
    menus: [
      onTables('1_compare@5'),
      { menu: 'editor/title', when: `${inSchemaDiff} || ${inDocument}`, group: '5_shadowSync@1' },
    ],
  },
  'shadowSync.task.quickCreate': {
    title: { en: 'Create Task Quickly…', zh: '快速新建任务…' },
    icon: 'zap',
    menus: [inTitle('1_add@1')],
  },
  'shadowSync.task.createFromFile': {
    title: { en: 'Create Task from File…', zh: '从文件新建任务…' },
    menus: [
      inTitle('1_add@2'),
      { menu: 'explorer/context', when: inTaskFile, group: '5_shadowSync@1' },
      { menu: 'editor/title', when: inTaskFile, group: '5_shadowSync@1' },
    ],
  },
  'shadowSync.task.editDraft': {
    title: { en: 'Edit Draft…', zh: '编辑草稿…' },
    icon: 'edit',
    menus: [
      onRow(`${where('editDraft')} && !listMultiSelection`, 'inline@1'),
      onRow(`${where('editDraft')} && !listMultiSelection`, '1_open@1'),
    ],
  },
  'shadowSync.task.openDetails': {
    title: { en: 'Show Task Details', zh: '查看任务详情' },
    icon: 'list-flat',
    menus: [onRow(onOneTask, '1_open@2')],
  },
  'shadowSync.task.openChangeSql': {
    title: { en: "Open Task's Change SQL", zh: '打开任务的变更 SQL' },
    icon: 'go-to-file',
    menus: [onRow(`${where('openChangeSql')} && !listMultiSelection`, '1_open@3')],
  },
  'shadowSync.task.openLog': {
    title: { en: 'Open Task Log', zh: '打开任务日志' },
    icon: 'output',
    menus: [onRow(`${where('openLog')} && !listMultiSelection`, '1_open@4')],
  },
  'shadowSync.task.approve': {
    title: { en: 'Approve Task…', zh: '同意任务…' },
    icon: 'check',
    menus: [onRow(where('approve'), 'inline@1'), onRow(where('approve'), '2_decide@1')],
  },
  'shadowSync.task.reject': {
    title: { en: 'Reject Task…', zh: '拒绝任务…' },
    icon: 'close',
    menus: [onRow(where('reject'), 'inline@2'), onRow(where('reject'), '2_decide@2')],
  },
  'shadowSync.task.run': {
    title: { en: 'Run Task Now…', zh: '立即执行任务…' },
    icon: 'play',
    menus: [
      onRow(`${where('run')} && !(${hasMissed})`, 'inline@1'),
      onRow(`${where('run')} && !(${hasMissed})`, '3_run@1'),
    ],
  },
  'shadowSync.task.retry': {
    title: { en: 'Retry Task from Where It Stopped…', zh: '从中断处重试任务…' },
    icon: 'debug-rerun',
    menus: [onRow(where('retry'), 'inline@1'), onRow(where('retry'), '3_run@2')],
  },
  'shadowSync.task.runMissed': {
    title: { en: 'Run Missed Start Now…', zh: '立即补执行错过的任务…' },
    icon: 'play',
    menus: [
      onRow(`${where('run')} && ${hasMissed}`, 'inline@1'),
      onRow(`${where('run')} && ${hasMissed}`, '3_run@3'),
    ],
  },
  'shadowSync.task.dismissMissed': {
    title: { en: 'Dismiss Missed Starts', zh: '忽略错过的执行' },
    icon: 'bell-slash',
    menus: [onRow(where('dismissMissed'), 'inline@2'), onRow(where('dismissMissed'), '3_run@4')],
  },
  'shadowSync.task.abort': {
    title: { en: 'Abort Task…', zh: '终止任务…' },
    icon: 'debug-stop',
    menus: [
      onRow(`${where('abort')} && viewItem =~ /^task[.](executing|recovering)/`, 'inline@1'),
      onRow(where('abort'), '3_run@5'),
    ],
  },
  'shadowSync.task.pause': {
    title: { en: 'Pause Schedule', zh: '暂停调度' },
    icon: 'debug-pause',
    menus: [onRow(where('pause'), '3_run@6')],
  },
  'shadowSync.task.resume': {
    title: { en: 'Resume Schedule', zh: '恢复调度' },
    icon: 'debug-continue',
    menus: [onRow(where('resume'), 'inline@1'), onRow(where('resume'), '3_run@7')],
  },
  'shadowSync.task.initiateAgain': {
    title: { en: 'Initiate Task Again…', zh: '再次发起任务…' },
    icon: 'repo-forked',
    menus: [onRow(`${where('initiateAgain')} && !listMultiSelection`, '4_again@1')],
  },
  'shadowSync.task.undoRun': {
    title: { en: 'Undo a Run of the Task…', zh: '回滚任务的一次执行…' },
    icon: 'discard',
    menus: [onRow(`${where('undoRun')} && !listMultiSelection`, '4_again@2')],
  },
  'shadowSync.task.saveAsFile': {
    title: { en: 'Save Task as File…', zh: '将任务保存为文件…' },
    icon: 'save-as',
    menus: [onRow(`${where('saveAsFile')} && !listMultiSelection`, '4_again@3')],
  },
  'shadowSync.task.copyId': {
    title: { en: 'Copy Task ID', zh: '复制任务编号' },
    icon: 'copy',
    menus: [onRow(onTask, '7_copy@1')],
  },
  'shadowSync.task.delete': {
    title: { en: 'Delete Task…', zh: '删除任务…' },
    icon: 'trash',
    menus: [onRow(where('remove'), '9_delete@1')],
  },
  'shadowSync.tasks.filter': {
    title: { en: 'Filter Tasks…', zh: '筛选任务…' },
    icon: 'filter',
    menus: [inTitle('navigation@2')],
  },
  'shadowSync.tasks.clearFilter': {
    title: { en: 'Clear Task Filter', zh: '清除任务筛选' },
    icon: 'clear-all',
    menus: [inTitle('navigation@3', `${inTree} && shadowSync.tasks.isFiltered`)],
  },
  'shadowSync.tasks.sort': {
    title: { en: 'Sort Tasks…', zh: '任务排序…' },
    icon: 'list-ordered',
    menus: [inTitle('2_filter@1')],
  },
  'shadowSync.tasks.useFilter': {
    title: { en: 'Use Saved Task Filter…', zh: '使用已保存的任务筛选…' },
    menus: [inTitle('2_filter@2')],
  },
  'shadowSync.tasks.saveFilter': {
    title: { en: 'Save Task Filter…', zh: '保存任务筛选…' },
    menus: [inTitle('2_filter@3')],
  },
  'shadowSync.tasks.deleteFilters': {
    title: { en: 'Delete Saved Task Filters…', zh: '删除已保存的任务筛选…' },
    menus: [inTitle('2_filter@4')],
  },
  'shadowSync.tasks.refresh': {
    title: { en: 'Refresh Tasks', zh: '刷新任务' },
    icon: 'refresh',
    menus: [
      inTitle('navigation@4'),
      onRow(`${inTree} && viewItem == storeUnreadable`, 'inline@1'),
      onRow(`${inTree} && viewItem == storeUnreadable`, '1_store@1'),
    ],
  },
  'shadowSync.tasks.openFolder': {
    title: { en: 'Open Folder of Tasks', zh: '打开任务所在文件夹' },
    icon: 'folder-opened',
    menus: [
      onRow(`${inTree} && viewItem == storeUnreadable`, 'inline@2'),
      onRow(`${inTree} && viewItem == storeUnreadable`, '1_store@2'),
    ],
  },
  'shadowSync.tasks.openSettings': {
    title: { en: 'Open Settings of Tasks', zh: '打开任务设置' },
    icon: 'settings-gear',
    menus: [inTitle('3_settings@2')],
  },
  'shadowSync.approvalProcesses.open': {
    title: { en: 'Approval Processes', zh: '审批流程' },
    icon: 'checklist',
    menus: [inTitle('3_settings@1')],
  },
});
