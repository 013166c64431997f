// A condition to read, in the colours of the editor. The text stands at once; the language that knows what to colour is a
// large part of the console, and comes after it.
import { Fragment, useEffect, useState } from 'react'
import type { Paint } from '@touchstone/language'
import classes from './condition-code.module.css'

const NONE: readonly Paint[] = []

export function ConditionCode({ where }: { readonly where: string }) {
  const pieces = usePieces(where)
  let at = 0
  return (
    <pre className={classes.code} tabIndex={0}>
      {pieces.map(({ kind, start, end }) => {
        const before = where.slice(at, start)
        at = end
        return (
          <Fragment key={start}>
            {before}
            <span className={classes[kind]}>{where.slice(start, end)}</span>
          </Fragment>
        )
      })}
      {where.slice(pieces.at(-1)?.end ?? 0)}
    </pre>
  )
}

function usePieces(where: string): readonly Paint[] {
  const [painted, setPainted] = useState<{ readonly where: string; readonly pieces: readonly Paint[] }>()
  useEffect(() => {
    let left = false
    import('./paint.ts').then(({ paint }) => left || setPainted({ where, pieces: paint(where) }), () => undefined)
    return () => {
      left = true
    }
  }, [where])
  return painted?.where === where ? painted.pieces : NONE
}
