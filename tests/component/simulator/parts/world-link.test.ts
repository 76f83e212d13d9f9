/** The ways to a world: the one of this browser, a stand-alone simulator, and none. */

import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { linkToHost, linkToNothing, linkToServer, toWorld } from '../../../../simulator/parts/world-link.ts';
import { createStage } from '../support.ts';

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

it('the world of this browser tells its changes at once', async () => {
  const stage = createStage();
  const link = linkToHost(stage.host, 'http://localhost');
  const changed = vi.fn();
  link.onChange(changed);
  stage.show('A1', 1_250);
  expect(changed).toHaveBeenCalled();
  expect(await link.client.paymentQrs()).toMatchObject({ ok: true, value: [{ orderNumber: 'A1' }] });
});

it('a stand-alone simulator is asked for changes, and spoken to in the same words', async () => {
  const stage = createStage();
  const link = linkToServer(stage.host.handle, 'http://localhost');
  const changed = vi.fn();
  link.onChange(changed);
  await vi.advanceTimersByTimeAsync(3_000);
  expect(changed).toHaveBeenCalledTimes(1);
  stage.show('A1', 1_250);
  await vi.advanceTimersByTimeAsync(1_000);
  expect(changed).toHaveBeenCalledTimes(2);
});

it('one of several worlds of a server is named in every question', async () => {
  const asked: (string | null)[] = [];
  const send = async (request: Request) => {
    asked.push(request.headers.get('x-simulator-world'));
    return Response.json([]);
  };
  await linkToServer(toWorld(send, 'suite-1'), 'http://localhost').client.wallets();
  await linkToServer(toWorld(send, null), 'http://localhost').client.wallets();
  expect(asked).toEqual(['suite-1', null]);
});

it('without a world every question is answered by saying so', async () => {
  const link = linkToNothing(new Error('storage is denied'));
  expect(await link.client.wallets()).toEqual({
    ok: false,
    error: 'no-answer',
    message: 'storage is denied',
  });
});
