/** Stripe's request parameters: forms and query strings whose names nest by brackets, `a[b][0]=c`. */

/** A value, or values by name; lists are trees whose names are numbers until a rule says that they are lists. */
export type FormValue = string | FormTree;
export interface FormTree {
  [name: string]: FormValue;
}

const NAME = /^([^[\]]+)((?:\[[^[\]]*\])*)$/;
const MOST_PAIRS = 1_000;
const DEEPEST = 8;

/** The tree of a form; undefined when names are malformed or contradict each other. No name reaches an object's own parts. */
export function readForm(text: string): FormTree | undefined {
  const root = emptyTree();
  const pairs = [...new URLSearchParams(text)];
  if (pairs.length > MOST_PAIRS) return undefined;
  for (const [name, value] of pairs) {
    const path = pathOf(name);
    if (!path || !put(root, path, value)) return undefined;
  }
  return root;
}

export function emptyTree(): FormTree {
  return Object.create(null) as FormTree;
}

function pathOf(name: string): string[] | undefined {
  const [, first, rest = ''] = NAME.exec(name) ?? [];
  if (first === undefined) return undefined;
  const path = [first, ...[...rest.matchAll(/\[([^[\]]*)\]/g)].map(([, part = '']) => part)];
  return path.length <= DEEPEST ? path : undefined;
}

function put(root: FormTree, path: readonly string[], value: string): boolean {
  let tree = root;
  for (const [depth, part] of path.entries()) {
    // `[]` appends.
    const name = part === '' ? String(Object.keys(tree).length) : part;
    const there = tree[name];
    if (depth === path.length - 1) {
      if (typeof there === 'object') return false;
      tree[name] = value;
      return true;
    }
    if (typeof there === 'string') return false;
    const next = there ?? emptyTree();
    tree[name] = next;
    tree = next;
  }
  return true;
}
