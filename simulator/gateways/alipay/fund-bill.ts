/** The fund bill of a day or a month (`signcustomer`): every movement of the shop's account, with the balance after it. */

import { formatBeijing } from '../../world/beijing.ts';
import { accountIn, merchantOf } from '../../world/merchants.ts';
import type { LedgerEntry, LedgerKind, Trade, World } from '../../world/model.ts';
import { yuan } from '../../world/money.ts';
import { contractTrades } from '../../world/trades.ts';
import { accountOf, type BillText, datesOf, type Period, rowText, tableText } from './bill.ts';

const COLUMNS =
  '账务流水号,业务流水号,商户订单号,商品名称,发生时间,对方账号,收入金额（+元）,支出金额（-元）,账户余额（元）,交易渠道,业务类型,备注';
const SUM_COLUMNS = '业务类型,收入笔数,收入金额（+元）,支出笔数,支出金额（-元）,总金额（元）';

const KINDS: Readonly<Record<LedgerKind, string>> = {
  payment: '在线支付',
  refund: '交易退款',
  reversal: '交易退款',
  'refund-returned': '退款退回',
};

interface Movement {
  readonly trade: Trade;
  readonly entry: LedgerEntry;
  /** What is in the account afterwards. */
  readonly balanceMinor: number;
}

/** The movements of a period; a balance that somebody set at the desk counts as if it had always been so. */
export function movementsIn(world: World, { from, until }: Period): readonly Movement[] {
  let balanceMinor = accountIn(merchantOf(world, 'alipay'), 'CNY').openingMinor;
  return contractTrades(world, 'alipay')
    .flatMap((trade) => trade.ledgers.merchants.map((entry) => ({ trade, entry })))
    .sort((one, other) => one.entry.at - other.entry.at)
    .map((moved) => {
      balanceMinor += moved.entry.amountMinor;
      return { ...moved, balanceMinor };
    })
    .filter(({ entry: { at } }) => at >= from && at < until);
}

/** The two files: every movement, and the sums by kind. `now`: when it is downloaded. */
export function fundBillTexts(
  world: World,
  period: Period,
  now: number,
): readonly [details: BillText, sums: BillText] {
  const moved = movementsIn(world, period);
  const rows = moved.map(({ trade, entry, balanceMinor }, index) =>
    rowText([
      `${datesOf(period)}${String(index + 1).padStart(12, '0')}`,
      trade.tradeNumber,
      trade.orderNumber,
      trade.subject,
      formatBeijing(entry.at),
      '',
      ...inAndOut(entry.amountMinor),
      yuan(balanceMinor),
      '支付宝',
      KINDS[entry.kind],
      '',
    ]),
  );
  const kinds = [...new Set(moved.map(({ entry }) => KINDS[entry.kind]))];
  const sums = [...kinds, '合计'].map((kind) =>
    sumRow(
      kind,
      moved.filter(({ entry }) => kind === '合计' || KINDS[entry.kind] === kind),
    ),
  );
  const [ins, outs] = [moved.filter(isIn), moved.filter((one) => !isIn(one))];
  const tail = [
    `#收入合计：${ins.length}笔，共${yuan(total(ins))}元`,
    `#支出合计：${outs.length}笔，共${yuan(total(outs))}元`,
  ];
  const name = `${accountOf(world)}_${datesOf(period)}_账务明细`;
  const at = { period, now };
  return [
    { name, text: tableText(world, { title: '账务明细', columns: COLUMNS, rows, tail }, at) },
    {
      name: `${name}(汇总)`,
      text: tableText(world, { title: '账务汇总', columns: SUM_COLUMNS, rows: sums, tail: [] }, at),
    },
  ];
}

function isIn({ entry }: Movement): boolean {
  return entry.amountMinor >= 0;
}

/** Income and outgo stand in columns of their own, the latter negative; the other one is empty. */
function inAndOut(amountMinor: number): readonly [string, string] {
  return amountMinor >= 0 ? [yuan(amountMinor), ''] : ['', yuan(amountMinor)];
}

function sumRow(kind: string, moved: readonly Movement[]): string {
  const [ins, outs] = [moved.filter(isIn), moved.filter((one) => !isIn(one))];
  return rowText([
    kind,
    String(ins.length),
    yuan(total(ins)),
    String(outs.length),
    yuan(total(outs)),
    yuan(total(moved)),
  ]);
}

function total(moved: readonly Movement[]): number {
  return moved.reduce((sum, { entry }) => sum + entry.amountMinor, 0);
}
