/** Small mistakes put into a source text on purpose, one at a time: what a test suite must notice. */

import { parseSync } from 'vite';

/** A node of the syntax tree, as ESTree names them. */
interface Node {
  readonly type: string;
  readonly start: number;
  readonly end: number;
  readonly [key: string]: unknown;
}

/** One mistake: the text between `start` and `end` becomes `text`. */
export interface Change {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

export interface Mutant extends Change {
  readonly path: string;
  /** From 1. */
  readonly line: number;
  /** The piece as it stands. */
  readonly before: string;
}

const COMPARED: Readonly<Record<string, readonly string[]>> = {
  '<': ['<=', '>='],
  '<=': ['<', '>'],
  '>': ['>=', '<='],
  '>=': ['>', '<'],
  '===': ['!=='],
  '!==': ['==='],
  '+': ['-'],
  '-': ['+'],
  '*': ['/'],
  '/': ['*'],
  '%': ['*'],
};

const CALLED: Readonly<Record<string, string>> = {
  some: 'every',
  every: 'some',
  find: 'findLast',
  findLast: 'find',
  max: 'min',
  min: 'max',
  floor: 'ceil',
  filter: 'slice',
};

/** Words for which another of the same list stands in, since a word that nobody knows is noticed too easily. */
const SWAPPED: Readonly<Record<string, string>> = {
  submitting: 'unknown',
  awaiting_payer: 'processing',
  processing: 'unknown',
  approved: 'processing',
  authorized: 'approved',
  unknown: 'processing',
  reversing: 'unknown',
  paid: 'late_paid',
  late_paid: 'paid',
  declined: 'canceled',
  canceled: 'expired',
  expired: 'canceled',
  reversed: 'canceled',
  same: 'unknown',
  query: 'cancel',
  cancel: 'close',
  close: 'cancel',
  refund: 'refund_query',
  refund_query: 'refund',
};

type Read = (node: Node) => string;

/** Every mistake that can be made at one node, its children left to themselves. */
function changesAt(node: Node, read: Read): readonly Change[] {
  const whole = (text: string): Change => ({ start: node.start, end: node.end, text });
  const child = (name: string): Node => node[name] as Node;
  switch (node.type) {
    case 'IfStatement': {
      const { start, end } = child('test');
      return [
        { start, end, text: `!(${read(child('test'))})` },
        whole(node['alternate'] ? read(child('alternate')) : ';'),
      ];
    }
    case 'ConditionalExpression':
      return [whole(`(${read(child('consequent'))})`), whole(`(${read(child('alternate'))})`)];
    case 'LogicalExpression':
      return [whole(`(${read(child('left'))})`), whole(`(${read(child('right'))})`)];
    case 'BinaryExpression':
      return (COMPARED[node['operator'] as string] ?? []).map((operator) =>
        whole(`${read(child('left'))} ${operator} ${read(child('right'))}`),
      );
    case 'UnaryExpression':
      return ['!', '-'].includes(node['operator'] as string) ? [whole(`(${read(child('argument'))})`)] : [];
    case 'Literal':
      return literalChanges(node['value']).map(whole);
    case 'TemplateLiteral':
      return [whole('`?`')];
    case 'ArrayExpression':
      return withoutEach(node['elements'] as readonly Node[]);
    case 'ObjectExpression':
      return withoutEach(node['properties'] as readonly Node[]);
    case 'ReturnStatement':
      return returnChanges(node['argument'] as Node | null, read).map(whole);
    case 'ContinueStatement':
    case 'ExpressionStatement':
      return [whole(';')];
    case 'CallExpression':
      return callChanges(child('callee'), read);
    default:
      return [];
  }
}

function returnChanges(argument: Node | null, read: Read): readonly string[] {
  if (argument === null) return [';'];
  return read(argument) === 'undefined' ? [] : ['return;'];
}

function literalChanges(value: unknown): readonly string[] {
  if (typeof value === 'number') return [String(value + 1)];
  if (typeof value === 'boolean') return [String(!value)];
  return typeof value === 'string' ? [`'${SWAPPED[value] ?? '?'}'`] : [];
}

/** A list without one of its members, and without the comma that parts it from its neighbour. */
function withoutEach(members: readonly Node[]): readonly Change[] {
  return members.map((member, index) => {
    const next = members[index + 1];
    if (next !== undefined) return { start: member.start, end: next.start, text: '' };
    return { start: members[index - 1]?.end ?? member.start, end: member.end, text: '' };
  });
}

function callChanges(callee: Node, read: Read): readonly Change[] {
  if (callee.type !== 'MemberExpression') return [];
  const { start, end } = callee['property'] as Node;
  const name = read(callee['property'] as Node);
  if (name === 'includes') return [{ start: callee.start, end: callee.start, text: '!' }];
  const other = CALLED[name];
  return other === undefined ? [] : [{ start, end, text: other }];
}

const TYPES = ['typeAnnotation', 'returnType', 'typeParameters', 'typeArguments', 'implements'];
const BARE = ['TSAsExpression', 'TSSatisfiesExpression'];

/** The parts of a node that run; types do not, nor what an assertion says beside its rule. */
function partsOf(node: Node): readonly Node[] {
  if (node.type === 'ImportDeclaration' || (node.type.startsWith('TS') && !BARE.includes(node.type)))
    return [];
  const isCheck = node.type === 'CallExpression' && (node['callee'] as Node)['name'] === 'check';
  return Object.entries(node).flatMap(([key, value]) => {
    if (TYPES.includes(key) || (key === 'key' && node['computed'] !== true)) return [];
    if (isCheck && key === 'arguments') return (value as readonly Node[]).slice(0, 2);
    return (Array.isArray(value) ? value : [value]).filter(isNode);
  });
}

function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && 'type' in value && 'start' in value;
}

/** Every single mistake that can be made in a text, in the order in which they stand. */
export function mutantsOf(path: string, text: string): readonly Mutant[] {
  const program = parseSync(path, text).program as unknown as Node;
  const read: Read = (node) => text.slice(node.start, node.end);
  const found: Change[] = [];
  const visit = (node: Node): void => {
    found.push(...changesAt(node, read));
    for (const part of partsOf(node)) visit(part);
  };
  visit(program);
  return found
    .filter(({ start, end, text: after }) => text.slice(start, end) !== after)
    .sort((left, right) => left.start - right.start || left.end - right.end)
    .map((change) => ({
      ...change,
      path,
      line: text.slice(0, change.start).split('\n').length,
      before: text.slice(change.start, change.end),
    }));
}

/** The text with the mistake in it. */
export function withMutant(text: string, { start, end, text: after }: Change): string {
  return text.slice(0, start) + after + text.slice(end);
}

/** A mutant in one line of words. */
export function describeMutant({ path, line, before, text }: Mutant): string {
  const flat = (piece: string): string => piece.replace(/\s+/g, ' ').trim();
  return `${path}:${line}  ${flat(before)}  =>  ${flat(text) || '(nothing)'}`;
}
