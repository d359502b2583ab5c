/** Starts the connection form in its page. */
import { connect } from '../transport.ts';
import { ConnectionFormPanel } from './connectionFormPanel.ts';

document.getElementById('panel')?.append(new ConnectionFormPanel(connect()));
