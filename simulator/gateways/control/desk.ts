/** The part of the control interface that is the desk: merchants, faults, clock, ledgers, a fresh world. */

import { armFault, clearFaults, tillOnline, tillSkewMs } from '../../faults/armed.ts';
import { FAULTS } from '../../faults/catalogue.ts';
import { audit } from '../../world/auditor.ts';
import { advanceClock, setClockFactor, simulatedNow } from '../../world/clock.ts';
import { nextSeed, resetWorld } from '../../world/create.ts';
import { type Credentials, credentialsOf } from '../../world/credentials.ts';
import { ledgers } from '../../world/ledger.ts';
import { accountIn, merchantOf } from '../../world/merchants.ts';
import { type Currency, type Merchant, type Rail, touch, type World } from '../../world/model.ts';
import { type Context, ok, type Reply, type Route, refuse, route } from './route.ts';
import * as schemas from './schemas.ts';

/** Registered keys that are kept beside the one of `credentials`. */
const KEYS_KEPT = 8;

export const DESK_ROUTES: readonly Route[] = [
  route('GET /version', schemas.nothing, ({ world }) => {
    const { format, birth, version, seed, exchanges } = world;
    return ok({ format, birth, version, seed, exchanges });
  }),
  route('GET /credentials', schemas.nothing, ({ world }) => ok(credentialsOf(world))),
  route('GET /credentials/{rail}/{name}.pem', schemas.nothing, ({ world, parameters: [rail, name] }) =>
    pemFile(credentialsOf(world), rail ?? '', name ?? ''),
  ),
  route('GET /merchants', schemas.nothing, ({ world }) => ok(world.merchants.map(merchantView))),
  route(
    'PATCH /merchants/{rail}',
    schemas.merchantChange,
    (context, { balanceMinor, currency, permissions }) =>
      withMerchant(context, (merchant) => {
        if (balanceMinor !== undefined) setBalance(merchant, balanceMinor, currency);
        if (permissions) merchant.permissions = permissions;
        touch(context.world);
        return ok(merchantView(merchant));
      }),
  ),
  route('PUT /merchants/{rail}/key', schemas.key, (context, { publicKey }) =>
    withMerchant(context, (merchant) => {
      if (merchant.publicKeys.length === 0)
        return refuse(409, 'no-keys', 'This provider is called with a secret, not with a key.');
      const [first = publicKey, ...others] = merchant.publicKeys;
      const registered = [...others.filter((other) => other !== publicKey), publicKey].slice(-KEYS_KEPT);
      merchant.publicKeys = [first, ...registered.filter((other) => other !== first)];
      touch(context.world);
      const { rail, appId, sellerId } = merchant;
      return ok({ rail, appId, sellerId, ...serialOf(credentialsOf(context.world), rail) });
    }),
  ),
  route('GET /payment-qrs', schemas.nothing, (context) => ok(payableQrs(context))),
  route('GET /static-codes', schemas.nothing, (context) => ok(staticCodeViews(context))),
  route('GET /notifications', schemas.nothing, ({ world }) => ok(notifications(world))),
  route('GET /faults/catalogue', schemas.nothing, () =>
    ok(Object.entries(FAULTS).map(([name, kind]) => ({ name, ...kind }))),
  ),
  route('GET /faults', schemas.nothing, ({ world }) => ok(world.faults)),
  route('POST /faults', schemas.fault, ({ world }, order) => ok(armFault(world, order))),
  route('DELETE /faults', schemas.nothing, ({ world }) => ok({ cleared: clearFaults(world) })),
  route('DELETE /faults/{id}', schemas.nothing, ({ world, parameters: [id] }) =>
    ok({ cleared: clearFaults(world, id) }),
  ),
  route('GET /clock', schemas.nothing, (context) => ok(clockView(context))),
  route('POST /clock', schemas.clock, (context, change) => {
    const { world, step } = context;
    if ('advanceMs' in change) advanceClock(world, step.realNow, change.advanceMs);
    else setClockFactor(world, step.realNow, change.factor);
    return ok(clockView(context));
  }),
  route('GET /ledgers', schemas.nothing, ({ world }) => ok(ledgers(world))),
  route('GET /audit', schemas.nothing, ({ world }) => ok({ findings: audit(world) })),
  route('POST /reset', schemas.reset, ({ world, step }, { seed }) => {
    resetWorld(world, seed ?? nextSeed(world.seed), step.realNow);
    return ok({ seed: world.seed, birth: world.birth, version: world.version });
  }),
];

