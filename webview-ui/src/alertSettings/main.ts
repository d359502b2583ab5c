/** Starts the alert settings in their page. */
import { mountPanel } from '../panel/mountPanel.ts';
import { AlertSettingsPanel } from './alertSettingsPanel.ts';

mountPanel('shadow-alert-settings', AlertSettingsPanel);
