/**
 * Loaded before everything else in each measured process (`--require`): at its end it says on file descriptor 3 what the
 * process has cost. The same for the floor, the library and the command line, so that they can be compared.
 */
import { writeSync } from 'node:fs';

/** What a measured process says of itself. */
export interface ChildReport {
  /** User and system time of the process, in milliseconds. */
  readonly cpuMs: number;
  /** The most memory that was ever resident, in megabytes. */
  readonly peakMb: number;
  /** The longest that the event loop was kept busy by the process itself: time without processor does not count. */
  readonly stallMs: number;
}

const tickMs = 5;
let stallMs = 0;
let lastTick = performance.now();
let lastCpu = process.cpuUsage();

setInterval(() => {
  const now = performance.now();
  const cpu = process.cpuUsage(lastCpu);
  stallMs = Math.max(stallMs, Math.min(now - lastTick - tickMs, (cpu.user + cpu.system) / 1000));
  lastTick = now;
  lastCpu = process.cpuUsage();
}, tickMs).unref();

process.on('exit', () => {
  const { user, system } = process.cpuUsage();
  const report: ChildReport = {
    cpuMs: (user + system) / 1000,
    peakMb: process.resourceUsage().maxRSS / 1024,
    stallMs,
  };
  writeSync(3, JSON.stringify(report));
});
