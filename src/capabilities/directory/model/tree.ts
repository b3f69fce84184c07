import { type Refusal, refuse } from '#platform/model/refusal.ts';

interface Node {
  readonly id: string;
  readonly parentId: string | null;
}

/** May this department move below that one? Never into itself or what lies in it. */
export function canMoveBelow(
  tree: readonly Node[],
  id: string,
  parentId: string | null,
): Refusal<'directory.departmentInsideItself'> | null {
  const parents = new Map(tree.map((node) => [node.id, node.parentId]));
  let above = parentId;
  for (let steps = 0; above !== null && steps <= tree.length; steps += 1) {
    if (above === id) return refuse('directory.departmentInsideItself');
    above = parents.get(above) ?? null;
  }
  return null;
}

/** The names from the top to each department, by its id. */
export function pathsOf(tree: readonly (Node & { readonly name: string })[]): Map<string, string[]> {
  const byId = new Map(tree.map((node) => [node.id, node]));
  const paths = new Map<string, string[]>();
  function pathOf(id: string): string[] {
    const known = paths.get(id);
    if (known !== undefined) return known;
    const node = byId.get(id);
    if (node === undefined) return [];
    const path = node.parentId === null ? [node.name] : [...pathOf(node.parentId), node.name];
    paths.set(id, path);
    return path;
  }
  for (const node of tree) pathOf(node.id);
  return paths;
}
