// A condition to read, in the colours of the editor.
import { Fragment, useMemo } from 'react'
import { paint } from '@touchstone/language'
import classes from './condition-code.module.css'

export function ConditionCode({ where }: { readonly where: string }) {
  const pieces = useMemo(() => paint(where), [where])
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
