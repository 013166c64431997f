import { client } from '../../api/client.ts'
import type { Completed } from '../code/code-mirror.ts'

/** What could stand at this place: asked of the server, which knows the names. Without an answer nothing is offered. */
export async function completeText(text: string, offset: number, signal: AbortSignal): Promise<Completed | undefined> {
  const found = await client.segments.completeCondition({ text, offset }, { signal }).catch(() => undefined)
  return found?.ok === true ? found.value : undefined
}
