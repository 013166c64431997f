// The types of a plan are compiled by the project's own compiler: they let through what the plan lets through, and nothing else.
import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { compilePlan } from './compile-plan.ts'
import { planTypes } from './plan-types.ts'
import { planShape } from './plan.ts'

const compiler = fileURLToPath(new URL('../../../../node_modules/typescript/bin/tsc', import.meta.url))

const plan = planShape.parse({
  unplannedFields: 'block', unplannedEvents: 'block',
  events: [
    { event: 'Order Completed', description: 'Paid */ not placed\nsecond line', fields: [
      { field: 'revenue', type: 'number', required: true }, { field: 'currency', type: 'text', values: ['EUR', 'CHF'] }, { field: 'products.[].sku', type: 'text', required: true, pattern: '[A-Z]+' },
      { field: 'products.[].tags.[]', type: 'text' }, { field: 'gift', type: 'boolean' }, { field: 'address.zip-code', type: 'text', required: true }, { field: 'at', type: 'date' }, { field: 'items', type: 'whole' },
    ] },
    { event: 'order completed', fields: [] }, { event: '1st "visit"', fields: [{ field: 'any', type: 'object' }] }, { event: '訪問', fields: [{ field: 'list', type: 'list' }] },
  ],
  traits: [{ field: 'plan', type: 'text', values: ['free', 'gold'] }],
})

/** What may be sent, and what may not; each is compiled by itself. */
const GOOD = [
  `track('Order Completed', { revenue: 1 })`,
  `track('Order Completed', { revenue: 1, currency: 'EUR', products: [{ sku: 'A', tags: ['x'] }], gift: null, address: { 'zip-code': '1' }, at: '2026-01-01', items: 2 })`,
  `track('order completed', {})`,
  `track('1st "visit"', { any: { x: 1 } })`,
  `track('訪問', { list: [1, 'x'] })`,
]
const BAD = [
  `track('Order Completed', {})`,
  `track('Order Completed', { revenue: '1' })`,
  `track('Order Completed', { revenue: 1, currency: 'USD' })`,
  `track('Order Completed', { revenue: 1, products: [{}] })`,
  `track('Order Completed', { revenue: 1, address: {} })`,
  `track('Order Completed', { revenue: 1, other: 1 })`,
  `track('Order Placed', {})`,
  `track('order completed', { x: 1 })`,
]

test('generated types compile, and refuse what the plan refuses', (t) => {
  const directory = mkdtempSync(join(tmpdir(), 'touchstone-types-'))
  t.after(() => rmSync(directory, { recursive: true, force: true }))
  writeFileSync(join(directory, 'plan.ts'), planTypes({ source: 'Web */ shop\n', version: 3, plan }))
  const lines = [`import type { Track, Traits } from './plan.ts'`, 'declare const track: Track', `export const traits: Traits = { plan: 'gold' }`]
  writeFileSync(join(directory, 'use.ts'), [...lines, ...GOOD, ...BAD.map((line) => `// @ts-expect-error\n${line}`)].join('\n'))
  const run = spawnSync(process.execPath, [compiler, '--ignoreConfig', '--noEmit', '--strict', '--allowImportingTsExtensions', '--module', 'nodenext', '--target', 'es2024', '--types', '', join(directory, 'use.ts')], { encoding: 'utf8' })
  assert.equal(run.stdout + run.stderr, '')
  assert.equal(run.status, 0)
})

test('the plan itself says the same of the same calls', () => {
  const compiled = compilePlan(plan, 3)
  const track = (event: string, properties: Record<string, unknown>) => compiled.check('track', event, properties, {})
  for (const line of GOOD) assert.equal(new Function('track', `return ${line}`)(track), undefined, line)
  for (const line of BAD) assert.ok(new Function('track', `return ${line}`)(track)?.length > 0, line)
})

test('what is open in the plan is open in the types', () => {
  const text = planTypes({ source: 's', version: 1, plan: planShape.parse({ events: [{ event: 'A', fields: [] }], unplannedEvents: 'allow' }) })
  assert.match(text, /\[other: string\]: unknown/)
  assert.match(text, /\[other: string\]: object/)
  assert.ok(!text.includes('Traits'))
})
