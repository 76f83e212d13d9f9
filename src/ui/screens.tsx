/** Which screen stands there: by the till's start, the route, and the sale in front. All but the counter at rest is loaded later. */

import { useApp } from './context.ts';
import { isUnderWay, type Stage } from './models/stage.ts';
import { isRecordRail } from './models/tenders.ts';
import { DockedPhone } from './parts/docked-phone.tsx';
import { lazy } from './parts/lazy.tsx';
import { WhyOff } from './parts/tenders.tsx';
import { AmountProblem, HomeScreen } from './screens/home/home.tsx';

const Account = lazy(async () => (await import('./screens/account/account.tsx')).AccountScreen);
const Attention = lazy(async () => (await import('./screens/attention/attention.tsx')).AttentionScreen);
const Cash = lazy(async () => (await import('./screens/cash/cash.tsx')).CashSheet);
const Demo = lazy(async () => (await import('./screens/demo/demo.tsx')).DemoScreen);
const Demos = lazy(async () => (await import('./screens/demo/demos.tsx')).DemosScreen);
const Drawer = lazy(async () => (await import('./screens/drawer/drawer.tsx')).DrawerScreen);
const Failure = lazy(async () => (await import('./screens/failure/failure.tsx')).FailureScreen);
const Flipped = lazy(async () => (await import('./screens/customer/flipped.tsx')).FlippedScreen);
const GivingBack = lazy(async () => (await import('./screens/split/giving-back.tsx')).GivingBackScreen);
const OtherWay = lazy(async () => (await import('./screens/tenders/other-way.tsx')).OtherWaySheet);
const OwnCode = lazy(async () => (await import('./screens/record/own-code.tsx')).OwnCodeScreen);
const PartPaid = lazy(async () => (await import('./screens/split/part-paid.tsx')).PartPaidScreen);
const Payment = lazy(async () => (await import('./screens/payment/payment.tsx')).PaymentScreen);
const Receipt = lazy(async () => (await import('./screens/receipt/receipt.tsx')).ReceiptScreen);
const Recent = lazy(async () => (await import('./screens/recent/recent.tsx')).RecentScreen);
const Record = lazy(async () => (await import('./screens/record/record.tsx')).RecordScreen);
const RecordBegin = lazy(async () => (await import('./screens/record/record.tsx')).RecordSheet);
const Result = lazy(async () => (await import('./screens/result/result.tsx')).ResultScreen);
const SaleOf = lazy(async () => (await import('./screens/sale/sale.tsx')).SaleScreen);
const Scan = lazy(async () => (await import('./screens/scan/scan.tsx')).ScanSheet);
const Settings = lazy(async () => (await import('./screens/settings/settings.tsx')).SettingsScreen);
const Split = lazy(async () => (await import('./screens/split/split-sheet.tsx')).SplitSheet);
const Start = lazy(async () => (await import('./screens/start/start.tsx')).StartScreen);

/** Fetches what a payment may need next, before it is needed: the network may be gone by then. */
export async function preloadScreens(): Promise<void> {
  // The way to "paid" first: the first amount may be typed already.
  await Promise.all([Payment, Result, AmountProblem, WhyOff].map(({ preload }) => preload()));
  const soon = [Failure, Cash, Scan, OtherWay, Record, RecordBegin, Split, PartPaid, GivingBack, Flipped];
  await Promise.all(soon.map(({ preload }) => preload()));
  await Promise.all(
    [Recent, SaleOf, Attention, Receipt, Settings, Drawer, OwnCode].map(({ preload }) => preload()),
  );
}

export function Screens() {
  const { deps, router } = useApp();
  const till = deps.till.value;
  const route = router.route.value;
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
    case 'drawer':
      return <Drawer.Screen />;
    case 'own-code':
      return <OwnCode.Screen />;
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
  const sheet = till.sheet.value;
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
      {(sheet === 'cash' || sheet === 'manager_cash') && <Cash.Screen />}
      {sheet === 'scan' && <Scan.Screen />}
      {sheet === 'split' && <Split.Screen />}
      {sheet === 'record' && <RecordSheetOf />}
      {sheet === 'other' && attempt !== undefined && <OtherWay.Screen attempt={attempt} />}
    </>
  );
}

function RecordSheetOf() {
  const { till } = useApp();
  const rail = till.sheetRail.value;
  const what = till.what();
  if (!isRecordRail(rail) || what === undefined) return null;
  const close = (): void => till.open('none');
  return <RecordBegin.Screen key={rail} rail={rail} what={what} onBegun={till.show} onClose={close} />;
}

function StageScreen({ stage }: { readonly stage: Stage }) {
  const { kind, attempt, sale } = stage;
  if (attempt === undefined) return <Failure.Screen stage={stage} />;
  switch (kind) {
    case 'paid':
    case 'recorded':
      return <Result.Screen stage={stage} attempt={attempt} />;
    case 'part_paid':
      return <PartPaid.Screen stage={stage} />;
    case 'giving_back':
      return <GivingBack.Screen stage={stage} />;
    case 'recording':
      return <Record.Screen sale={sale} attempt={attempt} />;
    default:
      return isUnderWay(kind) ? (
        <Payment.Screen stage={stage} attempt={attempt} />
      ) : (
        <Failure.Screen stage={stage} />
      );
  }
}
