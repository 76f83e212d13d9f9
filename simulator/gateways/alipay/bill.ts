/** The trade bill of a day or a month: what was paid and what went back, as two tables and their sums. */

import { BEIJING_OFFSET_MS, formatBeijing } from '../../world/beijing.ts';
import { merchantOf } from '../../world/merchants.ts';
import type { Trade, Wallet, World } from '../../world/model.ts';
import { yuan } from '../../world/money.ts';
import { walletById } from '../../world/wallets.ts';

/** From midnight to midnight in Beijing. */
export interface Period {
  readonly from: number;
  readonly until: number;
}

/** The day of `yyyy-MM-dd` or the month of `yyyy-MM`; undefined when there is none. */
export function periodOf(date: string): Period | undefined {
  const [, year, month, day] = /^(\d{4})-(\d\d)(?:-(\d\d))?$/.exec(date) ?? [];
  if (year === undefined) return undefined;
  const from = Date.UTC(Number(year), Number(month) - 1, Number(day ?? '1'));
  if (Number.isNaN(from) || new Date(from).toISOString().slice(0, date.length) !== date) return undefined;
  const until = day === undefined ? Date.UTC(Number(year), Number(month), 1) : from + 24 * 3_600_000;
  return { from: from - BEIJING_OFFSET_MS, until: until - BEIJING_OFFSET_MS };
}

/** One line of the bill; amounts in fen, negative when money went back. */
interface Line {
  readonly trade: Trade;
  readonly at: number;
  readonly kind: '交易' | '退款';
  readonly orderMinor: number;
  readonly receivedMinor: number;
  readonly platformMinor: number;
  readonly shopMinor: number;
  readonly requestNumber: string;
}

export function linesIn(world: World, { from, until }: Period): readonly Line[] {
  return Object.values(world.trades)
    .filter((trade) => trade.rail === 'alipay')
    .flatMap(linesOf)
    .filter(({ at }) => at >= from && at < until)
    .sort((one, other) => one.at - other.at);
}

/** In the books every movement of a trade stands at the same place. */
function linesOf(trade: Trade): readonly Line[] {
  const { customers, merchants } = trade.ledgers;
  return customers.map((customer, index) => {
    const merchant = merchants[index];
    const shopMinor = merchant?.discountMinor ?? 0;
    const isPayment = customer.kind === 'payment';
    const given = isPayment ? undefined : trade.refunds[index - 1];
    return {
      trade,
      at: customer.at,
      kind: isPayment ? '交易' : '退款',
      orderMinor: customer.amountMinor + customer.discountMinor,
      receivedMinor: merchant?.amountMinor ?? 0,
      platformMinor: customer.discountMinor - shopMinor,
      shopMinor,
      requestNumber: given?.requestNumber ?? '',
    };
  });
}

const COLUMNS =
  '支付宝交易号,商户订单号,业务类型,商品名称,创建时间,完成时间,门店编号,门店名称,操作员,终端号,对方账户,订单金额（元）,商家实收（元）,支付宝红包（元）,集分宝（元）,支付宝优惠（元）,商家优惠（元）,券核销金额（元）,券名称,商家红包消费金额（元）,卡消费金额（元）,退款批次号/请求号,服务费（元）,分润（元）,备注';
const SUM_COLUMNS =
  '门店编号,门店名称,交易订单总笔数,退款订单总笔数,订单金额（元）,商家实收（元）,支付宝优惠（元）,商家优惠（元）,卡消费金额（元）,服务费（元）,分润（元）,实收净额（元）';

export interface BillText {
  /** The name of the file without its ending. */
  readonly name: string;
  readonly text: string;
}

