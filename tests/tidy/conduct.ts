/** How code behaves: no hidden time or chance, no way around the ports, no markup from text, strict writes, no holes in the types. */

import {
  at,
  childOf,
  childrenOf,
  isNode,
  literalOf,
  type Node,
  nameOf,
  type SourceFile,
  walk,
} from './source.ts';

function propertyOf(node: Node | undefined): string | undefined {
  if (node === undefined || !/^(Member|StaticMember|ComputedMember)Expression$/.test(node.type))
    return undefined;
  const property = childOf(node, 'property');
  return node['computed'] === true ? literalOf(property) : nameOf(property);
}

function isMember(node: Node | undefined, object: string, property: string): boolean {
  if (node === undefined || propertyOf(node) !== property) return false;
  const owner = childOf(node, 'object');
  return nameOf(owner) === object || propertyOf(owner) === object;
}

function mayKnowTime(path: string): boolean {
  return /^(src\/(main\.tsx|sw\.ts)$|simulator\/hosts\/|simulator\/[^/]+\.tsx$)/.test(path);
}

function isHiddenInput(node: Node): boolean {
  const callee = childOf(node, 'callee');
  const called = node.type === 'CallExpression';
  const created = node.type === 'NewExpression';
  if (isMember(node, 'Date', 'now') || isMember(node, 'Math', 'random')) return true;
  if (isMember(node, 'performance', 'now')) return true;
  return nameOf(callee) === 'Date' && (called || (created && childrenOf(node, 'arguments').length === 0));
}

