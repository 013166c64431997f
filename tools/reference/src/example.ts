import { noteOperations } from '../../../apps/server/src/http/testing.ts'
import { tailStream } from '../../../apps/server/src/http/tail.ts'
import { generate } from './generate.ts'
import type { Generated } from './generate.ts'
import { throwingPorts } from './throwing-ports.ts'

/** The client of the notes room, which tests use against a real server. It lives beside this file, not in the client. */
export function generateExample(): Generated {
  const text = generate(noteOperations(), [tailStream(throwingPorts())])
  const here = (one: string): string => one.replaceAll("'./route-table.ts'", "'@touchstone/client'")
  return { table: here(text.table), reference: here(text.reference) }
}
