import assert from 'node:assert/strict'
import { test } from 'node:test'
import { FIELDS, RecordTable, levelOf, matchRecords, seededDraw, wordsOf, type Matches } from './index.ts'
import { inventList, judgeMatches, pairsOfOne, type InventedList } from './testing/index.ts'

function matched(list: InventedList): Matches {
  const table = new RecordTable()
  for (const row of list.rows) table.addListed(row)
  return matchRecords(table, { within: true, across: false, draw: seededDraw(1) })
}

test('a generated list: what is proposed is right, little is missed, and both are known beforehand', () => {
  const list = inventList(2_000, 2)
  const matches = matched(list)
  const truth = pairsOfOne(list.person)
  const judged = judgeMatches(matches, truth, (a, b) => list.person[a] === list.person[b])
  const at = judged.at.find(({ threshold }) => threshold === matches.recommended)!
  assert.ok(at.precision >= 0.99, `precision ${at.precision} at ${matches.recommended}`)
  assert.ok(at.recall >= 0.85, `recall ${at.recall}`)
  assert.ok(judged.found >= 0.97, `found ${judged.found}`)
  const believed = matches.thresholds.find(({ threshold }) => threshold === matches.recommended)!
  assert.ok(Math.abs(believed.precision - at.precision) < 0.01, `${believed.precision} and ${at.precision}`)
  assert.ok(Math.abs(believed.recall - at.recall) < 0.05, `${believed.recall} and ${at.recall}`)
  assert.ok(Math.abs(matches.expected / truth - 1) < 0.05, `${matches.expected} of ${truth} are expected`)
  assert.ok(judged.calibrationError < 0.05, `calibration error ${judged.calibrationError}`)
  // Groups hold pairs of one person, whatever the pairs would chain to.
  matches.group.forEach((group, i) => group > 0 && assert.ok(matches.probability[i]! >= matches.recommended))
})

test('the same list gives the same answer', () => {
  const [one, other] = [matched(inventList(250, 7)), matched(inventList(250, 7))]
  assert.deepEqual(one, other)
})

test('twins are not one person, and a family that moved away is still itself', () => {
  const list = inventList(800, 11)
  const table = new RecordTable()
  for (const row of list.rows) table.addListed(row)
  const family = { family: 'Quistorp', birth: '2011-03-04', postcode: '10115', phone: '030 7654321' }
  const [lena, paul] = [table.addListed({ given: 'Lena', ...family }), table.addListed({ given: 'Paul', ...family })]
  const moved = { family: 'Hagenstein', postcode: '80331', phone: '089 1234567', email: 'vera1951@post.example' }
  const before = table.addListed({ given: 'Vera', birth: '1951-06-07', ...moved })
  const after = table.addListed({ given: 'Vera', birth: '1951-06-07', ...moved, postcode: '20095', phone: '040 7777123' })
  const matches = matchRecords(table, { within: true, across: false, draw: seededDraw(1) })
  const of = (a: number, b: number): number => matches.probability[matches.a.findIndex((one, i) => one === a && matches.b[i] === b)] ?? 0
  assert.ok(of(lena, paul) < 0.5, `twins ${of(lena, paul)}`)
  assert.ok(of(before, after) > 0.99, `moved ${of(before, after)}`)
})

test('a list against people who are known, who are not compared with each other', () => {
  const list = inventList(1_500, 13)
  const table = new RecordTable()
  const order = [...list.rows.keys()].sort((a, b) => Number(list.isCopy[b]) - Number(list.isCopy[a]) || a - b)
  const listed = list.isCopy.filter(Boolean).length
  order.forEach((row, i) => void (i < listed ? table.addListed(list.rows[row]!) : table.addKnown(list.rows[row]!)))
  const matches = matchRecords(table, { within: false, across: true, draw: seededDraw(1) })
  matches.a.forEach((a, i) => assert.ok(a < listed && matches.b[i]! >= listed))
  const person = (record: number): number => list.person[order[record]!]!
  let truth = 0
  for (let a = 0; a < listed; a++) for (let b = listed; b < order.length; b++) truth += Number(person(a) === person(b))
  const judged = judgeMatches(matches, truth, (a, b) => person(a) === person(b))
  const at = judged.at.find(({ threshold }) => threshold === matches.recommended)!
  assert.ok(at.precision >= 0.99 && at.recall >= 0.8, `precision ${at.precision}, recall ${at.recall}`)
})

test('two rows, and a list of nothing but gaps, are no trouble', () => {
  const row = { given: 'Anna', family: 'Muster', birth: '1990-05-17', email: 'anna7@post.example' }
  const two = matched({ rows: [row, row] } as unknown as InventedList)
  assert.equal(two.a.length, 1)
  assert.deepEqual(FIELDS.map((_, at) => wordsOf(at, levelOf(two.pattern[0]!, at))).slice(0, 3), ['same given name', 'same family name', 'same date of birth'])
  const none = matched({ rows: [{}, {}, {}] } as unknown as InventedList)
  assert.deepEqual([none.a.length, none.compared, none.expected], [0, 0, 0])
})

test('where there are more pairs than are held, it says so', () => {
  const table = new RecordTable()
  for (const row of inventList(300, 1).rows) table.addListed(row)
  const matches = matchRecords(table, { within: true, across: false, draw: seededDraw(1), mostPairs: 50 })
  assert.deepEqual([matches.isCut, matches.compared], [true, 50])
})
