/** The trade bill of a day or a month: what was paid and what went back, as two tables and their sums. */

import { type ExtraRow, flawsOf } from '../../faults/bill-flaws.ts';
import { BEIJING_OFFSET_MS, beijingDate, formatBeijing } from '../../world/beijing.ts';
import { feeBackMinor, feeMinor } from '../../world/fees.ts';
import { merchantOf } from '../../world/merchants.ts';
import type { JsonObject, Trade, Wallet, World } from '../../world/model.ts';
import { yuan } from '../../world/money.ts';
import { contractTrades } from '../../world/trades.ts';
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
  readonly tradeNumber: string;
  readonly orderNumber: string;
  readonly subject: string;
  readonly createdAt: number;
  readonly at: number;
  readonly kind: '交易' | '退款';
  readonly orderMinor: number;
  readonly receivedMinor: number;
  readonly platformMinor: number;
  readonly shopMinor: number;
  /** What Alipay keeps of it, negative; what it gives back with a refund. */
  readonly feeMinor: number;
  readonly requestNumber: string;
  readonly payer: string;
  /** Where it was made, as the order said. */
  readonly detail: JsonObject;
}

/** What the bill says of a period, flaws by faults included. */
export function linesIn(world: World, period: Period): readonly Line[] {
  const { missing, extra } = flawsOf(world, 'alipay');
  return [...trueLines(world, period), ...extra.filter(({ at }) => isIn(period, at)).map(strangeLine)]
    .filter(({ kind, tradeNumber }) => kind === '退款' || !missing.includes(tradeNumber))
    .sort((one, other) => one.at - other.at);
}

/** The payments that faults may strike when the bill of a period is asked for. */
export function paymentsIn(world: World, period: Period): readonly Line[] {
  return trueLines(world, period).filter(({ kind }) => kind === '交易');
}

function trueLines(world: World, period: Period): readonly Line[] {
  return contractTrades(world, 'alipay')
    .flatMap((trade) => linesOf(world, trade))
    .filter(({ at }) => isIn(period, at))
    .sort((one, other) => one.at - other.at);
}

function isIn({ from, until }: Period, at: number): boolean {
  return at >= from && at < until;
}

/** A payment and every refund that the customer has. */
function linesOf(world: World, trade: Trade): readonly Line[] {
  const { payment, tradeNumber, orderNumber, subject, createdAt, detail } = trade;
  if (payment === null) return [];
  const common = { tradeNumber, orderNumber, subject, createdAt, detail, payer: payerOf(world, trade) };
  const paid: Line = {
    ...common,
    at: payment.at,
    kind: '交易',
    orderMinor: trade.amountMinor,
    receivedMinor: payment.receiptMinor,
    platformMinor: payment.platformMinor,
    shopMinor: payment.shopMinor,
    feeMinor: 0 - feeMinor(trade),
    requestNumber: '',
  };
  const back = trade.refunds
    .filter(({ state }) => state === 'done')
    .map((refund): Line => {
      const { amountMinor, platformMinor, shopMinor, endsAt, requestNumber } = refund;
      return {
        ...common,
        at: endsAt,
        kind: '退款',
        orderMinor: -amountMinor,
        receivedMinor: shopMinor - amountMinor,
        platformMinor: 0 - platformMinor,
        shopMinor: 0 - shopMinor,
        feeMinor: feeBackMinor(trade, refund),
        requestNumber,
      };
    });
  return [paid, ...back];
}

/** Fault `bill-row-extra`: a payment that is in no order book but this one. */
function strangeLine({ at, orderNumber, digits, amountMinor }: ExtraRow): Line {
  return {
    tradeNumber: `${beijingDate(at)}22001${digits}`,
    orderNumber,
    subject: '收款',
    createdAt: at,
    at,
    kind: '交易',
    orderMinor: amountMinor,
    receivedMinor: amountMinor,
    platformMinor: 0,
    shopMinor: 0,
    feeMinor: 0,
    requestNumber: '',
    payer: '',
    detail: {},
  };
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
  const period = { from, until };
  const lines = linesIn(world, period);
  const details = { title: '业务明细', columns: COLUMNS, rows: lines.map(detailRow), tail: totals(lines) };
  const sums = { title: '业务汇总', columns: SUM_COLUMNS, rows: [sumRow(lines)], tail: [] };
  const name = `${accountOf(world)}_${datesOf(period)}_业务明细`;
  return [
    { name, text: tableText(world, details, { period, now }) },
    { name: `${name}(汇总)`, text: tableText(world, sums, { period, now }) },
  ];
}

export interface Table {
  readonly title: string;
  readonly columns: string;
  readonly rows: readonly string[];
  /** What stands below the rows. */
  readonly tail: readonly string[];
}

/** A table with what stands around it in every bill. */
export function tableText(
  world: World,
  { title, columns, rows, tail }: Table,
  { period: { from, until }, now }: { readonly period: Period; readonly now: number },
): string {
  const rule = '-'.repeat(40);
  const lines = [
    `#支付宝${title}查询`,
    `#账号：[${accountOf(world)}]`,
    `#起始日期：[${longDate(from)}]   终止日期：[${longDate(until)}]`,
    `#${rule}${title}列表${rule}`,
    columns,
    ...rows,
    `#${rule}${title}列表结束${rule}`,
    ...tail,
    `#导出时间：[${longDate(now)}]`,
  ];
  return lines.map((line) => `${line}\r\n`).join('');
}

/** One row; each value is followed by a tab, so that no spreadsheet takes a long number for one. */
export function rowText(cells: readonly string[]): string {
  return cells.map((cell) => `${cell.replaceAll(/[,\r\n\t"]/g, ' ')}\t`).join(',');
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

function detailRow(line: Line): string {
  const said = (name: string) => String(line.detail[name] ?? '');
  const cells = [
    line.tradeNumber,
    line.orderNumber,
    line.kind,
    line.subject,
    formatBeijing(line.createdAt),
    formatBeijing(line.at),
    said('storeId'),
    '',
    said('operatorId'),
    said('terminalId'),
    line.payer,
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
    yuan(line.feeMinor),
    yuan(0),
    line.subject,
  ];
  return rowText(cells);
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
    sum(lines, 'feeMinor'),
    yuan(0),
    yuan(total(lines, 'receivedMinor') + total(lines, 'feeMinor')),
  ];
  return rowText(cells);
}

type Summed = 'orderMinor' | 'receivedMinor' | 'platformMinor' | 'shopMinor' | 'feeMinor';

function total(lines: readonly Line[], field: Summed): number {
  return lines.reduce((sumMinor, line) => sumMinor + line[field], 0);
}

function sum(lines: readonly Line[], field: Summed): string {
  return yuan(total(lines, field));
}

/** `2026年11月23日 00:00:00`. */
function longDate(at: number): string {
  const [date = '', time = ''] = formatBeijing(at).split(' ');
  const [year, month, day] = date.split('-');
  return `${year}年${month}月${day}日 ${time}`;
}
