// The answers that another program in another language worked out (e2e/answers), put to the running platform.
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { PROJECT, must, type ServerProcess } from './server-process.ts'

interface Answer {
  readonly asOf: string
  readonly people: number
  readonly conditions: readonly { readonly where: string; readonly members: number }[]
}

/** Each condition counts as many members at each moment; gives how many answers were compared and the sum of the members. */
export async function assertAnswers({ client }: ServerProcess, file: string): Promise<{ compared: number; members: number }> {
  const answers = JSON.parse(readFileSync(join(PROJECT, 'e2e/answers', file), 'utf8')) as Answer[]
  let compared = 0
  let members = 0
  for (const { asOf, people, conditions } of answers) {
    assert.equal(must(await client.segments.previewSegment({ where: 'not did "Nothing Ever"', asOf })).count, people, `people as of ${asOf}`)
    for (const { where, members: expected } of conditions) {
      assert.equal(must(await client.segments.previewSegment({ where, asOf })).count, expected, `${where} as of ${asOf}`)
      compared++
      members += expected
    }
  }
  return { compared, members }
}
