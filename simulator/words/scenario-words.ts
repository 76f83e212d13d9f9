/** The words of the scenario player, and what it asks of whoever stands at the till, in both languages. */

import type { Scenario } from '../scenarios/schema.ts';
import type { TillCommand } from '../scenarios/till.ts';
import type { Language } from './language.ts';
import { RAIL_WORDS } from './rail-words.ts';

/** One thing to do at the till, its amounts and its rail already in words. */
export interface TillTask {
  readonly do: TillCommand['do'];
  readonly rail: string;
  /** Of the whole sale; undefined when the step goes on with one that is there. */
  readonly amount: string | undefined;
  /** Only this much of it now. */
  readonly part: string | undefined;
  /** What the customer hands over. */
  readonly tendered: string | undefined;
  /** What is done to the cash drawer. */
  readonly movement: Extract<TillCommand, { readonly do: 'drawer' }>['movement'] | undefined;
  /** Which sale, counted from 1; undefined for the newest. */
  readonly sale: number | undefined;
}

type ScenarioRail = Extract<TillCommand, { readonly do: 'charge' }>['rail'];

export interface ScenarioWords {
  readonly title: string;
  readonly hint: string;
  readonly choose: string;
  readonly unknown: (name: string) => string;
  readonly groups: Readonly<Record<Scenario['group'], string>>;
  readonly play: string;
  readonly stop: string;
  readonly done: string;
  readonly present: string;
  readonly playing: string;
  readonly atTill: string;
  readonly passed: string;
  readonly failed: string;
  readonly stopped: string;
  readonly 'no-answer': string;
  readonly outcomes: Readonly<Record<'passed' | 'failed' | 'not checked', string>>;
  readonly link: string;
  readonly ownFile: string;
  readonly readFile: string;
  readonly mistakes: string;
  readonly rails: Readonly<Record<ScenarioRail, string>>;
  readonly tell: (task: TillTask) => string;
}

const DRAWER_ZH = {
  float: '在钱箱里放备用金',
  paid_in: '往钱箱里放入',
  paid_out: '从钱箱里取出',
  no_sale: '没收款就开钱箱',
  count: '清点钱箱，应有',
} as const;

const DRAWER_EN = {
  float: 'Put the float into the drawer',
  paid_in: 'Put into the drawer',
  paid_out: 'Take out of the drawer',
  no_sale: 'Open the drawer without a sale',
  count: 'Count the drawer',
} as const;

const TASKS_ZH: Readonly<Record<TillTask['do'], (task: TillTask) => string>> = {
  charge: ({ rail, ...task }) => `用${rail}收款：${moneyZh(task)}。`,
  scan: (task) => `输入${moneyZh(task)}，扫顾客的付款码。`,
  cash: ({ tendered, ...task }) => `收现金：${moneyZh(task)}，顾客给 ${tendered ?? ''}。`,
  'take-record': ({ rail, ...task }) => `确认已用${rail}收到：${moneyZh(task)}。`,
  drawer: ({ movement = 'no_sale', amount }) =>
    `${DRAWER_ZH[movement]}${amount === undefined ? '' : ` ${amount}`}。`,
  cancel: () => '取消这笔收款。',
  keep: () => '撤回取消，继续等待。',
  'attach-late': () => '把迟到的款算作这笔的付款。',
  'return-late': () => '把迟到的款退回。',
  park: () => '先放一边，接待下一位。',
  'end-sale': () => '结束这笔交易。',
  'check-now': () => '点“立即查询”。',
  capture: () => '收下顾客已同意的款。',
  refund: ({ amount }) => (amount === undefined ? '全额退款。' : `退款 ${amount}。`),
  kill: () => '关掉柜台页面。',
  reopen: () => '重新打开柜台。',
  storage: () => '改变浏览器存储的状态。',
  window: () => '换到另一个柜台窗口。',
};

function moneyZh({ amount, part }: Pick<TillTask, 'amount' | 'part'>): string {
  if (amount === undefined) return part === undefined ? '还没付的部分' : part;
  return part === undefined ? amount : `${amount} 中的 ${part}`;
}

