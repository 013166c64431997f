// Which segments moved, in figures that are those of each segment's own page: before, plus who entered, less who left, is now.
import { SegmentedControl } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { moversOfQuery, useMoversNews } from '../api/movers.ts'
import type { Mover, Window } from '../api/movers.ts'
import { Moment } from '../design/moment.tsx'
import { formatCount } from '../design/numbers.ts'
import { SegmentTile } from '../design/segment-tile.tsx'
import { Failed, Loading } from '../design/states.tsx'
import { useLitSegments } from '../segments/lit-segments.ts'
import { text } from '../text/index.ts'
import classes from './moved.module.css'

const words = text.home.moved
const CHOICE = (['hour', 'day'] as const).map((value) => ({ value, label: words.window[value] }))

export function Moved({ window, onWindow, segments }: { readonly window: Window; readonly onWindow: (window: Window) => void; readonly segments: number }) {
  const answer = useQuery(moversOfQuery(window))
  useMoversNews()
  const lit = useLitSegments()
  return (
    <section className={classes.moved} aria-labelledby="moved-title">
      <div className={classes.top}>
        <h2 id="moved-title" className={classes.title} children={words.title} />
        {answer.data === undefined ? null : (
          <span className={`number ${classes.soft}`}>
            {words.from} <Moment at={answer.data.from} as={window === 'hour' ? 'time' : 'day-and-time'} />, {words.asOf} <Moment at={answer.data.to} as="time" />. {answer.data.moved === 0 ? null : `${words.count(formatCount(answer.data.movers.length), formatCount(answer.data.moved))}.`}
          </span>
        )}
        <SegmentedControl className={classes.choice} size="xs" aria-label={words.windows} data={CHOICE} value={window} onChange={(value) => onWindow(value === 'hour' ? 'hour' : 'day')} />
      </div>
      {answer.isPending ? (
        <Loading what={words.what} />
      ) : answer.data === undefined ? (
        <Failed error={answer.error} onRetry={() => void answer.refetch()} />
      ) : answer.data.movers.length === 0 ? (
        <p className={classes.soft}>
          {segments === 0 ? words.noSegments : words.none} {segments === 0 ? <Link to="/segments/new" className={classes.link} children={words.make} /> : null}
        </p>
      ) : (
        <table className={classes.table} aria-label={words.list}>
          <thead>
            <tr>
              <th scope="col">{words.segment}</th>
              {[words.before, words.entered, words.left, words.now, words.change].map((name) => (
                <th key={name} scope="col" data-number children={name} />
              ))}
            </tr>
          </thead>
          <tbody>
            {answer.data.movers.map((one) => (
              <MoverRow key={one.id} mover={one} isLit={lit.has(one.id)} window={window} />
            ))}
          </tbody>
        </table>
      )}
    </section>
  )
}

function MoverRow({ mover: { id, name, before, entered, left, size, change }, isLit, window }: { readonly mover: Mover; readonly isLit: boolean; readonly window: Window }) {
  return (
    <tr>
      <th scope="row">
        <Link to="/segments/$id" params={{ id }} search={{ range: window }} className={classes.segment} title={name}>
          <SegmentTile id={id} size={22} lit={isLit} />
          <span className="clip">{name}</span>
        </Link>
      </th>
      <td className="number">{formatCount(before)}</td>
      <td className="number">{entered === 0 ? '0' : `+${formatCount(entered)}`}</td>
      <td className="number">{left === 0 ? '0' : `−${formatCount(left)}`}</td>
      <td className="number">{formatCount(size)}</td>
      <td className={`number ${classes.change}`} data-kind={change > 0 ? 'more' : change < 0 ? 'less' : undefined}>
        {change > 0 ? '+' : change < 0 ? '−' : ''}
        {formatCount(Math.abs(change))}
      </td>
    </tr>
  )
}
