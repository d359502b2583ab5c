/** `npm run dev:webview`: the panels in a browser, rebuilt with every reload. */
import { startHarness } from './harnessServer.ts';

const server = await startHarness({ isShipped: false, port: Number(process.env['PORT'] ?? 0) });
process.stdout.write(`The panels are at ${server.url}\n`);
