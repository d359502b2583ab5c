/** Where things are in the page of the schema diff panel. */
import type { Locator, Page } from 'playwright-core';

export const list = (page: Page): Locator => page.getByRole('tree');

export const row = (page: Page, name: string | RegExp): Locator => page.getByRole('treeitem', { name });

export const group = (page: Page, name: string): Locator =>
  page.locator(`[role=treeitem][aria-level="1"][aria-label^="${name}"]`);

export const search = (page: Page): Locator => page.locator('#search input');

export const sash = (page: Page): Locator => page.getByRole('separator', { name: 'Width of the table list' });

/** The accessible names of everything that is found. */
export async function labels(found: Locator): Promise<readonly string[]> {
  const all = await Promise.all((await found.all()).map((one) => one.getAttribute('aria-label')));
  return all.map((label) => label ?? '');
}

/** The source tables that are selected, as far as they are in sight. */
export async function selected(page: Page): Promise<readonly string[]> {
  const names = await labels(page.locator('[role=treeitem][aria-selected=true]'));
  return names.map((name) => name.split(' ')[0] ?? '');
}

/** The active row, by its accessible name. */
export async function active(page: Page): Promise<string> {
  const id = await list(page).getAttribute('aria-activedescendant');
  return (await page.locator(`#${id ?? 'none'}`).getAttribute('aria-label')) ?? '';
}

/** Puts the keyboard on a pair. */
export async function goTo(page: Page, name: RegExp): Promise<void> {
  await row(page, name).click();
  await list(page).and(page.locator(':focus')).waitFor();
}

/** For expressions that run in the page: the inside of the list. */
export const inList =
  "document.querySelector('shadow-schema-diff').shadowRoot.querySelector('shadow-list').shadowRoot";