/** Reads of the clock or of chance outside hosts and composition roots: both come in as ports. */
export function hiddenTimeAndChance(files: readonly SourceFile[]): string[] {
  return files
    .filter((file) => /^(src|simulator)\//.test(file.path) && !mayKnowTime(file.path))
    .flatMap((file) => matches(file, isHiddenInput, 'reads the clock or chance past its port'));
}

function matches(
  file: SourceFile,
  test: (node: Node, parents: readonly Node[]) => boolean,
  words: string,
): string[] {
  const found: string[] = [];
  walk(file.tree, (node, parents) => {
    if (test(node, parents)) found.push(`${at(file, node)}: ${words}`);
  });
  return found;
}

/** Every name that the file itself declares or takes in. */
function declaredNames(file: SourceFile): Set<string> {
  const names = new Set<string>();
  const bind = (pattern: Node | undefined): void => {
    if (pattern === undefined) return;
    if (pattern.type === 'Identifier') names.add(nameOf(pattern) ?? '');
    else walk(pattern, (node) => node.type === 'Identifier' && names.add(nameOf(node) ?? ''));
  };
  walk(file.tree, (node) => {
    if (/^Import(Default|Namespace)?Specifier$/.test(node.type)) bind(childOf(node, 'local'));
    if (node.type === 'VariableDeclarator' || node.type === 'FunctionDeclaration') bind(childOf(node, 'id'));
    if (node.type === 'CatchClause') bind(childOf(node, 'param'));
    const parameters = node['params'];
    if (Array.isArray(parameters)) for (const one of parameters) bind(isNode(one) ? one : undefined);
  });
  return names;
}

const platform = new Set(
  `fetch setTimeout setInterval queueMicrotask requestAnimationFrame XMLHttpRequest WebSocket EventSource BroadcastChannel
  indexedDB caches navigator crypto self window globalThis localStorage postMessage Promise AbortController`.split(
    /\s+/,
  ),
);

function rootOf(node: Node | undefined): Node | undefined {
  if (node === undefined) return undefined;
  const inner = childOf(node, 'object') ?? childOf(node, 'callee') ?? childOf(node, 'expression');
  return inner === undefined ? node : rootOf(inner);
}

function isAsync(node: Node): boolean {
  return node.type === 'AwaitExpression' || (node.type === 'ForOfStatement' && node['await'] === true);
}

/**
 * In the counter every await is for something that was passed in or that the counter itself is made of, and nothing of
 * the platform is touched: so it runs unchanged in a page, a worker, Node and the simulation.
 */
export function awaitsPastPorts(files: readonly SourceFile[]): string[] {
  return files
    .filter((file) => file.path.startsWith('src/counter/'))
    .flatMap((file) => {
      const declared = declaredNames(file);
      const isForeignAwait = (node: Node): boolean => {
        if (!isAsync(node)) return false;
        const awaited = childOf(node, 'argument') ?? childOf(node, 'right');
        const name = nameOf(rootOf(awaited));
        return name === undefined || !declared.has(name);
      };
      const isPlatform = (node: Node, parents: readonly Node[]): boolean => {
        const name = node.type === 'Identifier' ? nameOf(node) : undefined;
        if (name === undefined || !platform.has(name) || declared.has(name)) return false;
        const parent = parents.at(-1);
        // A settled promise is a value; the other ways to make one are ways to wait.
        if (name === 'Promise' && isMember(parent, 'Promise', 'resolve')) return false;
        const isKey =
          parent?.['key'] === node || (parent?.['property'] === node && parent['computed'] !== true);
        return !isKey && !(parent?.type.startsWith('TS') ?? false);
      };
      return [
        ...matches(file, isForeignAwait, 'an await that passes through no port'),
        ...matches(file, isPlatform, 'touches the platform past the ports'),
      ];
    });
}

const sinks = new Set([
  'innerHTML',
  'outerHTML',
  'insertAdjacentHTML',
  'dangerouslySetInnerHTML',
  'setHTMLUnsafe',
]);

/** Text that becomes markup or code (reliability S-04). */
export function unsafeSinks(files: readonly SourceFile[]): string[] {
  const isSink = (node: Node): boolean => {
    if (sinks.has(propertyOf(node) ?? '') || isMember(node, 'document', 'write')) return true;
    if (node.type === 'JSXAttribute' || node.type === 'Property') {
      const key = childOf(node, 'name') ?? childOf(node, 'key');
      if (sinks.has(nameOf(key) ?? literalOf(key) ?? '')) return true;
    }
    const callee = nameOf(childOf(node, 'callee'));
    if (callee === 'Function') return true;
    const isTimer = callee === 'setTimeout' || callee === 'setInterval';
    if (isTimer && literalOf(childrenOf(node, 'arguments')[0]) !== undefined) return true;
    return callee === 'eval';
  };
  return files
    .filter((file) => /^(src|simulator)\//.test(file.path))
    .flatMap((file) => matches(file, isSink, 'turns text into markup or code'));
}

function isStrict(options: Node | undefined): boolean {
  return childrenOf(options ?? { type: '', start: 0, end: 0 }, 'properties').some(
    (one) => nameOf(childOf(one, 'key')) === 'durability' && literalOf(childOf(one, 'value')) === 'strict',
  );
}

/**
 * In the store a transaction that writes says `strict` (reliability 0.1), and no short cut opens one that cannot.
 * A mode that is not written out counts as writing.
 */
export function relaxedWrites(files: readonly SourceFile[]): string[] {
  const isRelaxed = (node: Node): boolean => {
    if (node.type !== 'CallExpression') return false;
    const callee = childOf(node, 'callee');
    const method = propertyOf(callee) ?? '';
    const values = childrenOf(node, 'arguments');
    if (method === 'transaction') {
      const reads = values[1] === undefined || literalOf(values[1]) === 'readonly';
      return !reads && !isStrict(values[2]);
    }
    const owner = callee === undefined ? undefined : childOf(callee, 'object');
    const ownerName = nameOf(owner) ?? propertyOf(owner) ?? '';
    return /^(add|put|delete|clear)$/.test(method) && /^(db|database)$/i.test(ownerName);
  };
  return files
    .filter((file) => file.path.startsWith('src/store/'))
    .flatMap((file) => matches(file, isRelaxed, "a write without durability: 'strict'"));
}

/** `any` and `!` switch the compiler off. */
export function typeHoles(files: readonly SourceFile[]): string[] {
  const isHole = (node: Node): boolean => node.type === 'TSAnyKeyword' || node.type === 'TSNonNullExpression';
  return files.flatMap((file) => matches(file, isHole, 'switches the compiler off'));
}
