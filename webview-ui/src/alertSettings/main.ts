/** Starts the alert settings in their page. */
import { connect } from '../transport.ts';
import { AlertSettingsPanel } from './alertSettingsPanel.ts';

document.getElementById('panel')?.append(new AlertSettingsPanel(connect()));
