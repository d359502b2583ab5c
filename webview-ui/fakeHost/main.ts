/** Plays the editor for the panel of this page; which one, and in what scene, the address says. */
import { playAlertDetails } from './alertDetailsHost.ts';
import { playAlertSettings } from './alertSettingsHost.ts';
import { playApprovalProcesses } from './approvalProcessesHost.ts';
import { playConnectionForm } from './connectionFormHost.ts';
import { installFakeEditor } from './fakeEditor.ts';
import { playSchemaDiff } from './schemaDiffHost.ts';
import { playTaskDetails } from './taskDetailsHost.ts';
import { playTaskForm } from './taskFormHost.ts';

const { pathname, searchParams } = new URL(location.href);
const scene = searchParams.get('scene') ?? '';
const port = installFakeEditor(`${pathname}?${scene}`);
if (pathname.endsWith('/connectionForm')) playConnectionForm(port, scene);
else if (pathname.endsWith('/taskForm')) playTaskForm(port, scene);
else if (pathname.endsWith('/approvalProcesses')) playApprovalProcesses(port, scene);
else if (pathname.endsWith('/alertDetails')) playAlertDetails(port, scene);
else if (pathname.endsWith('/alertSettings')) playAlertSettings(port, scene);
else if (pathname.endsWith('/taskDetails')) playTaskDetails(port, scene);
else playSchemaDiff(port, scene);
