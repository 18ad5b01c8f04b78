/** Parameters read as PHP reads them: `filter[ids][]=5` and `filter[ids][0]=5` are the same list. */

export type Tree = ReadonlyMap<string, string | Tree>;
type Branch = Map<string, string | Branch>;

const KEY = /^([^[]+)((?:\[[^\]]*\])*)$/;
const MAX_DEPTH = 6;

/** Builds the tree of decoded pairs. Of a key sent twice, the last counts. */
export function readTree(pairs: Iterable<readonly [string, string]>): Tree {
  const root: Branch = new Map();
  for (const [key, value] of pairs) {
    const [, name = key, brackets = ''] = KEY.exec(key) ?? [];
    const path = [name, ...[...brackets.matchAll(/\[([^\]]*)\]/g)].map(([, inner = '']) => inner)];
    if (path.length <= MAX_DEPTH) put(root, path, value);
  }
  return root;
}

function put(branch: Branch, [first = '', ...rest]: readonly string[], value: string): void {
  const name = first === '' ? nextIndex(branch) : first;
  if (rest.length === 0) {
    branch.set(name, value);
    return;
  }
  const known = branch.get(name);
  const below: Branch = known instanceof Map ? known : new Map();
  branch.set(name, below);
  put(below, rest, value);
}

function nextIndex(branch: Branch): string {
  const indexes = [...branch.keys()].filter(key => /^\d+$/.test(key)).map(Number);
  return String(Math.max(-1, ...indexes) + 1);
}

/** A plain value; `undefined` when it was not sent or is a list. */
export function textAt(tree: Tree, name: string): string | undefined {
  const node = tree.get(name);
  return typeof node === 'string' ? node : undefined;
}

/** The values of a list; a plain value is a list of one. */
export function textsAt(tree: Tree, name: string): readonly string[] {
  const node = tree.get(name);
  if (node === undefined) return [];
  return typeof node === 'string' ? [node] : [...node.values()].filter(value => typeof value === 'string');
}

/** What lies under a name; nothing when it was not sent. */
export function branchAt(tree: Tree, name: string): Tree {
  const node = tree.get(name);
  return node instanceof Map ? node : new Map();
}
