// Which JSON texts may have a field, as a regular expression of ClickHouse (RE2): names are compared without case and without
// what is neither letter nor digit, `firstName` is `first_name`. It finds more than there is (values of objects within texts):
// what it finds is parsed and looked at.
import { comparableName } from '@touchstone/vocabulary'

export function keyPattern(name: string): string {
  const between = String.raw`(?:[^\pL\pN"]|\\")*`
  const letters = [...comparableName(name)].map((letter) => letter.replace(/[\\^$.|?*+()[\]{}]/g, '\\$&'))
  return `(?i)"${between}${letters.join(between)}${between}":`
}
