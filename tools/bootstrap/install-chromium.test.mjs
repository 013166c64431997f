import { strict as assert } from 'node:assert'
import { test } from 'node:test'
import { installChromium } from './install-chromium.mjs'

/** A machine with or without apt, on which chromium appears when it is installed. */
function machine({ there = false, apt = true, fails = '' } = {}) {
  const ran = []
  const said = []
  return {
    ran, said,
    options: {
      say: (line) => said.push(line),
      isThere: () => there,
      run: (program, args) => {
        ran.push([program, ...args].join(' '))
        if (!apt || args[0] === fails) return { ok: false, said: 'E: no network' }
        if (args[0] === 'install') there = true
        return { ok: true, said: '' }
      },
    },
  }
}

test('where chromium is, nothing is run and nothing said', () => {
  const { options, ran, said } = machine({ there: true })
  assert.deepEqual(installChromium({ ...options, isRoot: true }), { ok: true })
  assert.deepEqual([ran, said], [[], []])
})

test('as root it is installed without a question', () => {
  const { options, ran, said } = machine()
  assert.deepEqual(installChromium({ ...options, isRoot: true }), { ok: true })
  assert.deepEqual(ran, ['apt-get --version', 'apt-get update -qq', 'apt-get install -y -qq --no-install-recommends chromium'])
  assert.equal(said.length, 1)
})

test('otherwise one sentence says what to do', () => {
  const message = (change, isRoot) => installChromium({ ...machine(change).options, isRoot }).message
  assert.match(message({}, false), /apt-get install chromium.*not root/)
  assert.match(message({ apt: false }, true), /no apt-get/)
  assert.match(message({ fails: 'update' }, true), /apt-get update failed.*no network/)
  assert.match(message({ fails: 'install' }, true), /apt-get install failed/)
})
