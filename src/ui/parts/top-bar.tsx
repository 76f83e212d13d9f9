/** The bar above a screen: back, its title, and what the screen adds on the right. */

import type { ComponentChildren } from 'preact';
import { useApp, useReader } from '../context.ts';
import type { Route } from '../routes.ts';
import { Heading } from './heading.tsx';
import { Icon } from './icon.tsx';

export interface TopBarProps {
  readonly title: string;
  readonly backTo?: Route;
  readonly children?: ComponentChildren;
}

export function TopBar({ title, backTo = { screen: 'home' }, children }: TopBarProps) {
  const { router } = useApp();
  const { t } = useReader();
  return (
    <header class="top-bar">
      <button
        type="button"
        class="button quiet-button square"
        aria-label={t.buttons.back}
        onClick={() => router.go(backTo)}
      >
        <Icon name="back" />
      </button>
      <Heading class="bar-title">{title}</Heading>
      {children}
    </header>
  );
}
