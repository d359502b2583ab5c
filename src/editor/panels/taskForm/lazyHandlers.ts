import type { PanelContract } from '../../../protocol/contract.ts';
import type { Handlers } from '../../../protocol/hostEnd.ts';

/** Handlers that are made when the panel asks for the first time; a failure is the answer to that request. */
export function lazyHandlers<C extends PanelContract>(
  { requests }: C,
  make: () => Promise<Handlers<C>>,
): Handlers<C> {
  let made: Promise<Handlers<C>> | null = null;
  const handlers = Object.keys(requests).map((name) => [
    name,
    async (params: unknown, signal: AbortSignal): Promise<unknown> => {
      made ??= make();
      const handler: unknown = Reflect.get(await made, name);
      return typeof handler === 'function'
        ? (Reflect.apply(handler, undefined, [params, signal]) as unknown)
        : {};
    },
  ]);
  // One handler for each request of the contract, by its name: the compiler can't follow that through the entries.
  return Object.fromEntries(handlers) as Handlers<C>;
}
