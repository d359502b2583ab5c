/**
 * Groups of nodes that need each other both ways (strongly connected components), those that others need first.
 * `needs[i]` are the nodes that node i needs. Among groups that are free to come next the one with the smallest node
 * comes first, and inside a group nodes are in ascending order: equal input, equal answer (PR3).
 */
export function strongComponents(needs: readonly (readonly number[])[]): number[][] {
  const components = tarjan(needs);
  const componentOf = new Array<number>(needs.length).fill(0);
  for (const [index, nodes] of components.entries()) for (const node of nodes) componentOf[node] = index;
  return inOrder(components, componentOf, needs);
}

/** Tarjan's algorithm with a stack of its own: a chain of thousands of foreign keys must not exhaust the call stack. */
function tarjan(needs: readonly (readonly number[])[]): number[][] {
  const order = new Array<number>(needs.length).fill(-1);
  const low = new Array<number>(needs.length).fill(0);
  const isOpen = new Array<boolean>(needs.length).fill(false);
  const open: number[] = [];
  const components: number[][] = [];
  let visited = 0;
  const enter = (node: number): { node: number; next: number } => {
    order[node] = low[node] = visited++;
    open.push(node);
    isOpen[node] = true;
    return { node, next: 0 };
  };
  const close = (node: number): void => {
    const start = open.lastIndexOf(node);
    const members = open.splice(start).sort((a, b) => a - b);
    for (const member of members) isOpen[member] = false;
    components.push(members);
  };
  for (let root = 0; root < needs.length; root++) {
    if (order[root] !== -1) continue;
    const path = [enter(root)];
    for (let frame = path.at(-1); frame !== undefined; frame = path.at(-1)) {
      const { node } = frame;
      const target = needs[node]?.[frame.next++];
      if (target === undefined) {
        path.pop();
        const parent = path.at(-1)?.node;
        if (parent !== undefined) low[parent] = Math.min(low[parent] ?? 0, low[node] ?? 0);
        if (low[node] === order[node]) close(node);
      } else if (order[target] === -1) {
        path.push(enter(target));
      } else if (isOpen[target] === true) {
        low[node] = Math.min(low[node] ?? 0, order[target] ?? 0);
      }
    }
  }
  return components;
}

/** Topological order (Kahn), the component with the smallest first node among the free ones next. */
function inOrder(
  components: readonly number[][],
  componentOf: readonly number[],
  needs: readonly (readonly number[])[],
): number[][] {
  const waitingFor = components.map(() => 0);
  const neededBy = components.map((): number[] => []);
  for (const [index, nodes] of components.entries()) {
    const targets = new Set(
      nodes.flatMap((node) => (needs[node] ?? []).map((target) => componentOf[target] ?? 0)),
    );
    targets.delete(index);
    waitingFor[index] = targets.size;
    for (const target of targets) neededBy[target]?.push(index);
  }
  const first = (index: number): number => components[index]?.[0] ?? 0;
  const free = new SmallestFirst(first);
  for (const [index, count] of waitingFor.entries()) if (count === 0) free.add(index);
  const ordered: number[][] = [];
  for (let index = free.take(); index !== undefined; index = free.take()) {
    ordered.push(components[index] ?? []);
    for (const next of neededBy[index] ?? []) {
      const left = (waitingFor[next] ?? 0) - 1;
      waitingFor[next] = left;
      if (left === 0) free.add(next);
    }
  }
  return ordered;
}

/** A binary heap of numbers, smallest weight first. */
class SmallestFirst {
  readonly #items: number[] = [];
  readonly #weight: (item: number) => number;

  constructor(weight: (item: number) => number) {
    this.#weight = weight;
  }

  add(item: number): void {
    const items = this.#items;
    let at = items.length;
    items.push(item);
    while (at > 0) {
      const parent = (at - 1) >> 1;
      const above = items[parent] ?? item;
      if (this.#weight(above) <= this.#weight(item)) break;
      items[at] = above;
      at = parent;
    }
    items[at] = item;
  }

  take(): number | undefined {
    const items = this.#items;
    const smallest = items[0];
    const last = items.pop();
    if (smallest === undefined || last === undefined || items.length === 0) return smallest;
    let at = 0;
    for (;;) {
      let child = at * 2 + 1;
      if (child >= items.length) break;
      const right = child + 1;
      if (right < items.length && this.#weight(items[right] ?? last) < this.#weight(items[child] ?? last))
        child = right;
      const below = items[child] ?? last;
      if (this.#weight(last) <= this.#weight(below)) break;
      items[at] = below;
      at = child;
    }
    items[at] = last;
    return smallest;
  }
}
