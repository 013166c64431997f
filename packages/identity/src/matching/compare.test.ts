import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { Comparer, compareDates } from './compare.ts'
import { Birth, Email, FIELDS, Family, Given, MISSING, Phone, Postcode, levelOf, wordsOf, type Field } from './fields.ts'
import { RecordTable, type MatchInput } from './record-table.ts'
import { inventList } from './testing/index.ts'

function levels(a: MatchInput, b: MatchInput): Record<Field, number> {
  const table = new RecordTable()
  const [one, other] = [table.addListed(a), table.addListed(b)]
  const comparer = new Comparer(table)
  const pattern = comparer.pattern(one, other)
  assert.equal(pattern, comparer.pattern(other, one))
  return Object.fromEntries(FIELDS.map((field, at) => [field, levelOf(pattern, at)])) as Record<Field, number>
}

test('given names: the same, short forms, initials, parts, mistakes', () => {
  const given = (a: string, b: string): number => levels({ given: a, family: 'X' }, { given: b, family: 'X' }).given
  assert.equal(given('Anna', 'ANNA'), Given.SAME)
  for (const [a, b] of [['Elizabeth', 'Liz'], ['Bob', 'Robert'], ['Hans', 'Johannes'], ['A.', 'Anna'], ['Anna', 'Anna-Maria']] as const) assert.equal(given(a, b), Given.SHORT, `${a} ${b}`)
  for (const [a, b] of [['Katharina', 'Katarina'], ['Michael', 'Micheal']] as const) assert.equal(given(a, b), Given.CLOSE, `${a} ${b}`)
  for (const [a, b] of [['Anna', 'Peter'], ['B.', 'Anna'], ['Peter', 'Pierre']] as const) assert.equal(given(a, b), Given.DIFFERENT, `${a} ${b}`)
  assert.equal(given('', 'Anna'), MISSING)
})

test('family names: spelling, mistakes, double names', () => {
  const family = (a: string, b: string): number => levels({ given: 'A', family: a }, { given: 'A', family: b }).family
  assert.equal(family('Müller', 'Mueller'), Family.SAME)
  assert.equal(family('Schmidt', 'Schmitt'), Family.CLOSE)
  assert.equal(family('Muster', 'Muster-Meier'), Family.PART)
  assert.equal(family('Leyen', 'von der Leyen'), Family.PART)
  assert.equal(family('Muster', 'Schulz'), Family.DIFFERENT)
})

test('swapped names are said once, also with a mistake in one of them', () => {
  for (const [a, b] of [[{ given: 'Anna', family: 'Muster' }, { given: 'Muster', family: 'Anna' }], [{ given: 'Katharina', family: 'Muster' }, { given: 'Muster', family: 'Katarina' }]] as const) {
    const found = levels(a, b)
    assert.deepEqual([found.given, found.family], [Given.SWAPPED, MISSING])
  }
  assert.equal(levels({ given: 'Peter', family: 'Martin' }, { given: 'Peter', family: 'Peter' }).given, Given.SAME)
})

test('dates: one digit, neighbours swapped, day and month swapped', () => {
  const cases = [[19_900_517, 19_900_517, Birth.SAME], [19_900_304, 19_900_403, Birth.SWAPPED], [19_900_517, 19_900_518, Birth.DIGIT], [19_900_517, 19_900_571, Birth.DIGIT], [19_900_517, 19_090_517, Birth.DIGIT], [19_900_517, 19_120_517, Birth.NEAR], [19_900_517, 19_850_712, Birth.DIFFERENT]] as const
  for (const [a, b, level] of cases) assert.equal(compareDates(a, b), level, `${a} ${b}`)
  const date = fc.tuple(fc.integer({ min: 1880, max: 2100 }), fc.integer({ min: 1, max: 12 }), fc.integer({ min: 1, max: 28 })).map(([y, m, d]) => y * 10_000 + m * 100 + d)
  fc.assert(fc.property(date, date, (a, b) => {
    assert.equal(compareDates(a, b), compareDates(b, a))
    const differing = [...String(a)].filter((digit, i) => digit !== String(b)[i]).length
    if (differing === 1) assert.equal(compareDates(a, b), Birth.DIGIT)
    if (differing > 4) assert.ok(compareDates(a, b) <= Birth.NEAR)
  }))
})

test('postcodes, phones and addresses', () => {
  const level = (field: 'postcode' | 'phone' | 'email', a: string, b: string): number => levels({ [field]: a }, { [field]: b })[field]
  assert.deepEqual([level('postcode', '10115', 'D-10115'), level('postcode', '10115', '10151'), level('postcode', '10115', '10999'), level('postcode', '10115', '80331')], [Postcode.SAME, Postcode.DIGIT, Postcode.AREA, Postcode.DIFFERENT])
  assert.deepEqual([level('phone', '0151 23456789', '+49 151 23456789'), level('phone', '0151 23456789', '0151 23456788'), level('phone', '0151 23456789', '0151 11156781')], [Phone.SAME, Phone.DIGIT, Phone.DIFFERENT])
  assert.deepEqual([level('email', 'a@b.c', 'A@B.C'), level('email', 'anna12@b.c', 'anna12@d.e'), level('email', 'anna@b.c', 'ana@b.c')], [Email.SAME, Email.USER, Email.CLOSE])
  // Namesakes have these in common as well.
  assert.equal(level('email', 'anna.schmidt@b.c', 'anna.schmidt@d.e'), MISSING)
  assert.equal(level('email', 'anna12@b.c', 'anna13@b.c'), Email.DIFFERENT)
})

test('what is remembered of two texts is what they have to do with each other', () => {
  const { rows } = inventList(150, 3)
  const table = new RecordTable()
  for (const row of rows) table.addListed(row)
  const comparer = new Comparer(table)
  const first: number[] = []
  for (let a = 0; a < rows.length; a++) for (let b = 0; b < a; b++) first.push(comparer.pattern(a, b))
  let at = 0
  for (let a = 0; a < rows.length; a++) for (let b = 0; b < a; b++) assert.equal(comparer.pattern(b, a), first[at++])
  for (const pattern of new Set(first)) FIELDS.forEach((_, number) => assert.equal(typeof wordsOf(number, levelOf(pattern, number)), 'string'))
})
