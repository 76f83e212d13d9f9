/** The heading of a screen: it takes the focus when the screen appears, so that readers and keyboards start there. */

import type { ComponentChildren } from 'preact';
import { useEffect, useRef } from 'preact/hooks';

export interface HeadingProps {
  readonly class?: string;
  readonly children: ComponentChildren;
}

export function Heading({ class: className = '', children }: HeadingProps) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    // A new screen is read from its top, also where the one before was scrolled.
    heading.current?.closest('.frame-main')?.scrollTo(0, 0);
    heading.current?.focus({ preventScroll: true });
  }, []);
  return (
    <h1 ref={heading} class={`heading ${className}`} tabIndex={-1}>
      {children}
    </h1>
  );
}
