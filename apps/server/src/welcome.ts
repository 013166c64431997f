import type { DataDirectory } from '@touchstone/registry'
import type { Platform } from './platform.ts'

interface Given {
  readonly writeKey?: string | undefined
  readonly demo: boolean
}

/** What a person reads after the start: where it is, the secrets (once), and one line to try. */
export function welcome({ address, issued }: Platform, fixed: Given, data: DataDirectory): string {
  const writeKey = issued.find(({ credential }) => credential.kind === 'write_key')?.secret
  const adminToken = issued.find(({ credential }) => credential.kind === 'admin_token')?.secret
  const lines = ['', `Touchstone is up at ${address}`, '']
  if (data.because !== undefined) lines.push(data.because, '')
  else lines.push(`Data is in ${data.directory}`, '')
  if (writeKey !== undefined) lines.push(`  write key    ${writeKey}`)
  if (adminToken !== undefined) lines.push(`  admin token  ${adminToken}`)
  if (writeKey !== undefined || adminToken !== undefined) lines.push('', fixed.demo ? 'The demo world keeps these in its folder and shows them at each start.' : 'These are shown this once and kept only as hashes: note them now.', '')
  if (fixed.demo) lines.push(`Be a customer: ${address}/demo-shop   What is planted in this world: docs/demo.md`, '')
  const key = writeKey ?? (fixed.writeKey === undefined ? '<write key>' : '$TOUCHSTONE_WRITE_KEY')
  lines.push(`Open ${address}/ in a browser and sign in with the admin token.`, '')
  lines.push('Send a first event:', '', `  curl -u ${key}: ${address}/v1/track -H 'Content-Type: application/json' -d '{"userId":"u1","event":"Cart Updated","properties":{"value":42}}'`, '')
  lines.push(`Reference of the API: ${address}/docs`, '')
  return `${lines.join('\n')}\n`
}
