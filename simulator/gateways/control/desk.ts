/** The part of the control interface that is the desk: merchants, faults, clock, ledgers, a fresh world. */

import { armFault, clearFaults, tillOnline, tillSkewMs } from '../../faults/armed.ts';
import { FAULTS } from '../../faults/catalogue.ts';
import { audit } from '../../world/auditor.ts';
import { advanceClock, setClockFactor, simulatedNow } from '../../world/clock.ts';
import { resetWorld } from '../../world/create.ts';
import { GATEWAY_PUBLIC_KEY, MERCHANT_PRIVATE_KEY } from '../../world/keys.ts';
import { ledgers } from '../../world/ledger.ts';
import { type Merchant, touch, type World } from '../../world/model.ts';
import { type Context, ok, type Reply, type Route, refuse, route } from './route.ts';
import * as schemas from './schemas.ts';

/** Registered keys that are kept beside the one of `credentials`. */
const KEYS_KEPT = 8;

export const DESK_ROUTES: readonly Route[] = [
  route('GET /version', schemas.nothing, ({ world }) => {
    const { format, birth, version, seed, exchanges } = world;
    return ok({ format, birth, version, seed, exchanges });
  }),
  route('GET /credentials', schemas.nothing, ({ world }) =>
    ok(Object.fromEntries(world.merchants.map((merchant) => [merchant.rail, credentials(merchant)]))),
  ),
  route('GET /merchants', schemas.nothing, ({ world }) => ok(world.merchants.map(merchantView))),
  route('PATCH /merchants/{rail}', schemas.merchantChange, (context, { balanceMinor, permissions }) =>
    withMerchant(context, (merchant) => {
      if (balanceMinor !== undefined) {
        merchant.openingMinor += balanceMinor - merchant.balanceMinor;
        merchant.balanceMinor = balanceMinor;
      }
      if (permissions) merchant.permissions = permissions;
      touch(context.world);
      return ok(merchantView(merchant));
    }),
  ),
  route('PUT /merchants/{rail}/key', schemas.key, (context, { publicKey }) =>
    withMerchant(context, (merchant) => {
      const [first = publicKey, ...others] = merchant.publicKeys;
      const registered = [...others.filter((other) => other !== publicKey), publicKey].slice(-KEYS_KEPT);
      merchant.publicKeys = [first, ...registered.filter((other) => other !== first)];
      touch(context.world);
      return ok({ rail: merchant.rail, appId: merchant.appId, sellerId: merchant.sellerId });
    }),
  ),
  route('GET /payment-qrs', schemas.nothing, ({ world }) => ok(payableQrs(world))),
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
    resetWorld(world, seed ?? `${world.seed}+`, step.realNow);
    return ok({ seed: world.seed, birth: world.birth, version: world.version });
  }),
];

function withMerchant(context: Context, act: (merchant: Merchant) => Reply): Reply {
  const merchant = context.world.merchants.find((candidate) => candidate.rail === context.parameters[0]);
  return merchant ? act(merchant) : refuse(404, 'unknown-rail', 'There is no such rail.');
}

function merchantView({ rail, name, appId, sellerId, balanceMinor, permissions }: Merchant): unknown {
  return { rail, name, appId, sellerId, balanceMinor, permissions };
}

/** What a merchant would have after signing up. */
function credentials({ appId, sellerId }: Merchant): unknown {
  return { appId, sellerId, merchantPrivateKey: MERCHANT_PRIVATE_KEY, gatewayPublicKey: GATEWAY_PUBLIC_KEY };
}

function payableQrs(world: World): unknown[] {
  return Object.values(world.trades)
    .filter((trade) => trade.qr && (trade.status === 'presented' || trade.status === 'waiting'))
    .map((trade) => ({
      rail: trade.rail,
      orderNumber: trade.orderNumber,
      content: trade.qr?.content,
      merchant: world.merchants.find((candidate) => candidate.rail === trade.rail)?.name,
      amountMinor: trade.amountMinor,
      currency: trade.currency,
      subject: trade.subject,
      scannedBy: trade.walletId,
      expiresAt: trade.status === 'presented' ? trade.qr?.expiresAt : trade.expiresAt,
    }));
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
