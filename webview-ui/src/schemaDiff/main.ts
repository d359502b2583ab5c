/** Starts the schema diff panel in its page. */
import { connect } from '../transport.ts';
import { SchemaDiffPanel } from './schemaDiffPanel.ts';

document.getElementById('panel')?.append(new SchemaDiffPanel(connect()));
