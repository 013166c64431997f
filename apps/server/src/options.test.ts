import assert from 'node:assert/strict'
import { readFileSync, writeFileSync } from 'node:fs'
import { test } from 'node:test'
import { optionsAsMarkdown, readOptions } from '@touchstone/base'
import { OPTIONS } from './options.ts'

const PAGE = new URL('../../../docs/configuration.md', import.meta.url)

const TEXT = `# Configuration

A flag beats the environment variable, which beats the default. Sizes are written as \`20GB\` or \`512MiB\`.
\`npm start -- --port 9000\` passes a flag; keys without a flag are secrets, and arguments are visible to every user of a machine.

${optionsAsMarkdown(OPTIONS)}

This page is written from \`apps/server/src/options.ts\`; a test compares them. After changing the table, run
\`TOUCHSTONE_WRITE_PAGES=1 npm test -- apps/server/src/options\`.
`

test('docs/configuration.md says what the table says', () => {
  if (process.env.TOUCHSTONE_WRITE_PAGES === '1') writeFileSync(PAGE, TEXT)
  assert.equal(readFileSync(PAGE, 'utf8'), TEXT)
})

test('the names and defaults that automation relies on', () => {
  const read = readOptions(OPTIONS, {}, [])
  assert.ok(read.ok)
  assert.deepEqual(read.value, {
    port: 8080, host: '127.0.0.1', data: '.touchstone', demo: false, writeKey: undefined, adminToken: undefined, clickhouseUrl: undefined,
    databaseUrl: undefined, locationFile: undefined, keepNetworks: true, logMaxBytes: 20_000_000_000, peopleCacheBytes: 512_000_000, warehouseMemoryBytes: 2_000_000_000,
  })
  const names = Object.values(OPTIONS).map(({ env }) => env)
  for (const name of ['PORT', 'TOUCHSTONE_DATA', 'TOUCHSTONE_WRITE_KEY', 'TOUCHSTONE_ADMIN_TOKEN', 'CLICKHOUSE_URL', 'DATABASE_URL']) assert.ok(names.includes(name as never), name)
})

test('credentials never come from arguments', () => {
  for (const flag of ['--write-key=a', '--admin-token=a', '--database-url=postgres://a:b@c/d']) {
    const read = readOptions(OPTIONS, {}, [flag])
    assert.ok(!read.ok)
    assert.equal(read.failure.code, 'base.bad_option')
  }
})
