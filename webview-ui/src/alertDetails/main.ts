/** Starts the alert details in their page. */
import { connect } from '../transport.ts';
import { AlertDetailsPanel } from './alertDetailsPanel.ts';

document.getElementById('panel')?.append(new AlertDetailsPanel(connect()));
