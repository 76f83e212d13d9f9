/** Which screen stands there: by the till's start, the route, and the sale in front. All but the way to "paid" is loaded later. */

import { useApp } from './context.ts';
import type { Stage } from './models/stage.ts';
import { DockedPhone } from './parts/docked-phone.tsx';
import { lazy } from './parts/lazy.tsx';
import { HomeScreen } from './screens/home/home.tsx';
import { PaymentScreen } from './screens/payment/payment.tsx';
import { ResultScreen } from './screens/result/result.tsx';

const Account = lazy(async () => (await import('./screens/account/account.tsx')).AccountScreen);
const Attention = lazy(async () => (await import('./screens/attention/attention.tsx')).AttentionScreen);
const Cash = lazy(async () => (await import('./screens/cash/cash.tsx')).CashSheet);
const Customer = lazy(async () => (await import('./screens/customer/customer.tsx')).CustomerScreen);
const Demo = lazy(async () => (await import('./screens/demo/demo.tsx')).DemoScreen);
const Demos = lazy(async () => (await import('./screens/demo/demos.tsx')).DemosScreen);
const Failure = lazy(async () => (await import('./screens/failure/failure.tsx')).FailureScreen);
const Flipped = lazy(async () => (await import('./screens/customer/flipped.tsx')).FlippedScreen);
const OtherWay = lazy(async () => (await import('./screens/tenders/other-way.tsx')).OtherWaySheet);
const Receipt = lazy(async () => (await import('./screens/receipt/receipt.tsx')).ReceiptScreen);
const Recent = lazy(async () => (await import('./screens/recent/recent.tsx')).RecentScreen);
const SaleOf = lazy(async () => (await import('./screens/sale/sale.tsx')).SaleScreen);
const Scan = lazy(async () => (await import('./screens/scan/scan.tsx')).ScanSheet);
const Settings = lazy(async () => (await import('./screens/settings/settings.tsx')).SettingsScreen);
const Start = lazy(async () => (await import('./screens/start/start.tsx')).StartScreen);

/** Fetches what a payment may need next, before it is needed: the network may be gone by then. */
export async function preloadScreens(): Promise<void> {
  const soon = [Failure, Cash, Scan, OtherWay, Flipped, Recent, SaleOf, Attention, Receipt, Settings];
  await Promise.all(soon.map(({ preload }) => preload()));
}

export function Screens() {
  const { deps, router } = useApp();
  const till = deps.till.value;
  const route = router.route.value;
  if (route.screen === 'customer') return <Customer.Screen />;
  const isOpen = till.kind === 'ready' || till.kind === 'opening';
  if (route.screen === 'demo' && isOpen) {
    const { name, seed } = route;
    const saleOf = (number: number) => <SaleOf.Screen number={number} />;
    return <Demo.Screen key={`${name} ${seed}`} name={name} seed={seed} front={<Front />} saleOf={saleOf} />;
  }
  return (
    <div class="frame">
      <div class="frame-main">{isOpen ? <Routed /> : <Start.Screen state={till} />}</div>
      <DockedPhone />
    </div>
  );
}

function Routed() {
  const { router } = useApp();
  const route = router.route.value;
  switch (route.screen) {
    case 'account':
      return <Account.Screen />;
    case 'attention':
      return <Attention.Screen />;
    case 'demos':
      return <Demos.Screen />;
    case 'recent':
      return <Recent.Screen />;
    case 'receipt':
      return <Receipt.Screen number={route.number} />;
    case 'sale':
      return <SaleOf.Screen number={route.number} />;
    case 'settings':
      return <Settings.Screen />;
    default:
      return <Front />;
  }
}

/** The counter itself: the keypad, or the sale in front, and the sheet over it. */
function Front() {
  const { till } = useApp();
  const stage = till.stage.value;
  if (till.isFlipped.value) return <Flipped.Screen stage={stage} />;
  const attempt = stage?.attempt;
  return (
    <>
      <div class="under-sheet">
        {stage === undefined ? (
          <HomeScreen />
        ) : (
          <StageScreen key={`${stage.sale.number}${stage.kind}`} stage={stage} />
        )}
      </div>
      {(till.sheet.value === 'cash' || till.sheet.value === 'manager_cash') && <Cash.Screen />}
      {till.sheet.value === 'scan' && <Scan.Screen />}
      {till.sheet.value === 'other' && attempt !== undefined && <OtherWay.Screen attempt={attempt} />}
    </>
  );
}

function StageScreen({ stage }: { readonly stage: Stage }) {
  const { kind, attempt } = stage;
  if (attempt === undefined) return <Failure.Screen stage={stage} />;
  if (kind === 'paid') return <ResultScreen stage={stage} attempt={attempt} />;
  const isPayment = ['preparing', 'waiting', 'asking', 'checking', 'reversing'].includes(kind);
  return isPayment ? <PaymentScreen stage={stage} attempt={attempt} /> : <Failure.Screen stage={stage} />;
}
