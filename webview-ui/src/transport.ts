/** The wire between this panel and the editor, and what the editor keeps of the panel while it is hidden. */
import * as v from 'valibot';
import type { Port } from '../../src/protocol/channel.ts';

/** What the editor gives to each of its webviews, once. */
interface VsCodeApi {
  postMessage(message: unknown): void;
  getState(): unknown;
  setState(state: unknown): void;
}

declare function acquireVsCodeApi(): VsCodeApi;

/** A panel's own memory over being hidden and over a reload: what is selected, filtered, scrolled, typed; never data. */
export interface Memory<T> {
  readonly recalled: T;
  keep(value: T): void;
}

export interface Transport {
  readonly port: Port;
  /** Takes the schema of what is kept and what holds when nothing, or something of an older build, was kept. */
  memory<T>(schema: v.GenericSchema<unknown, T>, fallback: T): Memory<T>;
}

/** Connects to the editor; works once in each page. */
export function connect(): Transport {
  const editor = acquireVsCodeApi();
  return {
    port: {
      post: (message) => {
        editor.postMessage(message);
      },
      receive: (listener) => {
        const onMessage = (event: MessageEvent): void => {
          listener(event.data);
        };
        window.addEventListener('message', onMessage);
        return () => {
          window.removeEventListener('message', onMessage);
        };
      },
    },
    memory: (schema, fallback) => {
      const kept = v.safeParse(schema, editor.getState());
      return {
        recalled: kept.success ? kept.output : fallback,
        keep: (value) => {
          editor.setState(value);
        },
      };
    },
  };
}
