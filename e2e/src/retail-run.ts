// A history through the CLI, and what the platform then says compared with the ledger.
import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { type Condition, MAPPING, type Order, whoAt } from './ledger.ts'
import { PROJECT, WRITE_KEY, must, overAll, pages, type ServerProcess } from './server-process.ts'

export interface ReplayReport {
  readonly shift: number
  readonly sendMillis: number
  readonly acknowledged: number
  readonly rejected: readonly unknown[]
  readonly contents: { readonly lines: number; readonly facts: number; readonly withUser: number; readonly users: number; readonly guests: number }
}

/** `touchstone replay`, as a user types it. */
export async function replay(server: ServerProcess, file: string, ...flags: readonly string[]): Promise<ReplayReport> {
  const args = ['apps/cli/src/main.ts', 'replay', file, '--mapping', MAPPING, '--address', server.address, '--write-key', WRITE_KEY, '--json', ...flags]
  const { stdout } = await promisify(execFile)(process.execPath, args, { cwd: PROJECT, maxBuffer: 64_000_000 })
  return JSON.parse(stdout) as ReplayReport
}

/** The replay sent every invoice of the ledger, and found in it what the ledger holds. */
export function assertWholeReplay({ acknowledged, rejected, contents }: ReplayReport, ledger: readonly Order[]): void {
  const users = ledger.filter(({ isGuest }) => !isGuest)
  assert.deepEqual(rejected, [])
  assert.equal(acknowledged, ledger.length)
  assert.deepEqual([contents.facts, contents.withUser, contents.users, contents.guests], [ledger.length, users.length, new Set(users.map(({ who }) => who)).size, ledger.length - users.length])
}

/** A preview at a past instant counts who should be counted. */
export async function assertPreview({ client }: ServerProcess, ledger: readonly Order[], condition: Condition, asOf: number, shift: number): Promise<number> {
  const { count } = must(await client.segments.previewSegment({ where: condition.where, asOf: asOf + shift }))
  assert.equal(count, whoAt(ledger, condition, asOf).length, `${condition.where} as of ${new Date(asOf).toISOString()}`)
  return count
}

export async function define({ client }: ServerProcess, name: string, { where }: Condition): Promise<string> {
  return must(await client.segments.createSegment({ name: `${name} ${where}`, where })).id
}

/** The segment is live, and its members are those of this moment; so is the preview. Gives how many. */
export async function assertLive(server: ServerProcess, ledger: readonly Order[], id: string, condition: Condition, shift: number): Promise<number> {
  const { client } = server
  await server.until(`${condition.where} is live`, async () => must(await client.segments.getSegment({ id })).state === 'live', 60_000)
  const preview = must(await client.segments.previewSegment({ where: condition.where }))
  assert.equal(preview.count, whoAt(ledger, condition, preview.asOf - shift).length, `preview of ${condition.where} now`)
  const people = new Map<number, string>()
  const expected = whoAt(ledger, condition, Date.now() - shift)
  await overAll(expected, async (who) => {
    const [idType, value] = who.split('/')
    people.set(must(await client.profiles.getProfile({ idType, value })).person, who)
  })
  // Somebody's window may end while we look; then the next look agrees.
  await server.until(`the members of ${condition.where} are those of the ledger`, async () => {
    const members = await pages((after: number | undefined) => client.segments.listMembers({ id, after }), (page) => page.members)
    const now = whoAt(ledger, condition, Date.now() - shift)
    return JSON.stringify(members.map(({ person }) => people.get(person)).sort()) === JSON.stringify(now)
  })
  assert.equal(must(await client.segments.getSegment({ id })).size, expected.length)
  return expected.length
}
