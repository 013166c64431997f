import assert from 'node:assert/strict'
import { test } from 'node:test'
import { classByRule, classOfField, fieldRule, type FieldClass, type Surroundings } from './field-classes.ts'
import { fieldRulesWith, overrideProblem, type FieldOverride } from './field-overrides.ts'

const ALL: readonly Surroundings[] = ['person', 'other', 'device']

function classes(name: string, overrides: readonly FieldOverride[]): FieldClass[] {
  const rule = fieldRulesWith(overrides)(name)
  return ALL.map((surroundings) => (rule === undefined ? classOfField(name, surroundings) : classByRule(rule, name, surroundings)))
}

test('an override is of a name in its place, however it is written; the other place keeps what it had', () => {
  assert.deepEqual(classes('loyalty_no', []), ['internal', 'internal', 'internal'])
  assert.deepEqual(classes('LoyaltyNo', [{ place: 'trait', name: 'loyalty_no', class: 'personal' }]), ['personal', 'internal', 'internal'])
  assert.deepEqual(classes('loyalty-no', [{ place: 'property', name: 'loyaltyNo', class: 'secret' }]), ['internal', 'secret', 'secret'])
  assert.deepEqual(classes('note', [{ place: 'property', name: 'note', class: 'personal' }, { place: 'trait', name: 'note', class: 'sensitive' }]), ['sensitive', 'personal', 'personal'])
  assert.deepEqual(classes('name', [{ place: 'property', name: 'name', class: 'sensitive' }]), ['personal', 'sensitive', 'sensitive'])
  assert.deepEqual(classes('name', [{ place: 'trait', name: 'name', class: 'sensitive' }]), ['sensitive', 'internal', 'personal'])
  assert.deepEqual(classes('token', [{ place: 'trait', name: 'token', class: 'secret' }]), ['secret', 'secret', 'personal'], 'a device keeps its own meaning')
  assert.deepEqual(classes('other', [{ place: 'trait', name: 'note', class: 'personal' }]), ['internal', 'internal', 'internal'])
})

test('what a personal trait leaves behind it still leaves behind, and without overrides nothing changes', () => {
  assert.equal(fieldRulesWith([{ place: 'trait', name: 'email', class: 'sensitive' }])('E-Mail')?.derives, 'email')
  assert.equal(fieldRulesWith([]), fieldRule)
})

test('a field may be protected more, and less only where its name alone made it personal', () => {
  const problem = (name: string, wanted: FieldClass, place: 'trait' | 'property' = 'property') => overrideProblem({ place, name, class: wanted })
  for (const [name, wanted] of [['note', 'personal'], ['note', 'public'], ['zip', 'internal'], ['username', 'public'], ['email', 'sensitive'], ['passport', 'payment'], ['password', 'secret'], ['zip', 'personal'], ['currency', 'internal']] as const) {
    assert.equal(problem(name, wanted), undefined, `${name} → ${wanted}`)
  }
  for (const [name, wanted] of [['email', 'internal'], ['phone', 'public'], ['passport', 'personal'], ['iban', 'internal'], ['password', 'payment'], ['cvc', 'internal'], ['birthday', 'internal']] as const) {
    assert.match(problem(name, wanted) ?? '', new RegExp(`"${name}" is`), `${name} → ${wanted}`)
  }
  assert.equal(problem('name', 'internal', 'property'), undefined)
  assert.match(problem('name', 'internal', 'trait')!, /personal by its name/)
})
