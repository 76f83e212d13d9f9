/** What the desk says about a run of the simulation, in both languages. */

import type { Actor, Kind } from '../desk/replay/story.ts';
import type { Language } from './language.ts';

export interface ReplayWords {
  readonly title: string;
  readonly hint: string;
  readonly chooseFile: string;
  readonly refusals: Readonly<Record<'too_large' | 'unreadable' | 'not_a_trace', string>>;
  readonly seed: (seed: number, commit: string) => string;
  readonly unbroken: string;
  readonly broken: string;
  readonly order: string;
  readonly allOrders: string;
  readonly first: string;
  readonly back: string;
  readonly next: string;
  readonly last: string;
  readonly play: string;
  readonly pause: string;
  readonly nextFault: string;
  readonly place: (place: number, all: number) => string;
  readonly keys: string;
  readonly rows: string;
  readonly full: string;
  readonly fault: string;
  readonly hidden: (count: number) => string;
  readonly actors: Readonly<Record<Actor, string>>;
  readonly kinds: Readonly<Record<Kind, string>>;
}

const zh: ReplayWords = {
  title: '模拟运行回放',
  hint: '打开模拟测试写下的记录文件，或它给出的链接，逐行查看发生了什么。',
  chooseFile: '打开记录文件',
  refusals: {
    too_large: '这份记录太大，无法打开。',
    unreadable: '这份记录读不出来，可能没有复制完整。',
    not_a_trace: '这不是模拟测试的记录。',
  },
  seed: (seed, commit) => `种子 ${seed}${commit === '' ? '' : `（${commit}）`}`,
  unbroken: '没有规则被破坏。',
  broken: '被破坏的规则',
  order: '订单',
  allOrders: '全部订单',
  first: '开头',
  back: '上一步',
  next: '下一步',
  last: '结尾',
  play: '播放',
  pause: '暂停',
  nextFault: '下一个故障',
  place: (place, all) => `第 ${place} 行，共 ${all} 行`,
  keys: '方向键一步一步走，空格键播放或暂停。',
  rows: '经过',
  full: '这一行的全部内容',
  fault: '故障',
  hidden: (count) => `另有 ${count} 行`,
  actors: {
    till: '收银台',
    person: '人',
    screen: '屏幕',
    storage: '存储',
    network: '网络',
    provider: '支付机构',
    clock: '时钟',
    run: '阶段',
  },
  kinds: {
    entry: '记入日志',
    acknowledged: '已写稳',
    refused: '没有写成',
    send: '发出',
    heard: '答复',
    command: '指令',
    done: '指令结果',
    word: '显示',
    gone: '不再显示',
    notice: '播报',
    lock: '驱动权',
    tab: '窗口',
    fault: '注入',
    customer: '顾客',
    phase: '阶段',
    ledger: '账目',
  },
};

const en: ReplayWords = {
  title: 'Replay of a simulated run',
  hint: 'Open a trace file that the simulation wrote, or its link, and see row by row what happened.',
  chooseFile: 'Open a trace file',
  refusals: {
    too_large: 'This trace is too large to open.',
    unreadable: 'This trace cannot be read; perhaps it was not copied whole.',
    not_a_trace: 'This is no trace of the simulation.',
  },
  seed: (seed, commit) => `Seed ${seed}${commit === '' ? '' : ` (${commit})`}`,
  unbroken: 'No rule was broken.',
  broken: 'Broken rules',
  order: 'Order',
  allOrders: 'All orders',
  first: 'Start',
  back: 'Back',
  next: 'Next',
  last: 'End',
  play: 'Play',
  pause: 'Pause',
  nextFault: 'Next fault',
  place: (place, all) => `Row ${place} of ${all}`,
  keys: 'Arrow keys go step by step, the space bar plays and pauses.',
  rows: 'What happened',
  full: 'All of this row',
  fault: 'Fault',
  hidden: (count) => `${count} more rows`,
  actors: {
    till: 'Till',
    person: 'Person',
    screen: 'Screen',
    storage: 'Storage',
    network: 'Network',
    provider: 'Provider',
    clock: 'Clock',
    run: 'Phase',
  },
  kinds: {
    entry: 'journaled',
    acknowledged: 'is durable',
    refused: 'was not written',
    send: 'sends',
    heard: 'answer to',
    command: 'is told',
    done: 'has done',
    word: 'shows',
    gone: 'shows no more',
    notice: 'announces',
    lock: 'right to drive',
    tab: 'window',
    fault: 'injected',
    customer: 'customer',
    phase: 'phase',
    ledger: 'ledger',
  },
};

export const REPLAY_WORDS: Readonly<Record<Language, ReplayWords>> = { 'zh-CN': zh, en };
