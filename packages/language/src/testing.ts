// What the tests of other rooms need to try conditions: one person's state in memory, and random conditions and
// histories. Nothing here runs in production.
export { TestPerson } from './testing/person.ts'
export { testNumbering } from './testing/numbering.ts'
export { EVENTS, START, TRAITS, type GeneratedFact, conditionText, history, jsonValue, syntaxNode } from './testing/generators.ts'
export { type Alias, type GeneratedHistory, type StoredFact, type World, peopleOf, worldOf } from './testing/world.ts'
export { withoutSpans } from './testing/without-spans.ts'
