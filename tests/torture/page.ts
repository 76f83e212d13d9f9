/** What runs inside the counter's page. Each function stands alone, since only its text travels there. */

/** What a page has said aloud since it was opened, oldest first. */
export interface Heard {
  readonly texts: readonly string[];
}

/** Begins to note down what the live region says; true once it does. */
export function listen(): boolean {
  const world = window as unknown as { tortureHeard?: string[] };
  if (world.tortureHeard !== undefined) return true;
  const region = document.querySelector('[data-testid=live]');
  if (region === null) return false;
  const heard: string[] = [];
  const note = (): void => {
    const text = region.textContent ?? '';
    if (text !== '' && heard.at(-1) !== text) heard.push(text);
  };
  world.tortureHeard = heard;
  note();
  new MutationObserver(note).observe(region, { childList: true, subtree: true, characterData: true });
  return true;
}

/** Whether the live book is on the screen: the first picture follows a hint that a kill may have taken away. */
export function isLive(): boolean {
  const badges = [...document.querySelectorAll('.badge')];
  return badges.every((badge) => badge.textContent !== 'Practice') && document.body.innerText.trim() !== '';
}

export function readHeard(): string[] {
  return (window as unknown as { tortureHeard?: string[] }).tortureHeard ?? [];
}

/** Everything a person can read now. */
export function readScreen(): string {
  return document.body.innerText;
}

/** Presses the first visible button of that name, or with that text in its name; says what stood there. */
export function press(name: string, isPart: boolean): 'pressed' | 'absent' | 'disabled' {
  const nameOf = (element: Element): string => {
    const spoken = element.cloneNode(true) as Element;
    for (const silent of spoken.querySelectorAll('[aria-hidden=true]')) silent.remove();
    return (element.getAttribute('aria-label') ?? spoken.textContent ?? '').replace(/\s+/g, ' ').trim();
  };
  const isNamed = (element: Element): boolean =>
    isPart ? nameOf(element).includes(name) : nameOf(element) === name;
  const named = [...document.querySelectorAll('button, a[href], [role=button]')].filter(
    (element) => isNamed(element) && element.getClientRects().length > 0,
  );
  const ready = named.find((element) => !(element instanceof HTMLButtonElement && element.disabled));
  if (ready instanceof HTMLElement) {
    ready.click();
    return 'pressed';
  }
  return named.length === 0 ? 'absent' : 'disabled';
}

/** Presses the first visible button that has one of these names; false while there is none. */
export function pressAny(names: readonly string[]): boolean {
  const found = [...document.querySelectorAll('button')].find(
    (button) =>
      names.includes((button.textContent ?? '').trim()) &&
      !button.disabled &&
      button.getClientRects().length > 0,
  );
  found?.click();
  return found !== undefined;
}

/** The names of all buttons that can be pressed. */
export function buttons(): string[] {
  const nameOf = (element: Element): string => {
    const spoken = element.cloneNode(true) as Element;
    for (const silent of spoken.querySelectorAll('[aria-hidden=true]')) silent.remove();
    return (element.getAttribute('aria-label') ?? spoken.textContent ?? '').replace(/\s+/g, ' ').trim();
  };
  return [...document.querySelectorAll('button, a[href], [role=button]')]
    .filter((element) => element.getClientRects().length > 0 && !element.hasAttribute('disabled'))
    .map(nameOf);
}

/** A scanner is a keyboard: the whole code in one go, Enter at the end. */
export function scan(code: string): boolean {
  for (const key of [...code, 'Enter']) {
    const init = { key, code: key === 'Enter' ? key : `Digit${key}`, bubbles: true, cancelable: true };
    (document.activeElement ?? document.body).dispatchEvent(new KeyboardEvent('keydown', init));
  }
  return true;
}

export function goTo(hash: string): boolean {
  location.hash = hash;
  return true;
}

/** Types into the field of that label; false while there is none. */
export function fill(label: string, text: string): boolean {
  const found = [...document.querySelectorAll('label')].find((one) =>
    (one.textContent ?? '').trim().startsWith(label),
  );
  const field = found?.control;
  if (!(field instanceof HTMLInputElement || field instanceof HTMLTextAreaElement)) return false;
  field.value = text;
  field.dispatchEvent(new Event('input', { bubbles: true }));
  return true;
}

/** Sends off the form in which the field of that label stands; false while it cannot be. */
export function submit(label: string): boolean {
  const found = [...document.querySelectorAll('label')].find((one) =>
    (one.textContent ?? '').trim().startsWith(label),
  );
  const button = found?.closest('form')?.querySelector('button[type=submit]');
  if (!(button instanceof HTMLButtonElement) || button.disabled) return false;
  button.click();
  return true;
}

