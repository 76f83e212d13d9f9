/** The desk: faults on the left, clock and ledgers in the middle, messages, wallets, accounts and a fresh start below. */

import { ClockPanel } from './clock-panel.tsx';
import { FaultPanel } from './fault-panel.tsx';
import { LedgerPanel } from './ledger-panel.tsx';
import { MessagePanel } from './message-panel.tsx';
import type { Desk } from './model.ts';
import { ResetPanel } from './reset-panel.tsx';
import type { ScenarioPlayer } from './scenario-model.ts';
import { ScenarioPanel } from './scenario-panel.tsx';
import { ShopPanel } from './shop-panel.tsx';
import { StickerPanel } from './sticker-panel.tsx';
import type { DeskUi } from './ui.ts';
import { WalletPanel } from './wallet-panel.tsx';
import './desk.css';

interface DeskAppProps {
  readonly desk: Desk;
  readonly ui: DeskUi;
  readonly player: ScenarioPlayer;
  /** A scenario that the page's address names. */
  readonly wished: string | undefined;
}

export function DeskApp({ desk, ui, player, wished }: DeskAppProps) {
  const { words } = ui;
  const view = desk.view.value;
  const trouble = desk.trouble.value;
  return (
    <main class="desk">
      <h1 class="unseen">{words.title}</h1>
      {trouble ? (
        <p class="note not-paid trouble" role="alert">
          {trouble === 'newer-world' ? words.newerWorld : words.noAnswer}
        </p>
      ) : null}
      {view ? (
        <>
          <FaultPanel desk={desk} view={view} ui={ui} />
          <div class="desk-main">
            <ScenarioPanel key={wished} player={player} ui={ui} wished={wished} />
            <ClockPanel desk={desk} view={view} ui={ui} />
            <LedgerPanel desk={desk} view={view} ui={ui} />
            <MessagePanel desk={desk} view={view} ui={ui} />
            <div class="desk-pair">
              <WalletPanel desk={desk} view={view} ui={ui} />
              <div class="desk-side">
                <ShopPanel desk={desk} view={view} ui={ui} />
                <StickerPanel desk={desk} view={view} ui={ui} />
                <ResetPanel desk={desk} view={view} ui={ui} />
              </div>
            </div>
          </div>
        </>
      ) : (
        <p class="quiet opening">{trouble ? '' : words.opening}</p>
      )}
    </main>
  );
}
