// The face of a segment: a small mosaic made from its id, the same everywhere and in both themes.
//
// The id is hashed to a stream of numbers. They choose a hue, then for a 4 × 4 grid, mirrored so that the eye takes it for
// one figure, what lies in each cell of the left half: nothing, a full square, a corner cut off, or a quarter of a circle,
// in one of three tones.
const CELLS = 4
const UNIT = 8
/** Hues that differ at a glance, also for eyes that see red and green as one; tones keep the contrast the same. */
const HUES = [265, 210, 185, 150, 95, 70, 45, 20, 345, 310]

interface Cell {
  readonly path: string
  readonly tone: 1 | 2 | 3
}

export interface Mosaic {
  readonly hue: number
  readonly cells: readonly Cell[]
}

/** The same for the same id, for ever: people learn to recognise it. */
export function mosaicOf(id: string): Mosaic {
  const next = numbers(id)
  const hue = HUES[next(HUES.length)]
  const cells: Cell[] = []
  for (let row = 0; row < CELLS; row++) {
    for (let column = 0; column < CELLS / 2; column++) {
      const shape = next(7)
      const tone = (next(3) + 1) as Cell['tone']
      if (shape === 0) continue
      const corner = next(4)
      cells.push({ path: pathOf(shape, corner, column, row), tone }, { path: pathOf(shape, MIRRORED[corner], CELLS - 1 - column, row), tone })
    }
  }
  return { hue, cells }
}

/** Corners, clockwise from the top left, and where each is in the mirror. */
const MIRRORED = [1, 0, 3, 2]

function pathOf(shape: number, corner: number, column: number, row: number): string {
  const [x, y] = [column * UNIT, row * UNIT]
  const corners = [[x, y], [x + UNIT, y], [x + UNIT, y + UNIT], [x, y + UNIT]] as const
  const at = (index: number): string => corners[(corner + index) % 4].join(' ')
  if (shape <= 2) return `M${at(0)}L${at(1)}L${at(2)}L${at(3)}Z`
  if (shape <= 4) return `M${at(0)}L${at(1)}L${at(3)}Z`
  return `M${at(0)}L${at(1)}A${UNIT} ${UNIT} 0 0 1 ${at(3)}Z`
}

/** Numbers below a limit, the same for the same text: FNV-1a for the seed, xorshift from there. */
function numbers(text: string): (below: number) => number {
  let state = 2_166_136_261
  for (const character of text) state = Math.imul(state ^ character.codePointAt(0)!, 16_777_619)
  state ||= 1
  return (below) => {
    state ^= state << 13
    state ^= state >>> 17
    state ^= state << 5
    return (state >>> 0) % below
  }
}
