import assert from 'node:assert/strict'
import { test } from 'node:test'
import { testIntake } from './testing.ts'

test('whole numbers beyond 64 bits are written so that ClickHouse reads them as the same double', async () => {
  const { intake, log } = testIntake()
  const body = '{"userId":"u","event":"E","properties":{"a":100000000000000000000,"b":[-9223372036854775809],"c":18446744073709551616,"d":12,"e":1e21},"context":{"traits":{"big":123456789012345678901}}}'
  const accepted = await intake.accept({ kind: 'track', source: 's', body: JSON.parse(body), receivedAt: 1_700_000_000_000 })
  assert.ok(accepted.ok && accepted.value.facts === 1)
  const [fact] = log.facts()
  assert.equal(fact!.properties, '{"a":1e+20,"b":[-9.223372036854776e+18],"c":1.8446744073709552e+19,"d":12,"e":1e+21}')
  assert.deepEqual(JSON.parse(fact!.properties), JSON.parse(body).properties)
  assert.equal(fact!.traits, '{"big":1.2345678901234568e+20}')
})
