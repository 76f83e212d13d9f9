/** A counter that is not there yet: commands wait for it, so that a screen can be used before the book is open. */

import { newHead } from '../domain/journal.ts';
import type { BookView } from './book.ts';
import type { Counter } from './counter.ts';

const NOTHING: BookView = { head: newHead(''), sales: new Map(), newest: 0, drawer: {} };

/** `arriving` resolves with the real counter once its book is open; until then there is nothing to see and nothing is driven. */
export function createLateCounter(arriving: Promise<Counter>): Counter {
  let here: Counter | undefined;
  void arriving.then((counter) => {
    here = counter;
  });
  const later = <A extends readonly unknown[], R>(call: (counter: Counter) => (...rest: A) => Promise<R>) => {
    return async (...rest: A): Promise<R> => call(await arriving)(...rest);
  };
  return {
    view: () => here?.view() ?? NOTHING,
    isDriving: () => here?.isDriving() ?? false,
    wake: (reason) => here?.wake(reason),
    open: later((counter) => counter.open),
    refresh: later((counter) => counter.refresh),
    close: later((counter) => counter.close),
    present: later((counter) => counter.present),
    payByCode: later((counter) => counter.payByCode),
    showRecord: later((counter) => counter.showRecord),
    takeRecord: later((counter) => counter.takeRecord),
    moveDrawer: later((counter) => counter.moveDrawer),
    setOwnCode: later((counter) => counter.setOwnCode),
    checkOwnCode: later((counter) => counter.checkOwnCode),
    capture: later((counter) => counter.capture),
    takeCash: later((counter) => counter.takeCash),
    cancel: later((counter) => counter.cancel),
    keep: later((counter) => counter.keep),
    attachLate: later((counter) => counter.attachLate),
    returnLate: later((counter) => counter.returnLate),
    park: later((counter) => counter.park),
    voidSale: later((counter) => counter.voidSale),
    attest: later((counter) => counter.attest),
    refund: later((counter) => counter.refund),
    checkNow: later((counter) => counter.checkNow),
    probe: later((counter) => counter.probe),
    driveIfFree: later((counter) => counter.driveIfFree),
    idle: later((counter) => counter.idle),
  };
}
