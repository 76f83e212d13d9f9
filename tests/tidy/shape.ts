/** The shape of files: no barrels, cycles, default exports or state at the top; small files, small functions, a first sentence. */

import { at, childOf, childrenOf, linesOf, type Node, nameOf, type SourceFile, walk } from './source.ts';

const maxFileLines = 400;
const maxFunctionLines = 70;
const maxParameters = 3;

const functionTypes = new Set(['FunctionDeclaration', 'FunctionExpression', 'ArrowFunctionExpression']);

function functionsIn(file: SourceFile): Node[] {
  const found: Node[] = [];
  walk(file.tree, (node) => {
    if (functionTypes.has(node.type)) found.push(node);
  });
  return found;
}

function statements(file: SourceFile): readonly Node[] {
  return childrenOf(file.tree, 'body');
}

/** Files that pass on what others export: whoever uses it must name where it is made. */
export function barrels(files: readonly SourceFile[]): string[] {
  return files.flatMap((file) => {
    const imported = new Set<string>();
    const found: string[] = [];
    if (/(^|\/)index\.tsx?$/.test(file.path)) found.push(`${file.path}: an index file`);
    for (const statement of statements(file)) {
      if (statement.type === 'ImportDeclaration') {
        for (const part of childrenOf(statement, 'specifiers'))
          imported.add(nameOf(childOf(part, 'local')) ?? '');
      }
      const passesOn =
        statement.type === 'ExportAllDeclaration' ||
        (statement.type === 'ExportNamedDeclaration' &&
          (childOf(statement, 'source') !== undefined ||
            childrenOf(statement, 'specifiers').some((part) =>
              imported.has(nameOf(childOf(part, 'local')) ?? ''),
            )));
      if (passesOn) found.push(`${at(file, statement)}: passes on what another file exports`);
    }
    return found;
  });
}

/** Circles of files that need each other when they run. */
export function cycles(files: readonly SourceFile[]): string[] {
  const edges = new Map(
    files.map((file) => [
      file.path,
      file.imports.flatMap((used) => (used.path === undefined || used.typeOnly ? [] : [used.path])),
    ]),
  );
  const done = new Set<string>();
  const found: string[] = [];
  const visit = (path: string, trail: readonly string[]): void => {
    const back = trail.indexOf(path);
    if (back >= 0) {
      found.push([...trail.slice(back), path].join(' → '));
      return;
    }
    if (done.has(path)) return;
    for (const next of edges.get(path) ?? []) visit(next, [...trail, path]);
    done.add(path);
  };
  for (const path of edges.keys()) visit(path, []);
  return found;
}

/** Default exports have no name to search for. Root configurations must have one. */
export function defaultExports(files: readonly SourceFile[]): string[] {
  return files
    .filter((file) => file.path.includes('/'))
    .flatMap((file) =>
      statements(file)
        .filter((statement) => {
          const parts = childrenOf(statement, 'specifiers');
          const renamed = parts.some((part) => nameOf(childOf(part, 'exported')) === 'default');
          return statement.type === 'ExportDefaultDeclaration' || renamed;
        })
        .map((statement) => `${at(file, statement)}: a default export`),
    );
}

/** `let` at the top of a module, or an empty collection or signal there, is state that no caller passed in. */
export function moduleState(files: readonly SourceFile[]): string[] {
  const stateful = (value: Node | undefined): boolean => {
    if (value === undefined) return false;
    const callee = nameOf(childOf(value, 'callee')) ?? '';
    const empty = childrenOf(value, 'arguments').length === 0;
    if (value.type === 'NewExpression') return empty && /^(Map|Set|WeakMap|WeakSet)$/.test(callee);
    return value.type === 'CallExpression' && /^(signal|computed)$/.test(callee);
  };
  return files
    .filter((file) => !file.path.startsWith('tests/'))
    .flatMap((file) =>
      statements(file)
        .map((statement) => childOf(statement, 'declaration') ?? statement)
        .filter((statement) => statement.type === 'VariableDeclaration' && statement['declare'] !== true)
        .filter(
          (statement) =>
            statement['kind'] !== 'const' ||
            childrenOf(statement, 'declarations').some((one) => stateful(childOf(one, 'init'))),
        )
        .map((statement) => `${at(file, statement)}: state at the top of a module`),
    );
}

function isMeasured(path: string): boolean {
  return !path.startsWith('tests/') || path.startsWith('tests/support/') || path.startsWith('tests/tidy/');
}

/** Files and functions over the house's limits. A file without a function is data and may be long. */
export function tooLong(files: readonly SourceFile[]): string[] {
  return files.flatMap((file) => {
    const functions = functionsIn(file);
    const lines = file.text.split('\n').length - 1;
    const found = functions.length > 0 && lines > maxFileLines ? [`${file.path}: ${lines} lines`] : [];
    if (!isMeasured(file.path)) return found;
    for (const one of functions) {
      const length = linesOf(file, one);
      if (length > maxFunctionLines) found.push(`${at(file, one)}: a function of ${length} lines`);
      const parameters = childrenOf(one, 'params').length;
      if (parameters > maxParameters) found.push(`${at(file, one)}: ${parameters} positional parameters`);
    }
    return found;
  });
}

/** Files that do not begin by saying what they are. */
export function withoutFirstSentence(files: readonly SourceFile[]): string[] {
  return files
    .filter((file) => !/^\/\*\*\s+(\* )?\S[\s\S]{8,}?\*\//.test(file.text))
    .map((file) => `${file.path}: does not begin with a sentence about itself`);
}
