import type { ServerApi } from './server-api.ts'

const LOOK_EVERY = 200
const GIVE_UP_AFTER = 600_000

/**
 * Waits until the engine and the warehouse have everything that is in the log now; how long each took since `since`
 * (performance.now), in seconds. What comes later does not count: windows that end keep adding a little for as long as they are.
 */
export async function untilDrained(api: ServerApi, since = performance.now()): Promise<{ readonly engine: number; readonly warehouse: number }> {
  const { logPosition: end } = await api.progress()
  let engine: number | undefined
  for (;;) {
    const { enginePosition, warehouseBehind } = await api.progress()
    const passed = performance.now() - since
    if (enginePosition >= end) engine ??= passed / 1000
    if (engine !== undefined && enginePosition - warehouseBehind >= end) return { engine, warehouse: passed / 1000 }
    if (passed > GIVE_UP_AFTER) throw new Error(`the server did not catch up with position ${end}: the engine is at ${enginePosition}, the warehouse ${warehouseBehind} behind it`)
    await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY))
  }
}
