/** The shop's own collection code: import it, see it, look whether the sticker in the shop still is it, change it. */

import { useSignal } from '@preact/signals';
import type { KeptOwnCode, OwnCode } from '../../../domain/own-code.ts';
import { SideContext, useApp, useReader } from '../../context.ts';
import '../../css/cash.css';
import { shownQrContent } from '../../models/practice-link.ts';
import { keptCode, ownCodeOf } from '../../models/record.ts';
import { QrCode } from '../../parts/qr-code.tsx';
import { StaticCodeRules } from '../../parts/static-code-rules.tsx';
import { TopBar } from '../../parts/top-bar.tsx';
import { CodeFacts, OwnCodeImport } from './own-code-import.tsx';
import { StickerCheck } from './sticker-check.tsx';

type Doing = 'nothing' | 'check' | 'replace';

export function OwnCodeScreen() {
  const { deps } = useApp();
  const { t } = useReader();
  const doing = useSignal<Doing>('nothing');
  const kept = ownCodeOf(deps);
  const code = keptCode(deps);
  const close = (): void => {
    doing.value = 'nothing';
  };
  return (
    <main class="screen list-screen own-code">
      <TopBar title={t.ownCode.title} backTo={{ screen: 'settings' }} />
      {kept === undefined || code === undefined ? (
        <section class="panel">
          <p>{t.ownCode.intro}</p>
          <StaticCodeRules />
          <OwnCodeImport />
        </section>
      ) : (
        <>
          {doing.value === 'nothing' && (
            <Kept kept={kept} code={code} onDo={(next) => (doing.value = next)} />
          )}
          {doing.value === 'check' && <StickerCheck kept={kept} onClose={close} />}
          {doing.value === 'replace' && (
            <section class="panel">
              <h2>{t.ownCode.replace}</h2>
              <p>{t.ownCode.replaceHint}</p>
              <OwnCodeImport onKept={close} />
              <button type="button" class="button quiet-button" onClick={close}>
                {t.buttons.cancel}
              </button>
            </section>
          )}
        </>
      )}
    </main>
  );
}

interface KeptProps {
  readonly kept: KeptOwnCode;
  readonly code: OwnCode;
  readonly onDo: (doing: Doing) => void;
}

function Kept({ kept, code, onDo }: KeptProps) {
  const { deps, now } = useApp();
  const { t, format } = useReader();
  const when = (at: number): string => format.dateTime(at, now.peek());
  return (
    <>
      <section class="panel">
        <SideContext.Provider value="cashier">
          <QrCode
            content={shownQrContent(code.payload, deps.book, location.origin)}
            label={t.ownCode.title}
          />
        </SideContext.Provider>
        {deps.book === 'practice' && <p class="quiet">{t.record.practiceQr}</p>}
        <CodeFacts code={code} />
        <dl class="pairs">
          <div>
            <dt>{t.ownCode.fingerprint}</dt>
            <dd class="code">{shortFingerprint(kept.fingerprint)}</dd>
          </div>
          <div>
            <dt>{t.ownCode.setAt}</dt>
            <dd>{when(kept.setAt)}</dd>
          </div>
          <div>
            <dt>{t.ownCode.checkedAt}</dt>
            <dd>{kept.checkedAt === undefined ? t.ownCode.neverChecked : when(kept.checkedAt)}</dd>
          </div>
        </dl>
      </section>
      <section class="panel">
        <p>{t.ownCode.checkHint}</p>
        <div class="actions">
          <button type="button" class="button primary" onClick={() => onDo('check')}>
            {t.ownCode.check}
          </button>
          <button type="button" class="button" onClick={() => onDo('replace')}>
            {t.ownCode.replace}
          </button>
        </div>
      </section>
      <StaticCodeRules />
    </>
  );
}

/** Enough of it to be read out over the telephone. */
function shortFingerprint(fingerprint: string): string {
  return (fingerprint.slice(0, 16).match(/.{4}/g) ?? []).join(' ');
}
