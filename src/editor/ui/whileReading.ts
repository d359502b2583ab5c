import { ProgressLocation, window } from 'vscode';

/** Shows that something short is being read, in a notification that can cancel it. */
export async function whileReading<T>(title: string, read: (signal: AbortSignal) => Promise<T>): Promise<T> {
  return await window.withProgress(
    { location: ProgressLocation.Notification, title, cancellable: true },
    async (_progress, token) => {
      const abort = new AbortController();
      const heard = token.onCancellationRequested(() => abort.abort());
      try {
        return await read(abort.signal);
      } finally {
        heard.dispose();
      }
    },
  );
}