/** The bill's two files: every line, and the sums. `now`: when it is downloaded. */
export function billTexts(
  world: World,
  { from, until }: Period,
  now: number,
): readonly [details: BillText, sums: BillText] {
  const lines = linesIn(world, { from, until });
  const account = accountOf(world);
  const dates = datesOf({ from, until });
  const rule = '-'.repeat(40);
  const frame = (title: string, rows: readonly string[], columns: string) => [
    `#支付宝${title}查询`,
    `#账号：[${account}]`,
    `#起始日期：[${longDate(from)}]   终止日期：[${longDate(until)}]`,
    `#${rule}${title}列表${rule}`,
    columns,
    ...rows,
    `#${rule}${title}列表结束${rule}`,
  ];
  const details = [
    ...frame(
      '业务明细',
      lines.map((line) => detailRow(world, line)),
      COLUMNS,
    ),
    ...totals(lines),
    `#导出时间：[${longDate(now)}]`,
  ];
  const sums = [...frame('业务汇总', [sumRow(lines)], SUM_COLUMNS), `#导出时间：[${longDate(now)}]`];
  const toText = (rows: readonly string[]) => rows.map((row) => `${row}\r\n`).join('');
  return [
    { name: `${account}_${dates}_业务明细`, text: toText(details) },
    { name: `${account}_${dates}_业务明细(汇总)`, text: toText(sums) },
  ];
}

/** The shop's number with Alipay, as bills write it. */
export function accountOf(world: World): string {
  return `${merchantOf(world, 'alipay').sellerId}0156`;
}

/** `yyyyMMdd` of a day, `yyyyMM` of a month. */
export function datesOf({ from, until }: Period): string {
  const digits = formatBeijing(from).slice(0, 10).replaceAll('-', '');
  return until - from > 24 * 3_600_000 ? digits.slice(0, 6) : digits;
}

function detailRow(world: World, line: Line): string {
  const { trade } = line;
  const said = (name: string) => String(trade.detail[name] ?? '');
  const cells = [
    trade.tradeNumber,
    trade.orderNumber,
    line.kind,
    trade.subject,
    formatBeijing(trade.createdAt),
    formatBeijing(line.at),
    said('storeId'),
    '',
    said('operatorId'),
    said('terminalId'),
    payerOf(world, trade),
    yuan(line.orderMinor),
    yuan(line.receivedMinor),
    yuan(0),
    yuan(0),
    yuan(line.platformMinor),
    yuan(line.shopMinor),
    yuan(0),
    '',
    yuan(0),
    yuan(0),
    line.requestNumber,
    yuan(0),
    yuan(0),
    trade.subject,
  ];
  // Each value is followed by a tab, so that no spreadsheet takes a long number for one.
  return cells.map((cell) => `${cell.replaceAll(/[,\r\n\t"]/g, ' ')}\t`).join(',');
}

/** The masked name and account, as the shop may know them. */
function payerOf(world: World, trade: Trade): string {
  const wallet: Wallet | undefined = trade.walletId === null ? undefined : walletById(world, trade.walletId);
  if (!wallet) return '';
  const name = Array.from(wallet.name);
  return `*${name.slice(1).join('')}(${wallet.logonId})`;
}

function totals(lines: readonly Line[]): readonly string[] {
  const [paid, back] = [
    lines.filter(({ kind }) => kind === '交易'),
    lines.filter(({ kind }) => kind === '退款'),
  ];
  return [
    `#交易合计：${paid.length}笔，商家实收共${sum(paid, 'receivedMinor')}元，商家优惠共${sum(paid, 'shopMinor')}元`,
    `#退款合计：${back.length}笔，商家实收退款共${sum(back, 'receivedMinor')}元，商家优惠退款共${sum(back, 'shopMinor')}元`,
  ];
}

function sumRow(lines: readonly Line[]): string {
  const paid = lines.filter(({ kind }) => kind === '交易').length;
  const cells = [
    '合计',
    '',
    String(paid),
    String(lines.length - paid),
    sum(lines, 'orderMinor'),
    sum(lines, 'receivedMinor'),
    sum(lines, 'platformMinor'),
    sum(lines, 'shopMinor'),
    yuan(0),
    yuan(0),
    yuan(0),
    sum(lines, 'receivedMinor'),
  ];
  return cells.map((cell) => `${cell}\t`).join(',');
}

function sum(
  lines: readonly Line[],
  field: 'orderMinor' | 'receivedMinor' | 'platformMinor' | 'shopMinor',
): string {
  return yuan(lines.reduce((total, line) => total + line[field], 0));
}

/** `2026年11月23日 00:00:00`. */
function longDate(at: number): string {
  const [date = '', time = ''] = formatBeijing(at).split(' ');
  const [year, month, day] = date.split('-');
  return `${year}年${month}月${day}日 ${time}`;
}
