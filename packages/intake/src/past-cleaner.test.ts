// A fact of before looks as it would have, had its field had the class when it came.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { comparableName, fieldRulesWith, type FieldOverride } from '@touchstone/vocabulary'
import fc from 'fast-check'
import { PastCleaner } from './past-cleaner.ts'
import { testIntake } from './testing.ts'

const texts = (over: Partial<Record<'traits' | 'properties' | 'context', unknown>>) => ({ traits: JSON.stringify(over.traits ?? {}), properties: JSON.stringify(over.properties ?? {}), context: JSON.stringify(over.context ?? {}) })

test('values leave at any depth and under any spelling, with their paths; what is beside them stays to the byte', () => {
  const cleaner = new PastCleaner({ place: 'property', name: 'note', class: 'personal' })
  const cleaned = cleaner.clean('track', texts({ properties: { a: 1e300, 'No-te': 'x', list: [{ note: 'y', b: [null, 1.5] }], note: true }, context: { page: { NOTE: 7 } }, traits: { note: 'a trait', prefs: { note: 'z' } } }))
  assert.deepEqual(cleaned, {
    ...texts({ properties: { a: 1e300, list: [{ b: [null, 1.5] }], note: true }, context: { page: {} }, traits: { note: 'a trait', prefs: {} } }),
    personal: { 'properties.No-te': 'x', 'properties.list.0.note': 'y', 'context.page.NOTE': 7, 'traits.prefs.note': 'z' },
  })
  assert.equal(cleaner.clean('track', texts({ properties: { notes: 'x', email: { y: '[email]' } } })), undefined)
})

test('a trait, a payment field, a secret', () => {
  assert.deepEqual(new PastCleaner({ place: 'trait', name: 'club', class: 'sensitive' }).clean('identify', texts({ traits: { Club: 'A', inner: { club: 'B' } }, properties: { club: 'C' } })), {
    ...texts({ traits: { inner: { club: 'B' } }, properties: { club: 'C' } }), personal: { 'traits.Club': 'A' },
  })
  assert.deepEqual(new PastCleaner({ place: 'property', name: 'ref', class: 'payment' }).clean('track', texts({ properties: { ref: 4111111111111111 } }))!.personal, { 'properties.ref': '[card ****1111]' })
  assert.deepEqual(new PastCleaner({ place: 'property', name: 'door', class: 'secret' }).clean('track', texts({ properties: { door: '1234' } })), { ...texts({ properties: { door: '[secret]' } }), personal: undefined })
})

// Of what was personal within the field already, only the rest leaves now: its own path keeps it.
test('what comes of a generated fact is what intake makes of it with the class from the beginning, and once is enough', async () => {
  const name = fc.constantFrom('note', 'No_te', 'other', 'x.y')
  const { value } = fc.letrec((tie) => ({ value: fc.oneof({ depthSize: 'small' }, fc.string({ maxLength: 5 }), fc.integer(), fc.boolean(), fc.constant(null), fc.array(tie('value'), { maxLength: 2 }), fc.dictionary(name, tie('value'), { maxKeys: 3 })) }))
  await fc.assert(
    fc.asyncProperty(fc.dictionary(name, value, { maxKeys: 3 }), fc.constantFrom<FieldOverride['class']>('personal', 'payment', 'secret'), async (properties, given) => {
      const override: FieldOverride = { place: 'property', name: 'note', class: given }
      const [before, from] = [testIntake(), testIntake()]
      from.intake.useFieldRules(fieldRulesWith([override]))
      const call = { kind: 'track' as const, source: 's', body: { event: 'E', userId: 'u', messageId: 'm', properties }, receivedAt: 1 }
      for (const { intake } of [before, from]) assert.ok((await intake.accept(call)).ok)
      const [old, wanted] = [before.log.facts()[0]!, from.log.facts()[0]!]
      const cleaner = new PastCleaner(override)
      const cleaned = cleaner.clean('track', old)
      assert.equal((cleaned ?? old).properties, wanted.properties)
      const values = { ...(await before.personal(old)), ...cleaned?.personal }
      for (const [path, one] of Object.entries(await from.personal(wanted))) if (comparableName(path.split('.').at(-1)!) === 'note') assert.deepEqual(values[path], one)
      if (cleaned !== undefined) assert.equal(cleaner.clean('track', cleaned), undefined)
    }),
    { numRuns: 200 },
  )
})
