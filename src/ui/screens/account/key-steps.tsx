/** What is to be done until an account with keys works, in its order: the same for a new account and for a key that was lost. */

import { ACCOUNT_NEEDS, type ProviderRail } from '../../../domain/account.ts';
import { useApp, useReader } from '../../context.ts';
import type { ShownAccount } from '../../deps.ts';

export interface KeyStepsProps {
  readonly rail: ProviderRail;
  readonly account: ShownAccount;
}

export function KeySteps({ rail, account }: KeyStepsProps) {
  const { deps } = useApp();
  const { t } = useReader();
  const words = t.till.account.steps;
  const isReady = deps.book === 'live' && deps.readiness.value[rail]?.state === 'ready';
  if (isReady) return null;
  const { required } = ACCOUNT_NEEDS[rail];
  const hasKey = account.merchantKey !== undefined;
  const hasTheirs = account.providerKeys.length > 0;
  const hasEntries = required.every((field) => (account.entries[field] ?? '') !== '');
  const steps: readonly (readonly [string, 'done' | 'open' | 'unseen'])[] = [
    [words.entries, hasEntries ? 'done' : 'open'],
    [words.make, hasKey ? 'done' : 'open'],
    // Nobody here can see whether it was done; only the test at the end shows it.
    [words.handOver(t.rails[rail]), hasKey && hasTheirs ? 'unseen' : 'open'],
    [words.theirs(t.rails[rail]), hasTheirs ? 'done' : 'open'],
    [words.test, 'open'],
  ];
  const current = steps.findIndex(([, state]) => state === 'open');
  return (
    <>
      {!hasKey && <p>{t.till.account.noKey}</p>}
      <ol class="key-steps">
        {steps.map(([step, state], index) => (
          <li
            key={step}
            class={state === 'done' ? 'is-done' : undefined}
            aria-current={index === current ? 'step' : undefined}
          >
            {step}
            {state === 'done' && ` ${words.done}`}
          </li>
        ))}
      </ol>
    </>
  );
}
