// Likely matches in a list without shared keys: how long, how much memory, and what the probabilities are worth against the
// truth of an invented list. First a list with itself, then copies against people who are known.
import { RecordTable, matchRecords, seededDraw, type Matches, type PairScope } from '@touchstone/identity'
import { inventList, judgeMatches, pairsOfOne, type InventedList, type Judgement } from '@touchstone/identity/testing'
import { progress, type Report } from '../report.ts'

const SEED = 1
const MB = 1e6
const SHOWN = [0.5, 0.8, 0.9, 0.95, 0.98, 0.99, 0.995]

export function matchingBench(report: Report, { records }: { records: number }): void {
  progress(`matching: inventing ${records} records`)
  const list = inventList(records, SEED)
  report.figure('records', records, 'records')
  duplicates(report, list)
  known(report, list)
}

function duplicates(report: Report, list: InventedList): void {
  const measured = measure(report, 'list', { within: true, across: false }, (table) => {
    for (const row of list.rows) table.addListed(row)
  })
  const isMatch = (a: number, b: number): boolean => list.person[a] === list.person[b]
  const judged = judgeMatches(measured, pairsOfOne(list.person), isMatch)
  tell(report, 'list', measured, judged)
  // What the model holds to be two people of one household.
  let [wrong, ofHousehold] = [0, 0]
  measured.a.forEach((a, i) => {
    const b = measured.b[i]!
    if (measured.probability[i]! < measured.recommended || isMatch(a, b)) return
    wrong++
    if (list.household[a] === list.household[b]) ofHousehold++
  })
  report.figure('list_wrong', wrong, 'pairs')
  report.figure('list_wrong_of_household', ofHousehold, 'pairs')
}

/** The copies are the list; everybody's first record is known. */
function known(report: Report, list: InventedList): void {
  const order = [...list.rows.keys()].sort((a, b) => Number(list.isCopy[b]) - Number(list.isCopy[a]) || a - b)
  const listed = list.isCopy.filter(Boolean).length
  const measured = measure(report, 'known', { within: false, across: true }, (table) => {
    order.forEach((row, i) => void (i < listed ? table.addListed(list.rows[row]!) : table.addKnown(list.rows[row]!)))
  })
  const person = (record: number): number => list.person[order[record]!]!
  const copies = new Map<number, number>()
  for (let a = 0; a < listed; a++) copies.set(person(a), (copies.get(person(a)) ?? 0) + 1)
  let truth = 0
  for (let b = listed; b < order.length; b++) truth += copies.get(person(b)) ?? 0
  tell(report, 'known', measured, judgeMatches(measured, truth, (a, b) => person(a) === person(b)))
}

function measure(report: Report, name: string, scope: PairScope, fill: (table: RecordTable) => void): Matches {
  const began = performance.now()
  const used = process.cpuUsage()
  const before = process.memoryUsage.rss()
  const table = new RecordTable()
  fill(table)
  const filled = performance.now()
  let most = 0
  const matches = matchRecords(table, { ...scope, draw: seededDraw(SEED), onProgress: () => (most = Math.max(most, process.memoryUsage.rss())) })
  const ended = performance.now()
  const { user, system } = process.cpuUsage(used)
  most = Math.max(most, process.memoryUsage.rss())
  report.figure(`${name}_cpu`, (user + system) / 1e6, 's')
  report.figure(`${name}_time`, (ended - began) / 1_000, 's', { target: '<= 60' })
  report.figure(`${name}_read`, (filled - began) / 1_000, 's')
  report.figure(`${name}_memory`, (most - before) / MB, 'MB')
  report.figure(`${name}_compared`, matches.compared, 'pairs')
  return matches
}

function tell(report: Report, name: string, matches: Matches, { truth, found, at, calibrationError }: Judgement): void {
  report.figure(`${name}_truth`, truth, 'pairs')
  report.figure(`${name}_expected`, matches.expected, 'pairs')
  report.figure(`${name}_found`, found, 'of truth')
  report.figure(`${name}_calibration_error`, calibrationError, 'probability')
  report.figure(`${name}_recommended`, matches.recommended, 'probability')
  for (const [i, { threshold, precision, recall }] of at.entries()) {
    if (!SHOWN.includes(threshold) && threshold !== matches.recommended) continue
    const expected = matches.thresholds[i]!
    report.figure(`${name}_${threshold}_precision`, precision, 'share', threshold === matches.recommended ? { target: '>= 0.99' } : {})
    report.figure(`${name}_${threshold}_precision_expected`, expected.precision, 'share')
    report.figure(`${name}_${threshold}_recall`, recall, 'share')
    report.figure(`${name}_${threshold}_recall_expected`, expected.recall, 'share')
  }
}
