/** Looking whether the sticker in the shop is still the shop's own code, and in which words it is not (S-43). */

import { useSignal } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import type { KeptOwnCode, OwnCodeDifference, OwnCodeScheme } from '../../../domain/own-code.ts';
import type { Messages } from '../../../i18n/messages.ts';
import { useApp, useReader } from '../../context.ts';
import { lookAtSticker, type StickerLook } from '../../models/record.ts';
import { Icon } from '../../parts/icon.tsx';
import { ProblemLine } from '../../parts/problem.tsx';
import { OwnCodeImport } from './own-code-import.tsx';
import { ScanOwnCode } from './scan-own-code.tsx';

export interface StickerCheckProps {
  readonly kept: KeptOwnCode;
  readonly onClose: () => void;
}

export function StickerCheck({ kept, onClose }: StickerCheckProps) {
  const { deps } = useApp();
  const { t } = useReader();
  const look = useSignal<StickerLook | undefined>(undefined);
  const isReplacing = useSignal(false);
  const read = async (text: string): Promise<void> => {
    look.value = await lookAtSticker(deps, kept, text);
  };
  const found = look.value;
  if (isReplacing.value && found?.kind === 'differs') {
    return (
      <section class="panel">
        <p>{t.ownCode.replaceHint}</p>
        <OwnCodeImport begunWith={found.code} onKept={onClose} />
      </section>
    );
  }
  const isOver = found?.kind === 'same' || found?.kind === 'differs';
  return (
    <section class="panel">
      <h2>{t.ownCode.check}</h2>
      {!isOver && <ScanOwnCode onRead={(text) => void read(text)} />}
      {found?.kind === 'refused' && <ProblemLine text={t.ownCode.refusals[found.refusal]} />}
      {found?.kind === 'not_written' && <ProblemLine text={t.ownCode.notSaved} />}
      {isOver && <Finding look={found} />}
      <div class="actions">
        <button type="button" class="button" onClick={onClose}>
          {t.buttons.close}
        </button>
        {isOver && (
          <button type="button" class="button" onClick={() => (look.value = undefined)}>
            {t.ownCode.again}
          </button>
        )}
        {found?.kind === 'differs' && (
          <button type="button" class="button quiet-button wide" onClick={() => (isReplacing.value = true)}>
            {t.ownCode.replace}
          </button>
        )}
      </div>
    </section>
  );
}

function Finding({ look }: { readonly look: Extract<StickerLook, { kind: 'same' | 'differs' }> }) {
  const { t } = useReader();
  const words = useRef<HTMLParagraphElement>(null);
  useEffect(() => words.current?.focus(), []);
  if (look.kind === 'same') {
    return (
      <p ref={words} tabIndex={-1} class="note tone-paid sentence">
        <Icon name="paid" />
        <span>{t.ownCode.same}</span>
      </p>
    );
  }
  return (
    <>
      <p
        ref={words}
        tabIndex={-1}
        role="alert"
        class={`note sentence ${look.isSwapped ? 'tone-not-paid' : 'tone-checking'}`}
      >
        <Icon name={look.isSwapped ? 'not-paid' : 'checking'} />
        <span>{look.isSwapped ? t.ownCode.swapped : t.ownCode.different}</span>
      </p>
      {look.isSwapped && <p>{t.ownCode.swappedNow}</p>}
      <ul class="own-code-differences">
        {look.differences.map((difference, index) => (
          <Difference key={`${difference.field}${index}`} difference={difference} />
        ))}
      </ul>
    </>
  );
}

function Difference({ difference }: { readonly difference: OwnCodeDifference }) {
  const { t } = useReader();
  const { field } = difference;
  const said = (value: string | undefined): string =>
    value === undefined ? t.ownCode.missing : field === 'scheme' ? schemeName(t, value) : value;
  return (
    <li>
      <strong>{t.ownCode.fields[field]}</strong>
      <span>{t.ownCode.was(said(difference.was))}</span>
      <span>{t.ownCode.is(said(difference.is))}</span>
    </li>
  );
}

/** An acquirer's code is told by its host, the others by their name. */
function schemeName(t: Messages, value: string): string {
  const names: Readonly<Record<string, string>> = t.ownCode.schemes satisfies Record<OwnCodeScheme, string>;
  return Object.hasOwn(names, value) ? (names[value] ?? value) : value;
}
