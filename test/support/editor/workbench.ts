import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { FrameLocator, Locator, Page } from 'playwright-core';
import { artefacts } from './artefacts.ts';
import type { EditorProfile } from './editorProfile.ts';

/** The themes that every step is pictured in: what the browser says its user prefers, and the workbench's class then. */
const themes = [
  { name: 'light', media: { colorScheme: 'light', forcedColors: 'none' }, marker: '.vs' },
  { name: 'high-contrast', media: { colorScheme: 'dark', forcedColors: 'active' }, marker: '.hc-black' },
  { name: 'dark', media: { colorScheme: 'dark', forcedColors: 'none' }, marker: '.vs-dark' },
] as const;

/** How often something is tried that the window may just have redrawn, and how long it is waited for each time. */
const attempts = 20;
const attemptMs = 5_000;

/** As long as a person takes before the first key. */
const beforeKeysMs = 500;

/** The settings a workbench under test starts with: its theme follows what the browser prefers. */
export const workbenchSettings = {
  'window.autoDetectColorScheme': true,
  'window.autoDetectHighContrast': true,
};

/**
 * A VS Code window as a person sees it: what is looked at is found by role and by the words on it, and every
 * method waits for what it names. Nothing here knows the extension.
 */
export class Workbench {
  readonly page: Page;
  readonly #profile: EditorProfile;
  readonly #pictures: string;
  #steps = 0;

  constructor(page: Page, profile: EditorProfile, title: string) {
    this.page = page;
    this.#profile = profile;
    this.#pictures = join(artefacts, 'screenshots', title);
  }