/** What stands under the form of that field, of what came of sending it. */
export function readStatus(label: string): string {
  const found = [...document.querySelectorAll('label')].find((one) =>
    (one.textContent ?? '').trim().startsWith(label),
  );
  return found?.closest('form')?.querySelector('[role=status]')?.textContent ?? '';
}

/** Whether a worker answers for this page, so that it opens without a network. */
export function isControlled(): boolean {
  return navigator.serviceWorker.controller !== null;
}

/** The live book as it is stored, past the program's own store; null where there is none yet. */
export async function readBook(): Promise<unknown> {
  const done = <Result>(request: IDBRequest<Result>): Promise<Result> =>
    new Promise((resolve, reject) => {
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error);
    });
  const known = await indexedDB.databases();
  if (!known.some(({ name }) => name === 'guitai-live')) return null;
  const database = await done(indexedDB.open('guitai-live'));
  try {
    const transaction = database.transaction(['meta', 'entries', 'sales']);
    const [head, entries, sales] = await Promise.all([
      done(transaction.objectStore('meta').get('head')),
      done(transaction.objectStore('entries').getAll()),
      done(transaction.objectStore('sales').getAll()),
    ]);
    return { head: head ?? null, entries, sales: sales.map(({ sale }: { sale: unknown }) => sale) };
  } finally {
    database.close();
  }
}

/** Whether the live book stands there without a single key, as after its database was lost: keys are in no second copy. */
export async function lacksKeys(): Promise<boolean> {
  const done = <Result>(request: IDBRequest<Result>): Promise<Result> =>
    new Promise((resolve, reject) => {
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error);
    });
  const known = await indexedDB.databases();
  if (!known.some(({ name }) => name === 'guitai-live')) return false;
  const database = await done(indexedDB.open('guitai-live'));
  try {
    return (await done(database.transaction('keys').objectStore('keys').count())) === 0;
  } finally {
    database.close();
  }
}

/** The second copy's files of the live book, by name; null where the browser has no such file system. */
export async function readCopy(): Promise<Record<string, string> | null> {
  const { storage } = navigator as { storage?: StorageManager };
  if (typeof storage?.getDirectory !== 'function') return null;
  const texts: Record<string, string> = {};
  const root = await storage.getDirectory();
  try {
    const journals = await root.getDirectoryHandle('guitai-journal');
    const folder = await journals.getDirectoryHandle('live');
    for await (const name of folder.keys()) {
      texts[name] = await (await (await folder.getFileHandle(name)).getFile()).text();
    }
  } catch (error) {
    if (!(error instanceof DOMException && error.name === 'NotFoundError')) throw error;
  }
  return texts;
}

/** What another page could do: one connection that does not let go, and one that wants a newer database. */
export function blockUpgrade(): Promise<boolean> {
  const world = window as unknown as { tortureHolder?: IDBDatabase };
  return new Promise((resolve, reject) => {
    const holding = indexedDB.open('guitai-live');
    holding.onerror = () => reject(holding.error);
    holding.onsuccess = () => {
      world.tortureHolder = holding.result;
      const upgrading = indexedDB.open('guitai-live', holding.result.version + 1);
      // Nothing of it may come true: the counter's own version stays the newest.
      upgrading.onupgradeneeded = () => upgrading.transaction?.abort();
      upgrading.onblocked = () => resolve(true);
    };
  });
}

export function unblockUpgrade(): boolean {
  const world = window as unknown as { tortureHolder?: IDBDatabase };
  world.tortureHolder?.close();
  return world.tortureHolder !== undefined;
}

/** What another page could do, or an engine that makes room; true once the book is gone. */
export function deleteBook(): Promise<boolean> {
  return new Promise((resolve, reject) => {
    const deleting = indexedDB.deleteDatabase('guitai-live');
    deleting.onerror = () => reject(deleting.error);
    deleting.onsuccess = () => resolve(true);
  });
}

/** The script that the page began with, by which a release is known. */
export function entryScript(): string {
  return document.querySelector('script[src]')?.getAttribute('src') ?? '';
}

/** Looks for a new release, as browsers do by themselves from time to time; true once one has been fetched. */
export async function lookForUpdate(): Promise<boolean> {
  const registration = await navigator.serviceWorker.getRegistration();
  await registration?.update();
  const coming = registration?.installing;
  if (!coming) return false;
  return new Promise((resolve) => {
    coming.addEventListener('statechange', () => resolve(true));
    setTimeout(() => resolve(false), 8_000);
  });
}
