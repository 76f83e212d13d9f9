/** A sheet over the screen: focus goes into it and comes back, Escape closes it, and what it lies on is inert meanwhile. */

import type { ComponentChildren } from 'preact';
import { useEffect, useId, useLayoutEffect, useRef } from 'preact/hooks';
import { useReader } from '../context.ts';
import { Icon } from './icon.tsx';

export interface SheetProps {
  readonly title: string;
  readonly onClose: () => void;
  /** Only the element before it goes quiet: the customer's phone beside the counter must stay in use. */
  readonly isBeside?: boolean;
  readonly children: ComponentChildren;
}

export function Sheet({ title, onClose, isBeside = false, children }: SheetProps) {
  const { t } = useReader();
  const dialog = useRef<HTMLDialogElement>(null);
  const layer = useRef<HTMLDivElement>(null);
  const id = useId();
  // Before the next paint: once the screen under it is inert, nobody knows any more where the focus was.
  useLayoutEffect(() => {
    if (dialog.current === null) return undefined;
    const under = layer.current?.previousElementSibling;
    return under instanceof HTMLElement ? showBeside(dialog.current, under) : showOver(dialog.current);
  }, []);
  useEscape(isBeside, onClose);
  const sheet = (
    <dialog
      ref={dialog}
      class="sheet"
      aria-labelledby={id}
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
    >
      <header class="sheet-head">
        <h2 id={id}>{title}</h2>
        <button
          type="button"
          class="button quiet-button square"
          aria-label={t.buttons.close}
          onClick={onClose}
        >
          <Icon name="close" />
        </button>
      </header>
      <div class="sheet-body">{children}</div>
    </dialog>
  );
  if (!isBeside) return sheet;
  return (
    <div ref={layer} class="sheet-layer">
      {sheet}
    </div>
  );
}

function showOver(dialog: HTMLDialogElement): () => void {
  const before = dialog.ownerDocument.activeElement;
  dialog.showModal();
  return () => {
    dialog.close();
    focusAgain(before, dialog.ownerDocument);
  };
}

function showBeside(dialog: HTMLDialogElement, under: HTMLElement): () => void {
  const before = dialog.ownerDocument.activeElement;
  under.inert = true;
  dialog.show();
  return () => {
    dialog.close();
    under.inert = false;
    focusAgain(before, dialog.ownerDocument);
  };
}

/** Back to where the focus was; if that went away with the sheet, to the heading of what stands there now. */
function focusAgain(before: Element | null, { body }: Document): void {
  // Only after the whole change of the screen: what is connected now may be gone a moment later.
  queueMicrotask(() => {
    const target = before?.isConnected === true && before !== body ? before : body.querySelector('main h1');
    if (target instanceof HTMLElement) target.focus();
  });
}

/** The platform closes only a modal dialog by Escape. */
function useEscape(isBeside: boolean, onClose: () => void): void {
  useEffect(() => {
    if (!isBeside) return undefined;
    const onKeyDown = (event: KeyboardEvent): void => {
      if (event.key !== 'Escape' || event.defaultPrevented) return;
      event.preventDefault();
      onClose();
    };
    document.addEventListener('keydown', onKeyDown);
    return () => document.removeEventListener('keydown', onKeyDown);
  }, [isBeside, onClose]);
}
