/** The settings of this device, small on purpose: languages, sound and voice, the shop's name, the QR's life, ways to pay, the data. */

import { useSignal } from '@preact/signals';
import { useId } from 'preact/hooks';
import { LANGUAGE_NAMES, LANGUAGES, type Language } from '../../../i18n/languages.ts';
import { useApp, useReader } from '../../context.ts';
import type { Settings } from '../../deps.ts';
import { CustomerOpener } from '../../parts/customer-opener.tsx';
import { SoundTest } from '../../parts/sound-test.tsx';
import { TopBar } from '../../parts/top-bar.tsx';
import { CashSection } from './cash-section.tsx';
import { DataSection } from './data.tsx';
import { Choice, Switch } from './inputs.tsx';
import { WaysSection } from './ways.tsx';

const QR_LIVES = [1, 2, 3, 4, 5] as const;

export function SettingsScreen() {
  const { deps, router } = useApp();
  const { t, format } = useReader();
  const settings = deps.settings.value;
  const save = (change: Partial<Settings>): void =>
    void deps.saveSettings({ ...deps.settings.value, ...change });
  return (
    <main class="screen list-screen settings">
      <TopBar title={t.settings.title} />
      <section>
        <LanguageChoice
          name={t.settings.cashierLanguage}
          chosen={settings.language}
          onChoose={(language) => save({ language })}
        />
        <LanguageChoice
          name={t.settings.customerLanguage}
          chosen={settings.customerLanguage}
          onChoose={(customerLanguage) => save({ customerLanguage })}
        />
        <CustomerOpener />
      </section>
      <section>
        <Switch name={t.settings.sound} isOn={settings.sound} onChange={(sound) => save({ sound })} />
        <Switch name={t.settings.voice} isOn={settings.voice} onChange={(voice) => save({ voice })} />
        <SoundTest />
      </section>
      <section>
        <ShopName value={settings.shopName} onSave={(shopName) => save({ shopName })} />
        <Choice
          name={t.settings.qrLife}
          options={QR_LIVES.map((minutes) => ({ value: minutes, word: format.duration(minutes * 60_000) }))}
          chosen={settings.qrLifeMinutes}
          onChoose={(qrLifeMinutes) => save({ qrLifeMinutes })}
        />
      </section>
      <WaysSection />
      <CashSection />
      <section>
        <button type="button" class="button" onClick={() => router.go({ screen: 'account' })}>
          {t.till.account.open}
        </button>
        {deps.practice !== undefined && (
          <button type="button" class="button" onClick={() => router.go({ screen: 'demos' })}>
            {t.practice.demos}
          </button>
        )}
      </section>
      <DataSection />
    </main>
  );
}

interface LanguageChoiceProps {
  readonly name: string;
  readonly chosen: Language;
  readonly onChoose: (language: Language) => void;
}

function LanguageChoice({ name, chosen, onChoose }: LanguageChoiceProps) {
  const options = LANGUAGES.map((value) => ({ value, word: LANGUAGE_NAMES[value], lang: value }));
  return <Choice name={name} options={options} chosen={chosen} onChoose={onChoose} />;
}

function ShopName({ value, onSave }: { readonly value: string; readonly onSave: (name: string) => void }) {
  const { t } = useReader();
  const id = useId();
  const text = useSignal(value);
  return (
    <div class="field-row">
      <label for={id}>{t.till.shopName}</label>
      <input
        id={id}
        class="field"
        maxLength={40}
        autocomplete="organization"
        value={text.value}
        onInput={(event) => {
          text.value = event.currentTarget.value;
        }}
        onChange={() => onSave(text.value.trim())}
      />
    </div>
  );
}
