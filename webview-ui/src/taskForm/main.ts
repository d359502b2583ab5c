/** Starts the task form in its page. */
import { mountPanel } from '../panel/mountPanel.ts';
import { TaskFormPanel } from './taskFormPanel.ts';

mountPanel('shadow-task-form', TaskFormPanel);
