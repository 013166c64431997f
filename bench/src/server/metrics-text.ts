/** Values by name, for series without labels. */
export type Metrics = ReadonlyMap<string, number>

/** Reads Prometheus text; series with labels are left out. */
export function readMetrics(text: string): Metrics {
  const found = new Map<string, number>()
  for (const line of text.split('\n')) {
    if (line === '' || line.startsWith('#') || line.includes('{')) continue
    const space = line.indexOf(' ')
    found.set(line.slice(0, space), Number(line.slice(space + 1).split(' ')[0]))
  }
  return found
}
