import { fail, ok } from '@touchstone/base'
import type { Millis, Result } from '@touchstone/base'

/** Reads one instant; `undefined` when the text is not one. */
export type ReadInstant = (text: string) => Millis | undefined

const PARTS = ['YYYY', 'MM', 'DD', 'HH', 'mm', 'ss'] as const
const ISO = /^(\d{4})-(\d{2})-(\d{2})(?:[T ](\d{2}):(\d{2})(?::(\d{2})(?:\.(\d{1,3})\d*)?)?)?(Z|[+-]\d{2}:?\d{2})?$/

/**
 * A reader for a mapping's time format: `iso`, `unix-seconds`, `unix-millis`, or a pattern of YYYY, MM, DD, HH, mm and ss.
 * Everything is UTC unless an ISO text names its own offset. Dates that do not exist (31 June) are not read.
 */
export function timeReader(format: string): Result<ReadInstant> {
  if (format === 'iso') return ok(readIso)
  if (format === 'unix-seconds') return ok((text) => (/^\d{1,11}(\.\d+)?$/.test(text) ? Math.floor(Number(text) * 1_000) : undefined))
  if (format === 'unix-millis') return ok((text) => (/^\d{1,14}$/.test(text) ? Number(text) : undefined))
  const order = PARTS.filter((part) => format.includes(part)).sort((a, b) => format.indexOf(a) - format.indexOf(b))
  const repeated = order.find((part) => format.split(part).length > 2)
  if (!['YYYY', 'MM', 'DD'].every((part) => order.includes(part as 'YYYY')) || repeated !== undefined) {
    return fail('replay.mapping-invalid', `the mapping's time.format must be "iso", "unix-seconds", "unix-millis" or hold each of YYYY, MM and DD once (and HH, mm, ss at most once); given: "${format}"`)
  }
  const source = format.replaceAll(/[\\^$.*+?()[\]{}|/]/g, '\\$&').replaceAll(/YYYY|MM|DD|HH|mm|ss/g, (part) => `(\\d{${part.length}})`)
  const pattern = new RegExp(`^${source}$`)
  const places = PARTS.map((part) => order.indexOf(part) + 1)
  return ok((text) => {
    const match = pattern.exec(text)
    if (match === null) return undefined
    const [year, month, day, hour, minute, second] = places.map((place) => (place === 0 ? 0 : Number(match[place])))
    return instant(year, month, day, hour, minute, second, 0)
  })
}

function readIso(text: string): Millis | undefined {
  const match = ISO.exec(text)
  if (match === null) return undefined
  const [year, month, day, hour, minute, second] = match.slice(1, 7).map((part) => Number(part ?? 0))
  const at = instant(year, month, day, hour, minute, second, Number((match[7] ?? '').padEnd(3, '0')))
  const zone = match[8]
  if (at === undefined || zone === undefined || zone === 'Z') return at
  const minutes = Number(zone.slice(1, 3)) * 60 + Number(zone.slice(-2))
  return at - (zone.startsWith('-') ? -minutes : minutes) * 60_000
}

function instant(year: number, month: number, day: number, hour: number, minute: number, second: number, millis: number): Millis | undefined {
  const at = Date.UTC(year, month - 1, day, hour, minute, second, millis)
  const real = new Date(at)
  const same = real.getUTCMonth() === month - 1 && real.getUTCDate() === day && hour < 24 && minute < 60 && second < 60
  return same ? at : undefined
}
