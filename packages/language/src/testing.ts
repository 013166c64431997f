// What the tests of other rooms need to try conditions: one person's state in memory, and random conditions and
// histories. Nothing here runs in production.
export { TestPerson } from './testing/person.ts'
export { TestChunks } from './testing/chunks.ts'
export { testNumbering } from './testing/numbering.ts'
export { EVENTS, START, TRAITS } from './testing/vocabulary.ts'
export { jsonValue } from './testing/value-generators.ts'
export { LEAF_KINDS, type LeafKind, condition, conditionText, leafOf } from './testing/generators.ts'
export { anySyntax } from './testing/syntax-generator.ts'
export { KINDS, kindsOf } from './testing/kinds.ts'
export { type GeneratedFact, history } from './testing/histories.ts'
export { type Alias, type GeneratedHistory, type StoredFact, type World, peopleOf, worldOf } from './testing/world.ts'
export { withoutSpans } from './testing/without-spans.ts'
export { type SemanticsCase, type SemanticsRow, parseSemantics } from './testing/semantics.ts'
