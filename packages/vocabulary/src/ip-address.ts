// Internet addresses, as far as needed to say where somebody is and then forget it: read, written in one form, and cut
// to a network that is shared by many.

export interface IpAddress {
  /** In one form: `203.0.113.9`, `2001:db8:1:0:0:0:0:7`. IPv4 inside IPv6 is IPv4. */
  readonly text: string
  /** The address of its network: IPv4 to 24 bits (`203.0.113.0`), IPv6 to 48 (`2001:db8:1::`). */
  readonly network: string
}

/** `undefined` for what is no address. A zone (`%eth0`) is left out. */
export function readAddress(given: string): IpAddress | undefined {
  if (given.length > 64) return undefined
  const zone = given.indexOf('%')
  const text = (zone < 0 ? given : given.slice(0, zone)).trim()
  if (!text.includes(':')) return fromBytes(bytesOfV4(text))
  const groups = groupsOfV6(text)
  if (groups === undefined) return undefined
  const mapped = groups.slice(0, 5).every((group) => group === 0) && groups[5] === 0xffff
  if (mapped) return fromBytes([groups[6]! >> 8, groups[6]! & 255, groups[7]! >> 8, groups[7]! & 255])
  const hex = groups.map((group) => group.toString(16))
  return { text: hex.join(':'), network: `${hex.slice(0, 3).join(':').replace(/(?:^|:)0(?::0)*$/, '')}::` }
}

function fromBytes(bytes: readonly number[] | undefined): IpAddress | undefined {
  return bytes === undefined ? undefined : { text: bytes.join('.'), network: `${bytes.slice(0, 3).join('.')}.0` }
}

function bytesOfV4(text: string): number[] | undefined {
  const parts = text.split('.')
  if (parts.length !== 4 || !parts.every((part) => /^(?:0|[1-9]\d{0,2})$/.test(part) && Number(part) < 256)) return undefined
  return parts.map(Number)
}

/** The eight groups, with `::` filled and an IPv4 at the end read as two. */
function groupsOfV6(text: string): number[] | undefined {
  const halves = text.split('::')
  if (halves.length > 2) return undefined
  const [head, tail] = halves.map((half, i) => readGroups(half, i === halves.length - 1))
  if (head === undefined || (halves.length === 2 && tail === undefined)) return undefined
  if (tail === undefined) return head.length === 8 ? head : undefined
  const missing = 8 - head.length - tail.length
  return missing < 1 ? undefined : [...head, ...Array<number>(missing).fill(0), ...tail]
}

/** IPv4 stands only at the very end. */
function readGroups(text: string, isEnd: boolean): number[] | undefined {
  if (text === '') return []
  const groups: number[] = []
  const parts = text.split(':')
  for (const [i, part] of parts.entries()) {
    const v4 = isEnd && i === parts.length - 1 && part.includes('.') ? bytesOfV4(part) : undefined
    if (v4 !== undefined) groups.push(v4[0]! * 256 + v4[1]!, v4[2]! * 256 + v4[3]!)
    else if (/^[\da-f]{1,4}$/i.test(part)) groups.push(Number.parseInt(part, 16))
    else return undefined
  }
  return groups.length > 8 ? undefined : groups
}
