// What the cells of the list need besides their row; columns are made once.
import { createContext } from 'react'

interface Listed {
  readonly lit: ReadonlySet<string>
  readonly chosen: readonly string[]
  readonly onChoose: (id: string, isChosen: boolean) => void
}

export const ListState = createContext<Listed>({ lit: new Set(), chosen: [], onChoose: () => undefined })
