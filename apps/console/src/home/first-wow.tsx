// In the demo world: the way to the first wow. It cannot be missed, and it follows what one does.
import { Button } from '@mantine/core'
import { IconArrowRight, IconCheck, IconExternalLink } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import type { Demo } from '../api/demo.ts'
import { segmentsQuery } from '../api/segments.ts'
import { formatCount } from '../design/numbers.ts'
import { SegmentTile } from '../design/segment-tile.tsx'
import { useLitSegments } from '../segments/lit-segments.ts'
import { text } from '../text/index.ts'
import classes from './first-wow.module.css'
import { WOW, isWow } from './wow.ts'

const words = text.home.wow

export function FirstWow({ demo }: { readonly demo: Demo }) {
  const { data } = useQuery(segmentsQuery)
  const lit = useLitSegments()
  const made = data?.segments.find(({ where }) => isWow(where))
  return (
    <section className={classes.wow} aria-labelledby="wow-title">
      <div>
        <h2 id="wow-title" className={classes.title} children={words.title} />
        <p className={classes.why} children={words.why} />
      </div>
      <ol className={classes.steps}>
        <Step number={1} title={words.type} isDone={made !== undefined} note={words.typeNote}>
          <code className={classes.code}>{WOW}</code>
          <Button renderRoot={(props) => <Link to="/segments/new" search={{ where: WOW, name: words.name }} {...props} />} size="sm" rightSection={<IconArrowRight size={15} aria-hidden="true" />} variant={made === undefined ? 'filled' : 'default'} children={words.typeGo} />
        </Step>
        <Step number={2} title={words.shop} note={words.shopNote}>
          <Button component="a" href={demo.shop} target="_blank" size="sm" rightSection={<IconExternalLink size={15} aria-hidden="true" />} variant={made === undefined ? 'default' : 'filled'} children={words.shopGo} />
        </Step>
        <Step number={3} title={words.cart} note={words.cartNote} isDone={made !== undefined && made.size > 0}>
          {made === undefined ? (
            <p className={classes.wait} children={words.cartWait} />
          ) : (
            <Link to="/segments/$id" params={{ id: made.id }} className={classes.made} data-in={made.size > 0 || undefined}>
              <SegmentTile id={made.id} size={32} lit={lit.has(made.id)} />
              <span className={classes.madeWords}>
                <span className={`clip ${classes.madeName}`}>{made.name}</span>
                <span className="number">{words.inIt(formatCount(made.size))}</span>
              </span>
            </Link>
          )}
        </Step>
      </ol>
    </section>
  )
}

function Step({ number, title, note, isDone = false, children }: { readonly number: number; readonly title: string; readonly note: string; readonly isDone?: boolean; readonly children: ReactNode }) {
  return (
    <li className={classes.step}>
      <h3 className={classes.stepTitle}>
        <span className={classes.mark} data-done={isDone || undefined} aria-hidden="true">
          {isDone ? <IconCheck size={14} stroke={3} /> : number}
        </span>
        {title}
        {isDone ? <span className="only-heard">{words.ticked}</span> : null}
      </h3>
      <p className={classes.note} children={note} />
      <div className={classes.act}>{children}</div>
    </li>
  )
}
