/** Starts the task form in its page. */
import { connect } from '../transport.ts';
import { TaskFormPanel } from './taskFormPanel.ts';

document.getElementById('panel')?.append(new TaskFormPanel(connect()));
