// `npm test`: the laws of the repository, the types, then every test under three time zones. Runs in Node 24.
//
//   npm test                       everything
//   npm test -- packages/stream    only test files whose path contains one of the arguments (no laws, no types)
//   npm run long                   *.long.ts: what takes minutes
//   npm run long -- agreement --minutes 60, or --seed 7
//                                  generated tests: an hour for each file (10 minutes unless given); or, with the seed that
//                                  a failure told, that round only
import { spawnSync } from 'node:child_process'
import { globSync } from 'node:fs'
import { ROOT } from './platform.mjs'
import { runTests } from './run-tests.mjs'

const FILE_TIMEOUT = 180_000
const LONG_TIMEOUT = 30 * 60_000
/** What generated tests of `npm run long` may be told, and the variable they read it from. */
const SETTINGS = { '--minutes': 'TOUCHSTONE_MINUTES', '--seed': 'TOUCHSTONE_SEED' }
/** Node's own world, the console's (with a DOM), and tests that speak of both. `npm run typecheck` checks the same. */
const TYPED = ['tsconfig.json', 'apps/console/tsconfig.json', 'e2e/browser/tsconfig.json']
const PLACES = '{packages,apps,tools,bench,e2e,simulator,sdks}'

const long = process.argv.includes('--long')
const filters = takeSettings(process.argv.slice(2).filter((argument) => argument !== '--long'))

process.chdir(ROOT)
process.exitCode = await main()

async function main() {
  const whole = filters.length === 0 && !long
  const checks = whole ? [check('tidy', ['tools/tidy/src/main.ts']), ...TYPED.map((config) => check(`types of ${config}`, ['node_modules/typescript/bin/tsc', '-p', config]))] : []
  const files = testFiles()
  if (files.length === 0) {
    console.error(`No test file matches ${filters.join(', ') || (long ? '*.long.ts' : '*.test.ts')}.`)
    return 1
  }
  const failed = await runTests(files, { zones: long ? [] : undefined, timeout: long ? LONG_TIMEOUT + 60_000 * Number(process.env.TOUCHSTONE_MINUTES ?? 0) : FILE_TIMEOUT })
  const broken = checks.filter((one) => !one.ok)
  for (const one of broken) console.error(`\n✖ ${one.name} failed; its findings are at the top.`)
  return failed === 0 && broken.length === 0 ? 0 : 1
}

/** Hands the settings on to the tests; what is left says which files. */
function takeSettings(words) {
  const left = []
  for (let at = 0; at < words.length; at++) {
    const [name, given] = words[at].split('=')
    const variable = SETTINGS[name]
    if (variable === undefined) {
      if (!words[at].startsWith('--')) left.push(words[at])
      continue
    }
    const value = given ?? words[++at]
    if (!(Number(value) >= 0)) throw new Error(`${name}: expected a number, found ${value ?? 'nothing'}`)
    process.env[variable] = value
  }
  return left
}

function check(name, script) {
  const began = performance.now()
  const { status } = spawnSync(process.execPath, script, { stdio: 'inherit' })
  console.log(`${status === 0 ? '✔' : '✖'} ${name} (${Math.round(performance.now() - began)} ms)`)
  return { name, ok: status === 0 }
}

function testFiles() {
  const pattern = long ? `${PLACES}/**/*.long.ts` : `${PLACES}/**/*.test.{ts,mjs}`
  return globSync(pattern, { exclude: (name) => name === 'node_modules' || name.includes('/node_modules/') })
    .filter((file) => filters.length === 0 || filters.some((filter) => file.includes(filter)))
    .sort()
}
