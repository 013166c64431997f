import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Result } from '@touchstone/base'
import fc from 'fast-check'
import { codeOf, operationsRig } from '../testing/operations-rig.ts'
import { LineageGraph, nodeId } from './graph.ts'
import type { Definition, DefinedReads } from './model.ts'

/** Counts by hour are kept for 92 days from now: this is long to come. */
const T = 4_000_000_000_000

const value = (result: Result<any>) => (assert.ok(result.ok, JSON.stringify(result)), result.value)
const reads = (text: string, over: Partial<DefinedReads>): DefinedReads => ({ text, events: [], traits: [], computed: [], ...over })
const segment = (id: string, parts: DefinedReads[], uses: string[] = [], size = 0): Definition => ({ kind: 'segment', id, name: `Segment ${id}`, size, versions: [{ version: 1, parts, uses }] })

const DEFINITIONS: Definition[] = [
  segment('sg_a', [reads('sum("Order Completed".revenue) > 1', { events: [{ event: 'Order Completed', properties: ['revenue', 'cart.total'] }] }), reads('plan = "pro"', { traits: ['plan'] })], [], 7),
  segment('sg_b', [reads('did "Never Sent"', { events: [{ event: 'Never Sent', properties: [] }] })], ['sg_a', 'sg_gone']),
  segment('sg_c', [reads('lifetime_value > 1', { computed: ['lifetime_value'] })]),
  { kind: 'computed', id: 'ct_1', name: 'lifetime_value', size: null, versions: [{ version: 2, parts: [reads('sum("Order Completed".revenue)', { events: [{ event: 'Order Completed', properties: ['revenue'] }] })], uses: [] }] },
]

test('lineage walks from what sources sent to segments and back, with what was counted on the way', async (t) => {
  const { call } = await operationsRig(t, ({ machine }) => {
    const order = (at: number, source: string, properties: Record<string, unknown>) => machine.fact(T + at, { identifiers: ['user_id:u'], event: 'Order Completed', properties, source })
    order(1, 'shop', { revenue: 1, cart: { total: 5 } })
    order(2, 'shop', { revenue: 2 })
    order(3, 'till', { coupon: 'x' })
    machine.fact(T + 4, { identifiers: ['user_id:u'], traits: { plan: 'pro', email: null }, source: 'crm' })
    machine.fact(T + 5, { identifiers: ['user_id:u'], event: 'Seen', source: 'test' })
  }, true, undefined, [], DEFINITIONS)
  const lineage = async (input: Record<string, unknown>) => {
    const { nodes, edges, isCut } = value(await call('get-lineage', input))
    return { nodes: nodes.map((one: any) => one.id).sort(), edges, isCut }
  }
  const conditionA = 'condition:sg_a/1/1'

  const up = await lineage({ node: 'property:Order%20Completed/revenue', direction: 'up' })
  assert.deepEqual(up.nodes, ['event:Order%20Completed', 'property:Order%20Completed/revenue', 'source:shop'], 'the till never sent a revenue')
  assert.deepEqual(up.edges.find((one: any) => one.kind === 'gives'), { from: 'source:shop', to: 'property:Order%20Completed/revenue', kind: 'gives', facts: 2, last: T + 2 })

  const down = await lineage({ node: 'property:Order%20Completed/revenue', direction: 'down' })
  assert.deepEqual(down.nodes, ['computed:lifetime_value', conditionA, 'condition:sg_c/1/1', 'property:Order%20Completed/revenue', 'segment:sg_a', 'segment:sg_b', 'segment:sg_c'])
  assert.deepEqual(new Set(down.edges.map((one: any) => one.kind)), new Set(['reads', 'part-of', 'uses']))

  const source = await lineage({ node: 'source:crm', direction: 'down' })
  assert.deepEqual(source.nodes, ['condition:sg_a/1/2', 'segment:sg_a', 'segment:sg_b', 'source:crm', 'trait:email', 'trait:email_domain', 'trait:has_email', 'trait:plan'])

  const segmentUp = value(await call('get-lineage', { node: 'segment:sg_b', direction: 'up' }))
  const ids = new Set(segmentUp.nodes.map((one: any) => one.id))
  for (const one of ['source:shop', 'source:till', 'source:crm', 'event:Order%20Completed', 'trait:plan', 'segment:sg_a', 'event:Never%20Sent']) assert.ok(ids.has(one), one)
  assert.ok(!ids.has('source:test') && !ids.has('segment:sg_gone') && !ids.has('property:Order%20Completed/coupon'))
  assert.deepEqual(segmentUp.nodes.filter((one: any) => !one.isKnown).map((one: any) => one.id), ['event:Never%20Sent'])
  assert.deepEqual(segmentUp.nodes.find((one: any) => one.id === 'segment:sg_a'), { id: 'segment:sg_a', kind: 'segment', name: 'Segment sg_a', event: null, class: null, version: 1, size: 7, isKnown: true })

  const whole = value(await call('get-lineage', {}))
  assert.equal(whole.isCut, false)
  assert.deepEqual(whole.nodes.filter((one: any) => one.kind === 'source').map((one: any) => [one.id, one.name]).sort(), [['source:crm', 'crm'], ['source:shop', 'shop'], ['source:test', 'The test'], ['source:till', 'till']])
  assert.deepEqual([whole.through, whole.isComplete], [5, true])
  const cut = value(await call('get-lineage', { node: 'source:shop', direction: 'down', limit: '3' }))
  assert.deepEqual([cut.nodes.length, cut.isCut], [3, true])
  assert.equal(codeOf(await call('get-lineage', { node: 'trait:nobody' })), 'profiles.unknown-node')

  const impact = async (input: Record<string, unknown>) => value(await call('preview-impact', input))
  const archive = await impact({ change: 'archive-segment', node: 'segment:sg_a' })
  assert.match(archive.refusal, /part of "Segment sg_b": change or archive that one first/)
  assert.deepEqual(archive.affected.map((one: any) => one.node.id), ['segment:sg_b'])
  assert.match(archive.findings[0], /^7 members would leave/)
  assert.equal((await impact({ change: 'archive-segment', node: 'segment:sg_b' })).refusal, null)

  const revoke = await impact({ change: 'revoke-source', node: 'source:shop' })
  assert.deepEqual(revoke.affected.map((one: any) => [one.node.id, one.share]).sort(), [['computed:lifetime_value', 1], [conditionA, 1], ['condition:sg_c/1/1', 1], ['segment:sg_a', 1], ['segment:sg_b', 1], ['segment:sg_c', 1]])
  const till = await impact({ change: 'revoke-source', node: 'source:till' })
  assert.equal(till.affected.find((one: any) => one.node.id === conditionA).share, 1 / 3)
  assert.match(till.findings[0], /1 fact with an event in the last 30 days, of 1 event;/)
  assert.match((await impact({ change: 'revoke-source', node: 'source:crm' })).findings[1], /Nobody else sends "plan", "email"|Nobody else sends "email", "plan"/)
  assert.deepEqual((await impact({ change: 'revoke-source', node: 'source:test' })).findings.at(-1), 'No segment would notice')

  const reclass = await impact({ change: 'reclass-field', node: 'trait:plan', class: 'sensitive' })
  assert.deepEqual(reclass.affected.map((one: any) => one.node.id), ['condition:sg_a/1/2', 'segment:sg_a', 'segment:sg_b'])
  assert.deepEqual(reclass.affected[1].via, ['trait:plan', 'condition:sg_a/1/2'])
  assert.match(reclass.findings.join('. '), /1 fact hold a readable value.*would be sealed.*2 segments look at it: "Segment sg_a", "Segment sg_b"/)
  assert.match((await impact({ change: 'reclass-field', node: 'trait:email', class: 'internal' })).refusal, /personal by its name/)
  assert.equal(codeOf(await call('preview-impact', { change: 'reclass-field', node: 'trait:plan' })), 'profiles.invalid-change')
  assert.equal(codeOf(await call('preview-impact', { change: 'archive-segment', node: 'trait:plan' })), 'profiles.invalid-change')
})

