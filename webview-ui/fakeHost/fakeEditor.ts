/** Stands in for the editor around a webview: its three functions, over the real protocol's messages. */
import type { Port } from '../../src/protocol/channel.ts';

declare global {
  interface Window {
    acquireVsCodeApi: () => {
      readonly postMessage: (message: unknown) => void;
      readonly getState: () => unknown;
      readonly setState: (state: unknown) => void;
    };
    /** What tests look at and use. */
    harness: {
      /** Every message of the panel, oldest first. */
      readonly heard: unknown[];
      /** What the editor's end refused. */
      readonly refused: string[];
      /** Sends the panel anything, as a hostile or broken editor would. */
      readonly say: (message: unknown) => void;
    };
  }
}

/** Puts the editor's functions into the page and gives the editor's end of the wire. State is kept over a reload. */
export function installFakeEditor(key: string): Port {
  const listeners = new Set<(message: unknown) => void>();
  const heard: unknown[] = [];
  const say = (message: unknown): void => {
    // The editor's messages are JSON: nothing else comes through.
    const data: unknown = JSON.parse(JSON.stringify(message));
    window.dispatchEvent(new MessageEvent('message', { data }));
  };
  window.harness = { heard, refused: [], say };
  window.acquireVsCodeApi = () => ({
    postMessage: (message) => {
      const copy: unknown = JSON.parse(JSON.stringify(message));
      heard.push(copy);
      queueMicrotask(() => {
        for (const listener of listeners) listener(copy);
      });
    },
    getState: () => {
      const kept = sessionStorage.getItem(key);
      const state: unknown = kept === null ? undefined : JSON.parse(kept);
      return state;
    },
    setState: (state) => {
      sessionStorage.setItem(key, JSON.stringify(state));
    },
  });
  return {
    post: (message) => {
      queueMicrotask(() => {
        say(message);
      });
    },
    receive: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
