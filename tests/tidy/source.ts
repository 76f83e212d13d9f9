/** Reads the house: every source file with its syntax tree, its imports and its exports. */

import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, posix } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseSync } from 'vite';

export const root = join(dirname(fileURLToPath(import.meta.url)), '../..');

/** A node of the syntax tree, as ESTree names them. */
export interface Node {
  readonly type: string;
  readonly start: number;
  readonly end: number;
  readonly [key: string]: unknown;
}

export interface Import {
  /** As written. */
  readonly request: string;
  /** Relative to the root; undefined for a package. */
  readonly path: string | undefined;
  readonly typeOnly: boolean;
  readonly lazy: boolean;
}

export interface SourceFile {
  /** Relative to the root, with slashes. */
  readonly path: string;
  readonly text: string;
  readonly tree: Node;
  readonly imports: readonly Import[];
}

export function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && 'type' in value && typeof value.type === 'string';
}

/** Calls `visit` for `node` and everything below it; `parents` ends with the direct parent. */
export function walk(
  node: Node,
  visit: (node: Node, parents: readonly Node[]) => void,
  parents: readonly Node[] = [],
): void {
  visit(node, parents);
  const path = [...parents, node];
  for (const value of Object.values(node)) {
    for (const child of Array.isArray(value) ? value : [value]) {
      if (isNode(child)) walk(child, visit, path);
    }
  }
}

/** The node's child under `key`, if it is one. */
export function childOf(node: Node, key: string): Node | undefined {
  const child = node[key];
  return isNode(child) ? child : undefined;
}

export function childrenOf(node: Node, key: string): readonly Node[] {
  const children = node[key];
  return Array.isArray(children) ? children.filter(isNode) : [];
}

/** The name of an identifier, else undefined. */
export function nameOf(node: Node | undefined): string | undefined {
  if (node === undefined) return undefined;
  return typeof node['name'] === 'string' ? node['name'] : undefined;
}

/** The text of a string literal, else undefined. */
export function literalOf(node: Node | undefined): string | undefined {
  if (node?.type !== 'Literal') return undefined;
  return typeof node['value'] === 'string' ? node['value'] : undefined;
}

export function lineOf(file: SourceFile, node: Node): number {
  return file.text.slice(0, node.start).split('\n').length;
}

export function linesOf(file: SourceFile, node: Node): number {
  return file.text.slice(node.start, node.end).split('\n').length;
}

export function at(file: SourceFile, node: Node): string {
  return `${file.path}:${lineOf(file, node)}`;
}

function importsOf(path: string, tree: Node): Import[] {
  const imports: Import[] = [];
  const add = (request: string | undefined, typeOnly: boolean, lazy: boolean): void => {
    if (request === undefined) return;
    const bare = request.replace(/\?.*$/, '');
    const target = bare.startsWith('.') ? posix.join(posix.dirname(path), bare) : undefined;
    imports.push({ request, path: target, typeOnly, lazy });
  };
  const isType = (node: Node, kind: string): boolean => {
    const parts = childrenOf(node, 'specifiers');
    return node[kind] === 'type' || (parts.length > 0 && parts.every((part) => part[kind] === 'type'));
  };
  walk(tree, (node) => {
    const request = literalOf(childOf(node, 'source'));
    if (node.type === 'ImportDeclaration') add(request, isType(node, 'importKind'), false);
    if (node.type === 'ExportNamedDeclaration') add(request, isType(node, 'exportKind'), false);
    if (node.type === 'ExportAllDeclaration') add(request, node['exportKind'] === 'type', false);
    if (node.type === 'ImportExpression') add(request, false, true);
    if (node.type === 'TSImportType') add(request, true, false);
  });
  return imports;
}

/** Parses `text` as the file at `path`; throws when it does not parse. */
export function sourceFile(path: string, text: string): SourceFile {
  const { program, errors } = parseSync(path, text);
  const [error] = errors;
  if (error !== undefined) throw new Error(`${path}: ${error.message}`);
  const tree = program as unknown as Node;
  return { path, text, tree, imports: importsOf(path, tree) };
}

const notOurs = new Set(['node_modules', 'dist', 'coverage', '.git']);

/** Every file of the repository, relative to the root, without what is fetched or built. */
export function allPaths(folder = ''): string[] {
  return readdirSync(join(root, folder), { withFileTypes: true })
    .filter((entry) => !notOurs.has(entry.name) && !entry.name.endsWith('.log'))
    .flatMap((entry) => {
      const path = posix.join(folder, entry.name);
      return entry.isDirectory() ? allPaths(path) : [path];
    });
}

export function readSources(paths: readonly string[]): SourceFile[] {
  return paths
    .filter((path) => /\.tsx?$/.test(path))
    .map((path) => sourceFile(path, readFileSync(join(root, path), 'utf8')));
}

export function existsInHouse(path: string): boolean {
  return existsSync(join(root, path));
}

export function isFolder(path: string): boolean {
  return existsInHouse(path) && statSync(join(root, path)).isDirectory();
}
