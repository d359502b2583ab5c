/** What package.json says the extension has; `npm run manifest` writes it from src/editor/manifest. Without `vscode`. */

export interface Contributions {
  readonly commandIds: readonly string[];
  readonly viewIds: readonly string[];
  /** Kinds of panels that come back after a reload. */
  readonly panelTypes: readonly string[];
}

const panelEvent = 'onWebviewPanel:';

/** Takes package.json as VS Code hands it over: it has read and checked it, but gives it no type. */
export function readContributions(manifest: unknown): Contributions {
  const contributes = fieldOf(manifest, 'contributes');
  const views = Object.values(Object(fieldOf(contributes, 'views')) as object);
  return {
    commandIds: textsOf(fieldOf(contributes, 'commands'), 'command'),
    viewIds: views.flatMap((list) => textsOf(list, 'id')),
    panelTypes: listOf(fieldOf(manifest, 'activationEvents')).flatMap((event) =>
      typeof event === 'string' && event.startsWith(panelEvent) ? [event.slice(panelEvent.length)] : [],
    ),
  };
}

function textsOf(list: unknown, field: string): readonly string[] {
  return listOf(list)
    .map((entry) => fieldOf(entry, field))
    .filter((text) => typeof text === 'string');
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

function fieldOf(value: unknown, field: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, field) : undefined;
}
