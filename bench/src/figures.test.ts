import assert from 'node:assert/strict'
import { test } from 'node:test'
import { tablesOf } from './benches/profile.ts'
import { Tally } from './load/tally.ts'
import { rankOf, spreadOf } from './percentile.ts'
import { readMetrics } from './server/metrics-text.ts'
import { readUse } from './server/process-use.ts'

test('percentiles are values that occurred, by nearest rank', () => {
  const spread = spreadOf(Array.from({ length: 200 }, (_, i) => 200 - i))
  assert.deepEqual(spread, { count: 200, p50: 100, p99: 198, max: 200 })
  assert.equal(spreadOf([5]).p99, 5)
  assert.ok(Number.isNaN(spreadOf([]).p50))
  assert.deepEqual([0.98, 0.5, 0].map((share) => rankOf([3, 1, 2, ...Array.from({ length: 97 }, () => 4)], share)), [4, 4, 1])
  assert.equal(rankOf([...Array.from({ length: 98 }, () => 1), 9, 9], 0.98), 1)
})

test('metrics without labels are read, the others left out', () => {
  const metrics = readMetrics('# HELP a b\n# TYPE a gauge\na 5\nb{segment="x"} 7\nc 1.5e3 1700000000000\n\n')
  assert.deepEqual([...metrics], [['a', 5], ['c', 1500]])
})

test('a tally counts acknowledgements by arrival and latencies by intent', () => {
  const tally = new Tally()
  const early = performance.now() - 50
  tally.answer('200', 100, early)
  tally.begin()
  tally.answer('200', 100, early)
  tally.answer('503', 100, performance.now())
  const intended = performance.now()
  tally.end()
  tally.answer('200', 100, intended)
  tally.answer('200', 100, performance.now() + 1000)
  assert.equal(tally.acknowledged, 100)
  assert.equal(tally.acknowledgedInAll, 400)
  assert.equal(tally.latencies.length, 1)
  assert.deepEqual([...tally.others], [['503', 1]])
})

test('a request that never went counts with the time it waited', () => {
  const tally = new Tally()
  tally.begin()
  const intended = performance.now()
  tally.end()
  tally.unsent(intended)
  assert.equal(tally.latencies.length, 1)
  assert.equal(tally.others.get('unsent'), 1)
})

test('the use of this very process is found in /proc', { skip: process.platform === 'linux' ? false : 'only Linux has /proc' }, () => {
  for (const began = performance.now(); performance.now() - began < 30; );
  const use = readUse(process.pid, 0)
  assert.ok(use !== undefined && use.parts.server.rssBytes > 10e6)
  assert.ok(use.parts.server.cpu > 0 && use.parts.warehouse.cpu === 0)
  assert.ok(use.threads.has(process.pid))
})

test('a profile counts the samples of the window only, idle time apart', () => {
  const frame = (functionName: string, url = '') => ({ functionName, url, lineNumber: 9 })
  const profile = {
    nodes: [{ id: 1, callFrame: frame('(idle)') }, { id: 2, callFrame: frame('work', 'file:///p/src/log/a.ts'), children: [3] }, { id: 3, callFrame: frame('fdatasync') }],
    startTime: 1000,
    samples: [2, 2, 1, 3, 2],
    timeDeltas: [100, 300, 400, 100, 5000],
  }
  const lines = tablesOf('T', profile, { from: 1200, to: 2000, events: 10 }).split('\n')
  assert.equal(lines[0], 'T: 40.0 µs/event, idle 50 % of the time')
  assert.deepEqual(lines.slice(2, 4), ['    30.00 µs/event  75.0 %  work src/log/a.ts:10', '    10.00 µs/event  25.0 %  fdatasync'])
  assert.deepEqual(lines.slice(5), ['    40.00 µs/event 100.0 %  work src/log/a.ts:10'])
})
