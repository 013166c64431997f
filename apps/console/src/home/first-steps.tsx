// What to do first, for whoever has just begun. Each line ticks itself, by what is true and not by having been clicked.
import { Button } from '@mantine/core'
import { IconArrowRight, IconCheck } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import type { Demo } from '../api/demo.ts'
import { useFirstRun } from '../api/first-run.ts'
import type { Figures } from '../api/live-line.ts'
import { sourcesQuery } from '../api/sources.ts'
import { formatCount } from '../design/numbers.ts'
import { text } from '../text/index.ts'
import classes from './first-steps.module.css'
import { WOW } from './wow.ts'

const words = text.home.first

interface Step {
  readonly title: string
  readonly isDone: boolean
  readonly how: ReactNode
}

export function FirstSteps({ figures, demo }: { readonly figures: Figures; readonly demo: Demo | undefined }) {
  const [done, tell] = useFirstRun()
  const steps = useSteps(figures, demo)
  const count = steps.filter(({ isDone }) => isDone).length
  if (done.hidden === true) return null
  return (
    <section className={classes.first} aria-labelledby="first-title">
      <div className={classes.top}>
        <h2 id="first-title" className={classes.title} children={words.title} />
        <span className={`number ${classes.count}`} role="status" children={words.done(formatCount(count), formatCount(steps.length))} />
        <Button variant="subtle" color="gray" size="compact-xs" className={classes.hide} onClick={() => tell({ hidden: true })} children={words.hide} />
      </div>
      {count === steps.length ? <p className={classes.all} children={words.allDone} /> : null}
      <ol className={classes.steps}>
        {steps.map(({ title, isDone, how }) => (
          <li key={title} className={classes.step} data-done={isDone || undefined}>
            <span className={classes.mark} aria-hidden="true">
              {isDone ? <IconCheck size={13} stroke={3} /> : null}
            </span>
            <span className={classes.what}>{title}</span>
            <span className="only-heard">{isDone ? words.ticked : words.open}</span>
            {isDone ? null : <span className={classes.how}>{how}</span>}
          </li>
        ))}
      </ol>
    </section>
  )
}

/** Brings the list back. */
export function ShowFirstSteps() {
  const [done, tell] = useFirstRun()
  return done.hidden === true ? <Button variant="subtle" color="gray" size="compact-sm" onClick={() => tell({ hidden: undefined })} children={words.show} /> : null
}

function useSteps({ facts, segments }: Figures, demo: Demo | undefined): readonly Step[] {
  const { data: sources } = useQuery(sourcesQuery)
  const [{ entered, openedPerson }] = useFirstRun()
  const inUse = sources?.find(({ keys }) => keys.some(({ revokedAt }) => revokedAt === null))
  const arrow = <IconArrowRight size={14} aria-hidden="true" />
  return [
    { title: words.source, isDone: inUse !== undefined, how: <Link to="/data/sources" search={{ issue: true }} className={classes.go}>{words.sourceHow} {arrow}</Link> },
    { title: words.fact, isDone: facts.processed > 0, how: <Link to="/data/sources" search={inUse === undefined ? { issue: true } : { source: inUse.id }} className={classes.go}>{words.factHow} {arrow}</Link> },
    { title: words.segment, isDone: segments.size > 0, how: <Link to="/segments/new" search={{ where: WOW, name: text.home.wow.name }} className={classes.go}>{words.segmentHow} {arrow}</Link> },
    {
      title: words.entered,
      isDone: entered === true,
      how: demo === undefined ? <Link to="/segments" className={classes.go}>{words.enteredHow} {arrow}</Link> : <a href={demo.shop} target="_blank" rel="noreferrer" className={classes.go}>{words.enteredShop} {arrow}</a>,
    },
    { title: words.person, isDone: openedPerson === true, how: <Link to="/people" className={classes.go}>{words.personHow} {arrow}</Link> },
  ]
}