const TASKS_EN: Readonly<Record<TillTask['do'], (task: TillTask) => string>> = {
  charge: ({ rail, ...task }) => `Charge ${moneyEn(task)} by ${rail}.`,
  scan: (task) => `Type ${moneyEn(task)} and scan the customer’s payment code.`,
  cash: ({ tendered, ...task }) =>
    `Take ${moneyEn(task)} in cash; the customer hands over ${tendered ?? ''}.`,
  'take-record': ({ rail, ...task }) => `Confirm that ${moneyEn(task)} came by ${rail}.`,
  drawer: ({ movement = 'no_sale', amount }) =>
    `${DRAWER_EN[movement]}${amount === undefined ? '' : `: ${amount}`}.`,
  cancel: () => 'Cancel this payment.',
  keep: () => 'Take the cancel back and go on waiting.',
  'attach-late': () => 'Keep the late money for this sale.',
  'return-late': () => 'Send the late money back.',
  park: () => 'Put the sale aside for the next customer.',
  'end-sale': () => 'End this sale.',
  'check-now': () => 'Press “Check now”.',
  capture: () => 'Take the money that the customer agreed to.',
  refund: ({ amount }) => (amount === undefined ? 'Refund everything.' : `Refund ${amount}.`),
  kill: () => 'Close the counter’s page.',
  reopen: () => 'Open the counter again.',
  storage: () => 'Change what becomes of the browser’s storage.',
  window: () => 'Turn to the counter’s other window.',
};

function moneyEn({ amount, part }: Pick<TillTask, 'amount' | 'part'>): string {
  if (amount === undefined) return part ?? 'what is left';
  return part === undefined ? amount : `${part} of ${amount}`;
}

export const SCENARIO_WORDS: Readonly<Record<Language, ScenarioWords>> = {
  'zh-CN': {
    title: '场景',
    hint: '场景会换一个新的练习世界，自动演顾客和平台；柜台上的动作请您来做。',
    choose: '选择场景',
    unknown: (name) => `没有叫“${name}”的场景。`,
    groups: { normal: '正常', customer: '顾客', network: '网络与柜台', provider: '支付平台', people: '人员' },
    play: '开始',
    stop: '停止',
    done: '做好了',
    present: '把付款码给柜台扫',
    playing: '顾客和平台正在演，请稍等。',
    atTill: '现在在柜台上：',
    passed: '场景通过。',
    failed: '场景没有通过。',
    stopped: '已停止。',
    'no-answer': '模拟世界没有回答，场景停下了。',
    outcomes: { passed: '符合', failed: '不符', 'not checked': '请您看柜台' },
    link: '这个场景的链接',
    ownFile: '自己的场景（JSON）',
    readFile: '读入',
    mistakes: '这个文件读不懂：',
    rails: {
      ...RAIL_WORDS['zh-CN'],
      own_code: '自有收款码',
      bank_terminal: '银行刷卡机',
      voucher: '代金券',
      cash: '现金',
    },
    tell: (task) => saleZh(task) + TASKS_ZH[task.do](task),
  },
  en: {
    title: 'Scenarios',
    hint: 'A scenario begins a fresh practice world and plays the customers and the providers; you stand at the till.',
    choose: 'Choose a scenario',
    unknown: (name) => `There is no scenario called “${name}”.`,
    groups: {
      normal: 'Normal',
      customer: 'Customer',
      network: 'Network and till',
      provider: 'Provider',
      people: 'People',
    },
    play: 'Play',
    stop: 'Stop',
    done: 'Done',
    present: 'Show the code to the counter',
    playing: 'Customers and providers are playing, one moment.',
    atTill: 'Now at the till:',
    passed: 'The scenario passed.',
    failed: 'The scenario failed.',
    stopped: 'Stopped.',
    'no-answer': 'The simulated world did not answer, and the scenario ended.',
    outcomes: { passed: 'as expected', failed: 'not as expected', 'not checked': 'look at the till' },
    link: 'Link to this scenario',
    ownFile: 'A scenario of your own (JSON)',
    readFile: 'Read it',
    mistakes: 'This file cannot be read:',
    rails: {
      ...RAIL_WORDS.en,
      card: 'card',
      own_code: 'the shop’s own code',
      bank_terminal: 'the bank’s terminal',
      voucher: 'voucher',
      cash: 'cash',
    },
    tell: (task) => saleEn(task) + TASKS_EN[task.do](task),
  },
};

function saleZh({ sale }: TillTask): string {
  return sale === undefined ? '' : `第 ${sale} 笔：`;
}

function saleEn({ sale }: TillTask): string {
  return sale === undefined ? '' : `Sale ${sale}: `;
}