function withMerchant(context: Context, act: (merchant: Merchant) => Reply): Reply {
  const merchant = context.world.merchants.find((candidate) => candidate.rail === context.parameters[0]);
  return merchant ? act(merchant) : refuse(404, 'unknown-rail', 'There is no such rail.');
}

/** `balanceMinor` is that of the shop's own currency, the first account. */
function merchantView({ rail, name, appId, sellerId, permissions, accounts }: Merchant): unknown {
  const [own] = accounts;
  const { currency, balanceMinor } = own ?? {};
  return { rail, name, appId, sellerId, balanceMinor, currency, permissions, accounts };
}

/** The shop had this much from the start, as far as the auditor is concerned. */
function setBalance(merchant: Merchant, balanceMinor: number, currency?: Currency): void {
  const account = accountIn(merchant, currency ?? merchant.accounts[0]?.currency ?? 'CNY');
  account.openingMinor += balanceMinor - account.balanceMinor;
  account.balanceMinor = balanceMinor;
}

/** The serial number under which requests signed with a registered key are sent, where requests name one. */
function serialOf({ wechatpay, unionpay }: Credentials, rail: Rail): { certificateSerial?: string } {
  if (rail === 'wechatpay') return { certificateSerial: wechatpay.merchantSerial };
  return rail === 'unionpay' ? { certificateSerial: unionpay.certId } : {};
}

/** One key or certificate as a file, for SDKs that read theirs from a path. */
function pemFile(credentials: Credentials, rail: string, name: string): Reply {
  const ofRail = Object.entries(credentials).find(([candidate]) => candidate === rail)?.[1] ?? {};
  const text = Object.entries(ofRail).find(([candidate]) => candidate === name)?.[1];
  if (typeof text !== 'string' || !text.startsWith('-----BEGIN '))
    return refuse(404, 'not-found', 'There is no such key or certificate.');
  return { status: 200, body: text, contentType: 'application/x-pem-file' };
}

/** `link` opens the simulated wallet at this order, for a phone that only has a camera. */
function payableQrs({ world, phoneUrl }: Context): unknown[] {
  return Object.values(world.trades)
    .filter((trade) => trade.qr && (trade.status === 'presented' || trade.status === 'waiting'))
    .map((trade) => ({
      rail: trade.rail,
      orderNumber: trade.orderNumber,
      content: trade.qr?.content,
      link: `${phoneUrl}#scan=${encodeURIComponent(trade.qr?.content ?? '')}`,
      merchant: merchantOf(world, trade.rail).name,
      amountMinor: trade.amountMinor,
      currency: trade.currency,
      subject: trade.subject,
      scannedBy: trade.walletId,
      expiresAt: trade.status === 'presented' ? trade.qr?.expiresAt : trade.expiresAt,
    }));
}

/** What hangs in the shop, and what came to the account behind it. `link` as for an order. */
function staticCodeViews({ world, phoneUrl }: Context): unknown[] {
  return world.staticCodes.map(({ rail, content, account, currency, balanceMinor }) => ({
    rail,
    content,
    link: `${phoneUrl}#scan=${encodeURIComponent(content)}`,
    merchant: merchantOf(world, rail).name,
    account,
    currency,
    balanceMinor,
  }));
}

/** News of all trades, the oldest first: what was delivered how often, and what is still to be delivered. */
function notifications(world: World): unknown[] {
  return Object.values(world.trades)
    .flatMap(({ rail, orderNumber, notifications }) =>
      notifications.map(({ id, event, url, at, attempts, nextAt }) => ({
        rail,
        orderNumber,
        id,
        event,
        url,
        at,
        attempts,
        nextAt,
      })),
    )
    .sort((one, other) => one.at - other.at);
}

function clockView({ world, step }: Context): unknown {
  const now = simulatedNow(world.clock, step.realNow);
  const skewMs = tillSkewMs(world);
  return {
    now,
    offsetMs: now - step.realNow,
    factor: world.clock.factor,
    tillNow: now + skewMs,
    tillSkewMs: skewMs,
    tillOnline: tillOnline(world),
  };
}
