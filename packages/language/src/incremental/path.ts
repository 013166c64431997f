import { LIST, type Path } from '../check/tree.ts'

/** Whether the path can reach more than one value. */
export function isList(path: Path): boolean {
  return path.includes(LIST)
}

/** Canonical text of a path, for keys: no two paths have the same. */
export function pathText(path: Path): string {
  return path.map((step) => (step === LIST ? '[]' : JSON.stringify(step))).join('.')
}
