// Writes small databases in the MMDB format (version 2.0 of its specification), so that tests read real files.
//
//   search tree: nodes of two 24-bit records · 16 zero bytes · data · marker · metadata
//
// A record is a node, or `node count` for nothing, or a place in the data: its offset + node count + 16.

type Value = string | number | readonly Value[] | { readonly [name: string]: Value }

const MARKER = Buffer.from('\xab\xcd\xefMaxMind.com', 'latin1')
const RECORD = 24

/** `entries`: a network as bits of an IPv6 address ('0010…'; IPv4 behind 96 zeros) and what lies at it. */
export function writeMmdb(entries: readonly (readonly [bits: string, value: Value])[]): Buffer {
  const nodes: [left: number | Leaf, right: number | Leaf][] = [[EMPTY, EMPTY]]
  const data: Buffer[] = []
  let size = 0
  for (const [bits, value] of entries) {
    let node = 0
    for (const bit of bits.slice(0, -1)) {
      const side = Number(bit) as 0 | 1
      const next = nodes[node]![side]
      if (typeof next === 'number') node = next
      else {
        nodes[node]![side] = nodes.length
        node = nodes.push([EMPTY, EMPTY]) - 1
      }
    }
    nodes[node]![Number(bits.at(-1)) as 0 | 1] = { offset: size }
    const encoded = encode(value)
    data.push(encoded)
    size += encoded.length
  }
  const tree = Buffer.alloc((nodes.length * RECORD) / 4)
  nodes.forEach((sides, i) => sides.forEach((side, j) => tree.writeUIntBE(recordOf(side, nodes.length), i * 6 + j * 3, 3)))
  const metadata = encode({
    binary_format_major_version: 2, binary_format_minor_version: 0, build_epoch: 1, database_type: 'Test', description: { en: 'for tests' },
    ip_version: 6, languages: ['en'], node_count: nodes.length, record_size: RECORD,
  })
  return Buffer.concat([tree, Buffer.alloc(16), ...data, MARKER, metadata])
}

/** `203.0.113.0/24` as bits of an IPv6 address. */
export function bitsOfV4(address: string, length: number): string {
  const bits = address.split('.').map((part) => Number(part).toString(2).padStart(8, '0')).join('')
  return '0'.repeat(96) + bits.slice(0, length)
}

/** The first groups of an IPv6 address (`2001:db8`) as bits. */
export function bitsOfV6(groups: string): string {
  return groups.split(':').map((group) => Number.parseInt(group, 16).toString(2).padStart(16, '0')).join('')
}

interface Leaf {
  readonly offset: number | undefined
}
const EMPTY: Leaf = { offset: undefined }

function recordOf(side: number | Leaf, nodes: number): number {
  if (typeof side === 'number') return side
  return side.offset === undefined ? nodes : nodes + 16 + side.offset
}

function encode(value: Value): Buffer {
  if (typeof value === 'string') return head(2, Buffer.byteLength(value), Buffer.from(value))
  if (typeof value === 'number') return head(6, 4, Buffer.from([value >>> 24, (value >> 16) & 255, (value >> 8) & 255, value & 255]))
  if (Array.isArray(value)) return head(11, value.length, ...value.map(encode))
  const fields = Object.entries(value)
  return head(7, fields.length, ...fields.flatMap(([name, inner]) => [encode(name), encode(inner)]))
}

function head(type: number, size: number, ...rest: Buffer[]): Buffer {
  const small = Math.min(size, 29)
  const first = type > 7 ? [small, type - 7] : [(type << 5) | small]
  return Buffer.concat([Buffer.from(size < 29 ? first : [...first, size - 29]), ...rest])
}