  /** Opens the address and waits for the workbench to stand. */
  async open(address: string): Promise<void> {
    const query = new URLSearchParams({ folder: this.#profile.workspace });
    await this.page.goto(`${address}/?${query.toString()}`);
    await this.#untilStanding();
  }

  /** Reloads the window as `Developer: Reload Window` does. */
  async reload(): Promise<void> {
    await this.page.reload();
    await this.#untilStanding();
  }

  async #untilStanding(): Promise<void> {
    await this.page.locator('.monaco-workbench .part.activitybar').waitFor();
    // A status bar with entries means that the extension host answered.
    await this.page.locator('.part.statusbar .statusbar-item').first().waitFor();
  }

  /**
   * Opens a container of the activity bar by its title, unless it is open. While a window comes up it may open by itself just
   * before the click, which then closes it: so it is looked at again.
   */
  async openContainer(title: string): Promise<void> {
    const tab = this.page.locator('.part.activitybar').getByRole('tab', { name: title, exact: false });
    const heading = this.page.locator('.part.sidebar').getByRole('heading', { name: title }).first();
    for (let look = 1; look <= 6; look += 1) {
      if ((await tab.getAttribute('aria-selected')) !== 'true') await tab.click();
      const isOpen = await heading.waitFor({ timeout: 10_000 }).then(
        () => true,
        () => false,
      );
      if (isOpen) return;
    }
    await heading.waitFor();
  }

  /** Opens a view that is folded. The only view of a container has no header: its name is in the title. */
  async unfold(name: string): Promise<void> {
    // What a view says beside its title stands in the name of its header as well.
    const header = this.page.getByRole('button', { name: new RegExp(`^${name}\\b.* Section`) });
    const title = this.page.locator('.part.sidebar').getByRole('heading', { name: `: ${name}` });
    await header.or(title).first().waitFor();
    if ((await header.count()) === 0) return;
    if ((await header.getAttribute('aria-expanded')) === 'false') await header.click();
  }

  /** A row of any tree by what a screen reader says of it. */
  treeItem(name: string | RegExp): Locator {
    return this.page.locator('.part.sidebar').getByRole('treeitem', { name });
  }

  /** Unfolds a row of a tree. */
  async expand(name: string | RegExp): Promise<void> {
    const item = this.treeItem(name).first();
    await item.waitFor();
    for (let attempt = 1; (await item.getAttribute('aria-expanded')) === 'false'; attempt += 1) {
      if (attempt > attempts) throw new Error(`The row ${String(name)} does not unfold.`);
      // A click may unfold by itself, as workbench.tree.expandMode says, or only select; a tree that is drawn anew loses it.
      await item.click();
      if ((await item.getAttribute('aria-expanded')) === 'false')
        await this.page.keyboard.press('ArrowRight');
      await comes(item.and(this.page.locator('[aria-expanded="true"]')));
    }
  }

  /**
   * Chooses an entry of a row's context menu that brings something to see. A row that VS Code is just drawing anew, because
   * what is said of its connection changed, is nothing to a command for a moment: that then asks what it is for.
   */
  async openFromMenu(item: Locator, entry: string, brings: Locator): Promise<void> {
    await this.chooseFromMenu(item, entry);
    for (let attempt = 1; !(await comes(brings)); attempt += 1) {
      if (attempt === attempts) throw new Error(`"${entry}" does not bring what it should.`);
      await this.page.keyboard.press('Escape');
      await this.chooseFromMenu(item, entry);
    }
  }

  /** Chooses an entry of a row's context menu. */
  async chooseFromMenu(item: Locator, entry: string): Promise<void> {
    const chosen = this.page.getByRole('menuitem', { name: entry }).first();
    const menu = this.page.locator('.monaco-menu').first();
    await item.click({ button: 'right' });
    // A tree that is drawn anew in that moment shows the menu of another row, or none.
    for (let attempt = 1; !(await comes(chosen)); attempt += 1) {
      if (attempt === attempts) throw new Error(`The menu has no entry "${entry}".`);
      await this.page.keyboard.press('Escape');
      await menu.waitFor({ state: 'detached' });
      await item.click({ button: 'right' });
    }
    // A menu that has just opened takes no click for a moment, in case the button was only held down.
    await chosen.hover();
    await this.page.keyboard.press('Enter');
    await menu.waitFor({ state: 'detached' });
  }

  /** Presses a button on a row, which shows when the row is pointed at. */
  async pressOnRow(item: Locator, button: string): Promise<void> {
    const shown = item.getByRole('button', { name: button });
    await item.hover();
    // A row that is drawn anew is not pointed at before the pointer moves.
    for (let attempt = 1; !(await comes(shown)) && attempt < attempts; attempt += 1) {
      await this.page.mouse.move(900, 400);
      await item.hover();
    }
    await shown.click();
  }

  /** Runs a command by its title from the palette. */
  async runCommand(title: string): Promise<void> {
    // The palette lists what there is when it opens; an extension's commands may come a moment later.
    for (let attempt = 1; !(await this.#findCommand(title)); attempt += 1) {
      if (attempt === attempts) throw new Error(`The palette has no command "${title}".`);
      await this.page.keyboard.press('Escape');
    }
    await this.accept();
  }

  async #findCommand(title: string): Promise<boolean> {
    await this.page.keyboard.press('F1');
    await this.quickInput.waitFor();
    await this.quickInput.fill(`>${title}`);
    return await comes(this.#chosen(title));
  }

  /** The entry that Enter would take, when it holds these words: a list may still be that of before what was typed. */
  #chosen(words: string | RegExp): Locator {
    return this.quickPick(words).and(this.page.locator('.focused')).first();
  }

  /** The text field of the palette, a pick or an input box. */
  get quickInput(): Locator {
    return this.page.locator('.quick-input-widget:visible .quick-input-box input');
  }

  /** The title of the open pick or input box. */
  get quickTitle(): Locator {
    return this.page.locator('.quick-input-widget:visible .quick-input-title');
  }

  /** What an input box says below its field: its prompt, or what is wrong with the value. */
  get quickMessage(): Locator {
    return this.page.locator('.quick-input-widget:visible .quick-input-message');
  }

  /** The entries of the open pick that hold these words. */
  quickPick(words: string | RegExp): Locator {
    return this.page.locator('.quick-input-list .monaco-list-row').filter({ hasText: words });
  }

  /** Types into the open input box, whose title or prompt holds these words, and accepts. */
  async answer(question: string | RegExp, text: string): Promise<void> {
    await this.page.locator('.quick-input-widget:visible').filter({ hasText: question }).waitFor();
    await this.quickInput.fill(text);
    await this.accept();
  }

  /** Enter, in the field of the palette, the pick or the input box, wherever the focus went meanwhile. */
  async accept(): Promise<void> {
    await this.quickInput.press('Enter');
  }

  /** Types into the open pick and accepts what is then its first entry. */
  async typeAndAccept(words: string): Promise<void> {
    await this.quickInput.fill(words);
    await this.#chosen(words).waitFor();
    await this.accept();
  }

  /**
   * Opens a pick by keys, and has it keep the focus. As the palette goes, VS Code gives the focus back to the panel that had
   * it, by a timer and two messages; on a busy machine that comes after the pick did, which then has to be opened again.
   */
  async openPickByKeys(open: () => Promise<void>, words: string | RegExp): Promise<void> {
    const focused = this.page.locator('.quick-input-widget :focus');
    for (let attempt = 1; attempt < attempts; attempt += 1) {
      await open();
      await this.quickPick(words).first().waitFor();
      await this.page.waitForTimeout(beforeKeysMs);
      if ((await focused.count()) > 0) return;
    }
    throw new Error(`The pick with "${String(words)}" never keeps the focus.`);
  }

  /** Ticks every entry of the open pick, which is there before its entries are. */
  async tickAll(): Promise<void> {
    const all = this.page.locator('.quick-input-widget').getByRole('checkbox', { name: 'Toggle all' });
    await this.quickPick(/./).first().waitFor();
    await all.click();
    await all.and(this.page.getByRole('checkbox', { checked: true })).waitFor();
  }

  /** Accepts the first entry with these words of the open pick. */
  async pick(words: string | RegExp): Promise<void> {
    await this.quickPick(words).first().click();
  }

  /** A notification that holds these words. */
  toast(words: string | RegExp): Locator {
    return this.page.locator('.notifications-toasts .notification-toast').filter({ hasText: words });
  }

  /** Presses a button of a notification. After some 20 s it is in front no more, and found behind the bell. */
  async pressOnToast(words: string | RegExp, button: string): Promise<void> {
    const kept = this.page
      .locator('.notifications-center .notification-list-item')
      .filter({ hasText: words });
    const pressed = this.toast(words).or(kept).getByRole('button', { name: button });
    for (let attempt = 1; attempt < attempts; attempt += 1) {
      if (!(await pressed.isVisible())) await this.runCommand('Notifications: Show Notifications');
      // It may go away just now.
      const isPressed = await pressed.click({ timeout: attemptMs }).then(
        () => true,
        () => false,
      );
      if (isPressed) return;
    }
    await pressed.click();
  }

  /** A dialog in front of everything. */
  dialog(words: string | RegExp): Locator {
    return this.page.getByRole('dialog').filter({ hasText: words });
  }

  /** Presses a button of a dialog. */
  async pressInDialog(words: string | RegExp, button: string): Promise<void> {
    await this.dialog(words).getByRole('button', { name: button, exact: true }).click();
    await this.dialog(words).waitFor({ state: 'detached' });
  }

  /**
   * The same by keys alone. A panel that had the focus may get it back while the dialog comes up, and then takes the keys;
   * Tab always leads into the dialog.
   */
  async pressInDialogByKeys(words: string | RegExp, button: string): Promise<void> {
    const dialog = this.dialog(words);
    const focused = dialog
      .getByRole('button', { name: button, exact: true })
      .and(this.page.locator(':focus'));
    await dialog.waitFor();
    for (let attempt = 1; attempt < attempts && (await dialog.count()) > 0; attempt += 1) {
      for (let tab = 1; tab < attempts && (await focused.count()) === 0; tab += 1)
        await this.page.keyboard.press('Tab');
      await this.page.keyboard.press('Enter');
      await comes(dialog, 'detached');
    }
    await dialog.waitFor({ state: 'detached' });
  }

  /** The tab of an open editor or panel. */
  tab(name: string | RegExp): Locator {
    return this.page.locator('.part.editor .tabs-container').getByRole('tab', { name });
  }

  /** The whole text of the editor that has the focus; the page itself holds only the lines in sight. */
  async editorText(): Promise<string> {
    await this.page.locator('.part.editor .monaco-editor .view-lines').first().click();
    await this.page.keyboard.press('Control+A');
    await this.page.keyboard.press('Control+C');
    const text = await this.page.evaluate<string>('navigator.clipboard.readText()');
    await this.page.keyboard.press('ArrowLeft');
    return text;
  }

  /** A CodeLens by its words. */
  codeLens(words: string | RegExp): Locator {
    return this.page.locator('.part.editor .codelens-decoration a').filter({ hasText: words });
  }

  /** Opens the Problems panel and gives its rows that hold these words. */
  async problems(words: string | RegExp): Promise<Locator> {
    const panel = this.page.locator('.part.panel .markers-panel');
    if (!(await panel.isVisible())) await this.page.keyboard.press('Control+Shift+M');
    await panel.waitFor();
    return panel.locator('.monaco-list-row').filter({ hasText: words });
  }

  /** What is inside the panel in sight: VS Code draws it in a frame within a frame. */
  get panel(): FrameLocator {
    return this.page.frameLocator('iframe.webview.ready:visible').frameLocator('iframe#active-frame');
  }

  /** Pictures the window in every theme, into .artefacts/screenshots. */
  async picture(step: string): Promise<void> {
    this.#steps += 1;
    await mkdir(this.#pictures, { recursive: true });
    for (const { name, media, marker } of themes) {
      await this.page.emulateMedia(media);
      await this.page.locator(`.monaco-workbench${marker}`).waitFor();
      const file = `${String(this.#steps).padStart(2, '0')}-${step}-${name}.png`;
      await this.page.screenshot({ path: join(this.#pictures, file) });
    }
  }
}

/** Whether it comes, or goes, within some seconds. */
function comes(found: Locator, state: 'visible' | 'detached' = 'visible'): Promise<boolean> {
  return found.waitFor({ state, timeout: attemptMs }).then(
    () => true,
    () => false,
  );
}
