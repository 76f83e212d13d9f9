/** What the till does by itself: takes up an open sale, goes on after a result, opens what was asked for after a cancel. */

import { batch, computed, effect, untracked } from '@preact/signals';
import { frontSale } from '../../counter/front-sale.ts';
import type { Notice } from '../../counter/notice.ts';
import { hasProvider, type Presentation } from '../../domain/rail.ts';
import { attemptsOf } from '../../domain/sale.ts';
import type { StageKind } from './stage.ts';
import type { AsideNews, Sheet, TillParts, TillState } from './till.ts';

/** A paid result stands this long, then the next customer can be served (product.md 4.3). */
export const RESULT_MS = 2_000;

const ENDS_SHEETS: readonly StageKind[] = [
  'paid',
  'recorded',
  'late',
  'void',
  'giving_back',
  'attested',
  'reversing',
  'checking',
];

/** What a person has to do before the other way can begin; what the counter begins by itself needs no sheet. */
const SHEETS: Readonly<Partial<Record<Presentation, Sheet>>> = {
  payment_code: 'scan',
  record: 'record',
  cash: 'cash',
};

/** Starts the rules; the returned function ends them. */
export function startTillRules(state: TillState, parts: TillParts): () => void {
  const ends = [
    effect(() => adopt(state, parts)),
    goOnAfterResult(state, parts),
    dropEnded(state),
    openWhatWasAskedFor(state),
    parts.deps.onNotice((notice) => {
      if (notice.kind === 'storage_failed') state.hasStorageFailed.value = true;
      else if (notice.kind === 'storage_works') state.hasStorageFailed.value = false;
      else if (notice.kind === 'clock') state.clockAheadMs.value = notice.aheadMs;
      else if (isNews(notice) && !(notice.sale === state.front.value && parts.isHome())) {
        state.news.value = { kind: notice.kind, sale: notice.sale };
      }
    }),
  ];
  return () => {
    for (const end of ends) end();
  };
}

/** Cash was counted by hand a moment ago: nobody has to be told. */
function isNews(notice: Notice): notice is Extract<Notice, { readonly kind: AsideNews['kind'] }> {
  if (notice.kind === 'paid') return hasProvider(notice.attempt.rail);
  return notice.kind === 'late_money';
}

/** With nobody in front, an open sale comes to the front: after a reload, and in a second window. */
function adopt(state: TillState, { deps }: TillParts): void {
  const candidate = frontSale(deps.view.value);
  if (state.front.value === undefined && candidate !== undefined) state.front.value = candidate.number;
}

function goOnAfterResult(state: TillState, { deps, staysAtResult }: TillParts): () => void {
  return effect(() => {
    const { kind } = state.stage.value ?? {};
    if ((kind !== 'paid' && kind !== 'recorded') || staysAtResult()) return undefined;
    const sale = untracked(() => state.front.value);
    return deps.after(RESULT_MS, () => {
      if (state.front.value !== sale) return;
      batch(() => {
        state.front.value = undefined;
        state.isFlipped.value = false;
      });
    });
  });
}

/** A sale that was ended or released elsewhere does not stay in front; a sheet does not outlive what it was opened for. */
function dropEnded(state: TillState): () => void {
  const kind = computed(() => state.stage.value?.kind);
  return effect(() => {
    const now = kind.value;
    if (now === undefined) return;
    if (now === 'void' || now === 'attested') state.front.value = undefined;
    if (ENDS_SHEETS.includes(now)) state.sheet.value = 'none';
  });
}

/** "Cancel, then cash": the sheet opens once the provider has closed what was open, once per attempt. */
function openWhatWasAskedFor(state: TillState): () => void {
  let done = '';
  return effect(() => {
    const stage = state.stage.value;
    if (stage === undefined || (stage.kind !== 'not_paid' && stage.kind !== 'reversed')) return;
    const { rail, presentation } = stage.sale.next ?? {};
    const sheet = presentation === undefined ? undefined : SHEETS[presentation];
    const key = `${stage.sale.number}:${attemptsOf(stage.sale).length}`;
    if (sheet === undefined || key === done) return;
    done = key;
    batch(() => {
      state.sheetRail.value = rail;
      state.sheet.value = sheet;
    });
  });
}
