/** Plays the editor for the panel of this page; which one, and in what scene, the address says. */
import { playConnectionForm } from './connectionFormHost.ts';
import { installFakeEditor } from './fakeEditor.ts';
import { playSchemaDiff } from './schemaDiffHost.ts';

const { pathname, searchParams } = new URL(location.href);
const scene = searchParams.get('scene') ?? '';
const port = installFakeEditor(`${pathname}?${scene}`);
if (pathname.endsWith('/connectionForm')) playConnectionForm(port, scene);
else playSchemaDiff(port, scene);
