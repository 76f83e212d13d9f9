/** The one live region: every state of a payment is said here, with its amount. */

import { useApp } from '../context.ts';

export function LiveRegion() {
  const { speaker } = useApp();
  return (
    <p class="visually-hidden" role="status" aria-live="polite" aria-atomic="true" data-testid="live">
      {speaker.said.value}
    </p>
  );
}
