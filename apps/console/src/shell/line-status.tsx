import { useFigures, useLineState } from '../api/live.tsx'
import { formatNumber } from '../design/numbers.ts'
import { text } from '../text/index.ts'
import classes from './shell.module.css'

/** Whether the console is live, and how busy the platform is, in one line at the side. */
export function LineStatus() {
  const { state } = useLineState()
  const figures = useFigures()
  const words = state === 'up' && figures !== undefined ? text.shell.line.perSecond(formatNumber(figures.facts.perSecond)) : text.shell.line[state]
  return (
    <div className={`number ${classes.line}`} data-state={state}>
      {words}
    </div>
  )
}
