/** Importing the shop's own collection code: read it, look at what it says, keep it. */

import { useSignal } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import { emvValue, readEmvCode } from '../../../domain/emv.ts';
import { type OwnCode, type OwnCodeRefusal, readOwnCode } from '../../../domain/own-code.ts';
import { useApp, useReader } from '../../context.ts';
import { keepOwnCode } from '../../models/record.ts';
import { ProblemLine } from '../../parts/problem.tsx';
import { SafeButton } from '../../parts/safe-button.tsx';
import { ScanOwnCode } from './scan-own-code.tsx';

export interface OwnCodeImportProps {
  /** A code that was read already, when a sticker turned out to be another one. */
  readonly begunWith?: OwnCode;
  readonly onKept?: () => void;
}

export function OwnCodeImport({ begunWith, onKept }: OwnCodeImportProps) {
  const { deps } = useApp();
  const { t } = useReader();
  const code = useSignal<OwnCode | undefined>(begunWith);
  const refusal = useSignal<OwnCodeRefusal | undefined>(undefined);
  const read = (text: string): void => {
    const reading = readOwnCode(text, deps.book);
    refusal.value = reading.ok ? undefined : reading.refusal;
    if (reading.ok) code.value = reading.code;
  };
  if (code.value !== undefined)
    return <Question code={code.value} onKept={onKept} onAgain={() => (code.value = undefined)} />;
  return (
    <>
      {deps.book === 'practice' && <p class="quiet">{t.ownCode.practiceHint}</p>}
      <ScanOwnCode onRead={read} />
      <ProblemLine text={refusal.value === undefined ? undefined : t.ownCode.refusals[refusal.value]} />
    </>
  );
}

interface QuestionProps {
  readonly code: OwnCode;
  readonly onKept: (() => void) | undefined;
  readonly onAgain: () => void;
}

/** A wrong code sends every customer's money elsewhere, so it is looked at once more. */
function Question({ code, onKept, onAgain }: QuestionProps) {
  const { deps, speaker } = useApp();
  const { t } = useReader();
  const hasFailed = useSignal(false);
  const isSaving = useSignal(false);
  const question = useRef<HTMLHeadingElement>(null);
  useEffect(() => question.current?.focus(), []);
  const keep = async (): Promise<void> => {
    if (isSaving.value) return;
    isSaving.value = true;
    const isKept = await keepOwnCode(deps, code);
    isSaving.value = false;
    hasFailed.value = !isKept;
    if (!isKept) return;
    speaker.say(t.ownCode.kept);
    onKept?.();
  };
  return (
    <section class="own-code-question">
      <h2 ref={question} tabIndex={-1}>
        {t.ownCode.ask}
      </h2>
      <CodeFacts code={code} />
      <div class="actions">
        <button type="button" class="button" onClick={onAgain}>
          {t.ownCode.again}
        </button>
        <SafeButton class="primary" onPress={() => void keep()}>
          {t.ownCode.keep}
        </SafeButton>
      </div>
      <ProblemLine text={hasFailed.value ? t.ownCode.notSaved : undefined} />
    </section>
  );
}

const NAME = '59';
const CITY = '60';
/** As much of an address as tells one from another on a phone. */
const SHOWN_ADDRESS = 64;

/** What the code says of its merchant, or where it leads: text, never a link. */
export function CodeFacts({ code }: { readonly code: OwnCode }) {
  const { t } = useReader();
  const emv = code.scheme === 'emv' ? readEmvCode(code.payload) : undefined;
  const said = (tag: string): string | undefined =>
    emv?.ok === true ? emvValue(emv.objects, tag) : undefined;
  const [name, city] = [said(NAME), said(CITY)];
  return (
    <dl class="pairs">
      <div>
        <dt>{t.ownCode.fields.scheme}</dt>
        <dd>{t.ownCode.schemes[code.scheme]}</dd>
      </div>
      {name !== undefined && (
        <div>
          <dt>{t.ownCode.fields.name}</dt>
          <dd>{[name, city].filter((part) => part !== undefined).join(' · ')}</dd>
        </div>
      )}
      {emv === undefined && (
        <div>
          <dt>{t.ownCode.fields.account}</dt>
          <dd class="code">{code.payload.slice(0, SHOWN_ADDRESS)}</dd>
        </div>
      )}
    </dl>
  );
}
