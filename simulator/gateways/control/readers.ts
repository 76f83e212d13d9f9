/** The part of the control interface that is a card reader: what it asks for, and a card held to it. */

import * as v from 'valibot';
import { touch } from '../../world/model.ts';
import { walletById } from '../../world/wallets.ts';
import { answerBank, cancelBy, holdTo, readerById, readersSeen } from '../readers.ts';
import { type Context, ok, type Reply, type Route, refuse, route } from './route.ts';
import { nothing } from './schemas.ts';

const presentation = v.strictObject({
  wallet: v.pipe(v.string(), v.nonEmpty(), v.maxLength(100)),
  how: v.picklist(['tap', 'insert', 'swipe']),
  pin: v.optional(v.pipe(v.string(), v.regex(/^\d{4,12}$/))),
});
const change = v.strictObject({ online: v.boolean() });
const authentication = v.strictObject({ recognised: v.boolean() });

export const READER_ROUTES: readonly Route[] = [
  route('GET /readers', nothing, ({ world }) => ok(readersSeen(world))),
  route('PATCH /readers/{id}', change, (context, { online }) =>
    withReader(context, (reader) => {
      reader.isOnline = online;
      touch(context.world);
      return ok(readersSeen(context.world).find(({ id }) => id === reader.id));
    }),
  ),
  route('POST /readers/{id}/present', presentation, (context, { wallet: walletId, how, pin }) =>
    withReader(context, (reader) => {
      const { world, step } = context;
      const wallet = walletById(world, walletId);
      if (!wallet) return refuse(404, 'unknown-wallet', 'There is no such customer.');
      if (wallet.card === null) return refuse(409, 'not-a-card', 'This is no card.');
      const answered = holdTo(world, reader, { wallet, how, pin, now: step.now });
      return answered.result === 'not-asking'
        ? refuse(409, 'reader-not-asking', 'The reader does not ask for a card.')
        : ok(answered);
    }),
  ),
  route('POST /readers/{id}/cancel', nothing, (context) =>
    withReader(context, (reader) =>
      cancelBy(context.world, reader, context.step.now)
        ? ok({ cancelled: true })
        : refuse(409, 'nothing-to-cancel', 'There is nothing that the customer may cancel at this reader.'),
    ),
  ),
  route('POST /authentications/{intent}', authentication, (context, { recognised: isRecognised }) => {
    const { world, step, parameters } = context;
    const isDone = answerBank(world, parameters[0] ?? '', { isRecognised, now: step.now });
    return isDone
      ? ok({ recognised: isRecognised })
      : refuse(409, 'nothing-to-authenticate', 'No bank asks about this payment.');
  }),
];

type Reader = NonNullable<ReturnType<typeof readerById>>;

function withReader(context: Context, act: (reader: Reader) => Reply): Reply {
  const reader = readerById(context.world, context.parameters[0] ?? '');
  return reader ? act(reader) : refuse(404, 'unknown-reader', 'There is no such card reader.');
}
