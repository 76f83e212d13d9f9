/** The frame of one screen inside the phone: a way back, a title, and the content. */

import type { ComponentChildren } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { Icon } from '../parts/icon.tsx';

interface ScreenFrameProps {
  readonly title: string;
  readonly back?: { readonly label: string; readonly go: () => void };
  readonly aside?: ComponentChildren;
  readonly children: ComponentChildren;
}

export function ScreenFrame({ title, back, aside, children }: ScreenFrameProps) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    // Only if the phone has the keyboard already: beside the counter it must not take it away from the cashier.
    if (document.hasFocus()) heading.current?.focus({ preventScroll: true });
  }, []);
  return (
    <section class="screen" aria-label={title}>
      <header class="screen-head">
        {back ? (
          <button type="button" class="plain square" onClick={back.go} aria-label={back.label}>
            <Icon name="back" />
          </button>
        ) : null}
        <h1 ref={heading} tabIndex={-1}>
          {title}
        </h1>
        {aside}
      </header>
      {children}
    </section>
  );
}
