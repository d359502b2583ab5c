/** Starts the schema diff panel in its page. */
import { mountPanel } from '../panel/mountPanel.ts';
import { SchemaDiffPanel } from './schemaDiffPanel.ts';

mountPanel('shadow-schema-diff', SchemaDiffPanel);
