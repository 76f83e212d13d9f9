/** What a person has the driver send: after what is under way, written first, and not at all where nothing was written. */

import { expect, test } from 'vitest';
import { createDriver } from '../../../src/counter/driver.ts';
import { attemptIn } from '../../support/attempts.ts';
import { saleWith } from '../../support/sales.ts';
import { knowing, saying, stubTalk } from './talk.ts';

const target = { sale: 1, attempt: 'A1' };
const question = { details: { kind: 'query' } } as const;
const settle = async () => {
  for (let turn = 0; turn < 10; turn += 1) await new Promise<void>((resolve) => setImmediate(resolve));
};

/** A driver over one approved payment, and what happened in which order. */
async function driving() {
  const attempt = attemptIn('approved');
  const talk = stubTalk(saleWith([attempt]));
  const log: string[] = [];
  talk.rails = {
    alipay: {
      ...knowing(saying({ type: 'PENDING' })),
      build: () => {
        log.push('asked');
        return { known: saying({ type: 'PENDING' }) };
      },
    },
  };
  talk.account = () => ({ appId: 'a', shopName: 's', tillId: 't' });
  const driver = createDriver(talk, { at: () => undefined });
  await driver.start();
  return { driver, talk, log, attempt };
}

test('it waits until nothing is under way, is written, and leaves', async () => {
  const { driver, talk, log, attempt } = await driving();
  driver.ask(target, attempt);
  await driver.intend(target, async () => {
    log.push('written');
    talk.clock += 3_000;
    return question;
  });
  await settle();
  expect(log).toEqual(['asked', 'written', 'asked']);
  expect(talk.begun.has('A1')).toBe(true);
});

test('what was not written does not leave', async () => {
  const { driver, talk, log } = await driving();
  await driver.intend(target, async () => undefined);
  await settle();
  expect(log).toEqual([]);
  expect(talk.begun.has('A1')).toBe(false);
});

test('what goes wrong with the writing is told to whoever asked for it, and nothing leaves', async () => {
  const { driver, log } = await driving();
  const wrong = driver.intend(target, async () => {
    throw new Error('the database is gone');
  });
  await expect(wrong).rejects.toThrow('the database is gone');
  await settle();
  expect(log).toEqual([]);
});

test('a window that does not drive any more writes nothing', async () => {
  const { driver, log } = await driving();
  await driver.stop();
  await driver.intend(target, async () => {
    log.push('written');
    return question;
  });
  expect(log).toEqual([]);
});