test('a walk reaches what the edges lead to, the nearest first, and nothing else', () => {
  const names = fc.constantFrom('1', '2', '3', '4', '5', '6')
  const definitions = fc.uniqueArray(fc.record({ id: names, traits: fc.subarray(['a', 'b']), uses: fc.uniqueArray(names, { maxLength: 3 }) }), { selector: ({ id }) => id, maxLength: 6 })
  fc.assert(
    fc.property(definitions, fc.integer({ min: 1, max: 30 }), (given, most) => {
      const graph = new LineageGraph({ sources: [], events: [], fields: [], flows: [], definitions: given.map(({ id, traits, uses }) => segment(id, [reads(`of ${id}`, { traits })], uses.filter((one) => one !== id))) })
      for (const start of graph.nodes) {
        for (const direction of ['up', 'down'] as const) {
          const distance = new Map([[start.id, 0]])
          for (let isGrowing = true; isGrowing; ) {
            isGrowing = false
            for (const { from, to } of graph.edges) {
              const [here, there] = direction === 'down' ? [from, to] : [to, from]
              const next = (distance.get(here) ?? Infinity) + 1
              if (next < (distance.get(there) ?? Infinity)) {
                distance.set(there, next)
                isGrowing = true
              }
            }
          }
          const walked = graph.walk([start.id], direction, most)
          assert.equal(walked.isCut, distance.size > most)
          assert.equal(walked.nodes.length, Math.min(most, distance.size))
          const depths = walked.nodes.map(({ id }) => distance.get(id)!)
          assert.deepEqual(depths, depths.toSorted((a, b) => a - b))
          const farthest = Math.max(...depths)
          assert.ok([...distance].every(([id, depth]) => depth >= farthest || walked.nodes.some((one) => one.id === id)), 'nothing nearer is left out')
          if (!walked.isCut) assert.equal(walked.edges.length, graph.edges.filter(({ from, to }) => distance.has(direction === 'down' ? from : to)).length)
        }
      }
    }),
    { numRuns: 200 },
  )
})

test('names are kept apart whatever they hold', () => {
  const ids = [nodeId('property', 'a/b', 'c'), nodeId('property', 'a', 'b/c'), nodeId('property', 'a%2Fb', 'c'), nodeId('event', 'a'), nodeId('trait', 'a'), nodeId('trait', '\ud800')]
  assert.equal(new Set(ids).size, ids.length)
})
