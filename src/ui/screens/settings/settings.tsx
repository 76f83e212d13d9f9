/** The settings of this device, small on purpose: languages, sound and voice, the shop's name, the QR's life, the data. */

import { useSignal } from '@preact/signals';
import { useId } from 'preact/hooks';
import { LANGUAGE_NAMES, LANGUAGES, type Language } from '../../../i18n/languages.ts';
import { useApp, useReader } from '../../context.ts';
import type { Settings } from '../../deps.ts';
import { TopBar } from '../../parts/top-bar.tsx';
import { DataSection } from './data.tsx';

const QR_LIVES = [1, 2, 3, 4, 5] as const;

export function SettingsScreen() {
  const { deps, sounding, router } = useApp();
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
      </section>
      <section>
        <Switch name={t.settings.sound} isOn={settings.sound} onChange={(sound) => save({ sound })} />
        <Switch name={t.settings.voice} isOn={settings.voice} onChange={(voice) => save({ voice })} />
        <button type="button" class="button" onClick={() => sounding.value?.test()}>
          {t.settings.test}
        </button>
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

interface ChoiceProps<Value> {
  readonly name: string;
  readonly options: readonly { readonly value: Value; readonly word: string; readonly lang?: string }[];
  readonly chosen: Value;
  readonly onChoose: (value: Value) => void;
}

function Choice<Value extends string | number>({ name, options, chosen, onChoose }: ChoiceProps<Value>) {
  const id = useId();
  return (
    <fieldset class="choice-field">
      <legend>{name}</legend>
      <div class="choices">
        {options.map(({ value, word, lang }) => (
          <label key={value} class="choice" lang={lang}>
            <input type="radio" name={id} checked={value === chosen} onChange={() => onChoose(value)} />
            <span>{word}</span>
          </label>
        ))}
      </div>
    </fieldset>
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

interface SwitchProps {
  readonly name: string;
  readonly isOn: boolean;
  readonly onChange: (isOn: boolean) => void;
}

function Switch({ name, isOn, onChange }: SwitchProps) {
  return (
    <label class="switch">
      <span>{name}</span>
      <input
        type="checkbox"
        role="switch"
        aria-checked={isOn}
        checked={isOn}
        onChange={(event) => onChange(event.currentTarget.checked)}
      />
    </label>
  );
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
