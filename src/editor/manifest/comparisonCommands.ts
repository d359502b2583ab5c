/** Commands about comparing tables with their shadows, and about the change SQL. */
import { commandTable } from './commandSpec.ts';
import type { CommandSpec, MenuPlace } from './commandSpec.ts';

/** The schema diff panel is in front. */
const inPanel = "activeWebviewPanelId == 'shadowSync.schemaDiff'";

/** One of our read-only documents is in front; context keys of the editor's own. */
const inDocument = 'resourceScheme == shadow-sync';

/** The change SQL is in front, rather than another document of ours. */
const inChangeSql = `${inDocument} && shadowSync.document.kind == change`;

const inEither = `${inPanel} || ${inDocument}`;

function ofTree(items: string, group: string): MenuPlace {
  return {
    menu: 'view/item/context',
    when: `view == shadowSync.connections && viewItem =~ /^(${items})\\b/`,
    group,
  };
}

function inTitle(when: string, group: string): MenuPlace {
  return { menu: 'editor/title', when, group };
}

/** Places of one statement or one pair: a CodeLens, a Problem, a row; the palette has commands that ask. */
const ofOneItem = { isInPalette: false } as const satisfies Partial<CommandSpec>;

export const comparisonCommands = commandTable({
  'shadowSync.comparison.start': {
    title: { en: 'Compare with Shadow Tables…', zh: '与影子表比较…' },
    icon: 'diff',
    menus: [ofTree('connection|database|table', '1_compare@1'), ofTree('database', 'inline@1')],
    key: {
      key: 'ctrl+alt+shift+d',
      mac: 'cmd+alt+shift+d',
      when: "focusedView == 'shadowSync.connections'",
    },
  },
  'shadowSync.comparison.startTables': {
    title: { en: 'Compare Two Tables…', zh: '比较两个表…' },
    icon: 'git-compare',
    menus: [ofTree('table', '1_compare@3')],
  },
  'shadowSync.comparison.synchronize': {
    title: { en: 'Synchronize Shadow Tables…', zh: '同步影子表…' },
    icon: 'sync',
    menus: [ofTree('database|table', '1_compare@2')],
  },
  'shadowSync.comparison.show': {
    title: { en: 'Show Comparison', zh: '显示结构比较' },
    icon: 'list-tree',
    menus: [inTitle(inDocument, 'navigation@2')],
  },
  'shadowSync.comparison.refresh': {
    title: { en: 'Refresh Comparison', zh: '重新进行结构分析' },
    icon: 'refresh',
    menus: [inTitle(inEither, '1_shadowSync@1')],
  },
  'shadowSync.comparison.stop': {
    title: { en: 'Stop Comparison or Run', zh: '停止结构分析或执行' },
    icon: 'debug-stop',
    menus: [inTitle(`(${inEither}) && shadowSync.comparison.isBusy`, 'navigation@1')],
  },
  'shadowSync.changeSql.open': {
    title: { en: 'Open Change SQL', zh: '打开变更 SQL' },
    icon: 'go-to-file',
    menus: [
      inTitle(inPanel, 'navigation@1'),
      inTitle(`${inDocument} && shadowSync.document.kind != change`, '2_shadowSync@1'),
    ],
  },
  'shadowSync.undoSql.open': {
    title: { en: 'Open Undo SQL', zh: '打开回滚 SQL' },
    icon: 'discard',
    menus: [inTitle(inEither, '2_shadowSync@2')],
  },
  'shadowSync.changeSql.openCopy': {
    title: { en: 'Open Editable Copy of Change SQL', zh: '打开变更 SQL 的可编辑副本' },
    icon: 'new-file',
    menus: [inTitle(inChangeSql, '2_shadowSync@3')],
  },
  'shadowSync.changeSql.run': {
    title: { en: 'Run Change SQL…', zh: '执行变更 SQL…' },
    icon: 'play',
    menus: [
      { menu: 'editor/title/run', when: inChangeSql, group: 'navigation@1' },
      inTitle(inPanel, 'navigation@2'),
      ofTree('database|table', '1_compare@4'),
    ],
    key: { key: 'ctrl+alt+enter', mac: 'cmd+alt+enter', when: `${inPanel} || ${inChangeSql}` },
  },
  'shadowSync.difference.open': {
    title: { en: 'Show Difference', zh: '显示差异' },
    icon: 'diff-single',
    menus: [ofTree('table', '2_show@1')],
  },
  'shadowSync.difference.openAll': {
    title: { en: 'Open All Differences', zh: '打开所有差异' },
    icon: 'diff-multiple',
    menus: [inTitle(inEither, '2_shadowSync@4')],
  },
  'shadowSync.ddl.openSource': {
    title: { en: 'Open Source DDL', zh: '打开源表 DDL' },
    menus: [ofTree('table', '2_show@2')],
  },
  'shadowSync.ddl.openShadow': {
    title: { en: 'Open Shadow DDL', zh: '打开影子表 DDL' },
    menus: [ofTree('table', '2_show@3')],
  },
  'shadowSync.ddl.openExpected': {
    title: { en: 'Open Expected Shadow DDL', zh: '打开预期的影子表 DDL' },
    menus: [ofTree('table', '2_show@4')],
  },
  'shadowSync.pair.skip': {
    title: { en: 'Skip Tables…', zh: '跳过表…' },
    icon: 'debug-step-over',
    menus: [inTitle(inEither, '3_shadowSync@1')],
  },
  'shadowSync.pair.undoSkip': {
    title: { en: 'Undo Skip…', zh: '撤销跳过…' },
    menus: [inTitle(inEither, '3_shadowSync@2')],
  },
  'shadowSync.report.export': {
    title: { en: 'Export Report…', zh: '导出报告…' },
    icon: 'export',
    menus: [inTitle(inEither, '4_shadowSync@1')],
  },
  'shadowSync.report.open': {
    title: { en: 'Open Report', zh: '打开报告' },
    icon: 'open-preview',
    menus: [inTitle(inEither, '4_shadowSync@2')],
  },
  'shadowSync.statement.skip': {
    title: { en: "Skip This Statement's Table", zh: '跳过此语句的表' },
    ...ofOneItem,
  },
  'shadowSync.statement.copy': { title: { en: 'Copy Statement', zh: '复制语句' }, ...ofOneItem },
  'shadowSync.statement.showUndo': { title: { en: 'Show Undo', zh: '显示回滚语句' }, ...ofOneItem },
  'shadowSync.statement.showDifference': {
    title: { en: 'Show Difference of This Statement', zh: '显示此语句的差异' },
    ...ofOneItem,
  },
  'shadowSync.statement.allow': {
    title: { en: 'Allow This Unsafe Statement', zh: '允许此不安全语句' },
    ...ofOneItem,
  },
  'shadowSync.statement.disallow': {
    title: { en: 'Do Not Allow This Unsafe Statement', zh: '不允许此不安全语句' },
    ...ofOneItem,
  },
});
