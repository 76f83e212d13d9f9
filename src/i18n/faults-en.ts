/** The words for every fault, in English. */

import type { FaultDictionary } from './fault-words.ts';

const waitForAnswer = 'Please wait, we keep asking. With the network up we know within a minute.';
const otherWay = 'Choose another way, or pay cash.';
const noSecondPayment = 'Do not scan again and do not hand over goods before there is a result.';

export const faultsEn: FaultDictionary = {
  answer_forged: {
    happened: 'The answer did not carry a valid signature, so it does not count.',
    now: 'Please wait, we ask again. If this stays, tell the owner.',
    doNot: 'Do not hand over goods on this answer, and do not scan again.',
  },
  answer_mismatch: {
    happened: 'The provider answered for another order or amount.',
    now: 'Please wait and tell the owner, who has to look into it.',
    doNot: 'Do not hand over goods on this answer, and do not scan again.',
  },
  key_unknown: {
    happened: 'The answer was signed with a key that was not entered here, so it does not count.',
    now: 'Please wait, we ask again. The owner has to compare the id of the key with the provider’s pages and enter it under Accounts.',
    doNot: 'Do not hand over goods on this answer, and do not scan again.',
  },
  key_sealed: {
    happened: 'The provider signs with a new key, which cannot be fetched without the APIv3 key.',
    now: 'Please wait, we ask again. The owner has to enter the APIv3 key, or the new certificate, under Accounts.',
    doNot: 'Do not hand over goods on this answer, and do not scan again.',
  },
  contradiction: {
    happened: 'Two answers of the provider contradict each other.',
    now: 'Tell the owner, who has to check with the provider.',
    doNot: 'Do not refund it yourself, and do not charge again.',
  },
  frozen: {
    happened: 'Something is wrong with this payment, so it was stopped.',
    now: 'Tell the owner, who has to look into it first.',
    doNot: 'Do not charge again, and do not refund.',
  },
  setup_signature: {
    happened: 'The provider does not accept this shop’s signature.',
    now: 'Please pay cash. The owner has to check the keys.',
    doNot: 'Do not keep trying: it cannot work before the set-up is mended.',
  },
  setup_app: {
    happened: 'The provider does not know this shop’s app id.',
    now: 'Please pay cash. The owner has to check the set-up.',
    doNot: 'Do not keep trying: it cannot work before the set-up is mended.',
  },
  setup_permission: {
    happened: 'This way of paying is not switched on for this shop yet.',
    now: 'Please pay cash. The owner has to switch it on.',
    doNot: 'Do not keep trying: it cannot work before it is switched on.',
  },
  setup_merchant: {
    happened: 'This shop’s merchant account cannot take payments at present.',
    now: 'Please pay cash. The owner has to ask the provider.',
    doNot: 'Do not keep trying: it cannot work before the account is back.',
  },
  setup_no_key: {
    happened: 'This till has no key to take payments with.',
    now: 'Please pay cash. The owner has to set up the key again.',
  },
  storage_failed: {
    happened: 'This device cannot save records, so to be safe nothing was sent.',
    now: 'Make room on the device, or use another till.',
    doNot: 'Do not take wallet payments on this till until it saves again.',
  },
  clock_wrong: {
    happened: 'This device’s clock is wrong, and the provider refuses it.',
    now: 'Set the device to automatic time, then charge again.',
  },
  sign_refused: {
    happened: 'The amount or the number of payments is over this till’s limit; nothing was sent.',
    now: 'Ask a manager, or take cash.',
  },
  bad_request: {
    happened: 'The provider did not accept the request.',
    now: 'Please pay cash, and tell the owner.',
    doNot: 'Do not keep trying.',
  },
  order_reused: {
    happened: 'This order number was used before.',
    now: 'Charge again: it gets a new order number.',
  },
  till_restarted: {
    happened: 'The till was restarted in between.',
    now: waitForAnswer,
    doNot: noSecondPayment,
  },
  reader_unavailable: {
    happened: 'The card reader does not answer.',
    now: 'Check its power and network, then charge again; or choose another way, or pay cash.',
  },
  provider_busy: {
    happened: 'The provider is busy and has no result yet.',
    now: waitForAnswer,
    doNot: noSecondPayment,
  },
  provider_limited: {
    happened: 'The provider wants us to ask less often.',
    now: 'Please wait, we ask more slowly.',
    doNot: noSecondPayment,
  },
  provider_odd: {
    happened: 'The provider’s answer makes no sense.',
    now: waitForAnswer,
    doNot: noSecondPayment,
  },
  cancel_refused: {
    happened: 'The provider refused to cancel.',
    now: 'Please wait: we find out what happened, then cancel or refund.',
    doNot: 'Do not give cash back as well, or it is returned twice.',
  },
  offline: {
    happened: 'The till has no network; nothing was sent.',
    now: 'Pay cash, or charge again when the network is back.',
  },
  no_answer: {
    happened: 'The provider did not answer.',
    now: waitForAnswer,
    doNot: noSecondPayment,
  },
  network_login: {
    happened: 'This network wants a login first, so no answer came from the provider.',
    now: 'Open any web page, log in to the network, then press “Check now”.',
    doNot: noSecondPayment,
  },
  answer_garbled: {
    happened: 'The answer was incomplete.',
    now: 'Please wait, we ask again. Check the network too.',
    doNot: noSecondPayment,
  },
  amount_over_limit: {
    happened: 'The amount is over the provider’s limit for one payment.',
    now: 'Pay in several parts, or choose another way.',
  },
  code_invalid: {
    happened: 'The payment code is not valid, or too old.',
    now: 'Refresh the code, then scan it again.',
    doNot: 'Do not scan a screenshot or a photo of a code.',
  },
  balance_short: {
    happened: 'Not enough balance.',
    now: otherWay,
  },
  limit_reached: {
    happened: 'This is over the limit of the account.',
    now: 'Choose another card or another way, or pay cash.',
  },
  account_restricted: {
    happened: 'This account cannot pay at present.',
    now: otherWay,
  },
  wallet_risk: {
    happened: 'The wallet refused this payment for safety.',
    now: otherWay,
    doNot: 'Do not keep trying.',
  },
  same_person: {
    happened: 'The account that pays is the account that is paid.',
    now: 'Pay with another account.',
  },
  payment_failed: {
    happened: 'The wallet could not pay.',
    now: 'Try once more, or choose another way.',
  },
  payer_timeout: {
    happened: 'The time to pay is over.',
    now: 'Charge again, or choose another way.',
  },
  canceled_by_cashier: {
    happened: 'The cashier canceled this payment.',
    now: 'Charge again, or choose another way.',
  },
  card_declined: {
    happened: 'The bank declined the card.',
    now: 'Use another card, or choose another way.',
  },
  card_insert: {
    happened: 'The bank wants the card to be inserted.',
    now: 'Insert the same card and type the PIN.',
  },
  card_pin: {
    happened: 'The PIN was wrong.',
    now: 'Try the same card once more, or use another.',
  },
  card_again: {
    happened: 'The bank could not answer for the card.',
    now: 'Try the same card once more.',
  },
  card_unsupported: {
    happened: 'This card cannot be used here.',
    now: 'Use another card, or choose another way.',
  },
  declined_other: {
    happened: 'The payment was declined.',
    now: otherWay,
  },
  refund_balance_short: {
    happened: 'The shop’s account is short, so the refund has not gone out yet.',
    now: 'The owner has to top it up; we try again under the same number.',
    doNot: 'Do not give cash back as well, or it is returned twice.',
  },
  refund_window_over: {
    happened: 'The provider’s time for refunds is over.',
    now: 'The owner decides; cash can be returned instead.',
  },
  refund_too_much: {
    happened: 'The refund is more than what can be returned.',
    now: 'Enter a smaller amount.',
  },
  refund_not_allowed: {
    happened: 'The provider does not allow this refund.',
    now: 'The owner decides; cash can be returned instead.',
  },
  refund_mismatch: {
    happened: 'This refund number was used for another amount.',
    now: 'Refresh, then refund again. If that fails, tell the owner.',
    doNot: 'Do not give cash back before this is clear.',
  },
  refund_abnormal: {
    happened:
      'The provider took the refund but could not reach the account that paid; the money is in the shop’s account.',
    now: 'The owner finishes it on the provider’s merchant site, or returns the money in another way.',
    doNot: 'Do not tell the customer that the money is back.',
  },
};
