/** The keys of a demo: space pauses, the right arrow steps, R begins again, Escape leaves; the counter below hears none. */

import { useEffect } from 'preact/hooks';
import { useApp } from '../../context.ts';
import type { DemoPlayer } from '../../models/demo-player.ts';

export function useDemoKeys(player: DemoPlayer | undefined): void {
  const { router } = useApp();
  useEffect(() => {
    if (player === undefined) return undefined;
    const onKeyDown = (event: KeyboardEvent): void => {
      // At the counter any key ends a result and Enter charges; in a demo only the story does.
      event.stopImmediatePropagation();
      if (event.repeat || isTaken(event)) return;
      if (event.key === ' ') player.toggle();
      else if (event.key === 'ArrowRight') player.next();
      else if (event.key === 'Escape') router.go({ screen: 'home' });
      else return;
      event.preventDefault();
    };
    // The scanner's listener keeps the letters that go down; it lets them come up.
    const onKeyUp = (event: KeyboardEvent): void => {
      if (event.key.toLowerCase() === 'r' && !isTaken(event)) player.restart();
    };
    window.addEventListener('keydown', onKeyDown, { capture: true });
    window.addEventListener('keyup', onKeyUp, { capture: true });
    return () => {
      window.removeEventListener('keydown', onKeyDown, { capture: true });
      window.removeEventListener('keyup', onKeyUp, { capture: true });
    };
  }, [player, router]);
}

/** The browser's own keys, and space on a button, which presses that button. */
function isTaken(event: KeyboardEvent): boolean {
  if (event.ctrlKey || event.metaKey || event.altKey) return true;
  const { target } = event;
  return event.key === ' ' && target instanceof Element && target.closest('button, a') !== null;
}
