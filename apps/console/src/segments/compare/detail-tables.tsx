import { Anchor } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import type { SegmentsCompareSegmentsOutput } from '@touchstone/client'
import { formatCount, formatNumber, formatShare } from '../../design/numbers.ts'
import { text } from '../../text/index.ts'
import classes from './compare.module.css'
import { IntervalBar } from './interval-bar.tsx'
import type { Side } from './people-behind.ts'
import { pointsOf, signedNumber } from './sentences.ts'
import type { Interval } from './sentences.ts'

const words = text.segments.compare

type Shares = NonNullable<SegmentsCompareSegmentsOutput['shares']>
type Numbers = NonNullable<SegmentsCompareSegmentsOutput['numbers']>
type Categories = NonNullable<SegmentsCompareSegmentsOutput['categories']>

const between = (interval: Interval, format: (value: number) => string): string => (interval === null ? words.sentence.few : words.interval(format(interval.low), format(interval.high)))

/** A count, which leads to its people where a list of them can be made. */
function People({ count, where }: { readonly count: number; readonly where: string | undefined }) {
  if (where === undefined) return formatCount(count)
  return (
    <Anchor component={Link} to={`/people?where=${encodeURIComponent(where)}`} inherit underline="always" aria-label={words.list(formatCount(count))}>
      {formatCount(count)}
    </Anchor>
  )
}

export function SharesTable({ shares: { a, b, difference }, listOf }: { readonly shares: Shares; readonly listOf: (side: Side) => string | undefined }) {
  const top = Math.max(0.01, ...[a, b].map((one) => one?.interval?.high ?? one?.share ?? 0))
  return (
    <>
      <div className={classes.scroll} role="region" aria-label={words.figures} tabIndex={0}>
        <table className={classes.table}>
          <thead>
            <tr>
              <th scope="col">{words.row.group}</th>
              <th scope="col" className={classes.wide}>
                {words.row.share}
              </th>
              <th scope="col" className={classes.end}>
                {words.row.of}
              </th>
            </tr>
          </thead>
          <tbody>
            {([['a', a], ['b', b]] as const).map(([kind, one]) => (
              <tr key={kind}>
                <th scope="row">{kind === 'a' ? words.a : words.b}</th>
                <td className={classes.wide}>
                  {one === null ? words.sentence.few : <span className={classes.barCell}><IntervalBar value={one.share} interval={one.interval} from={0} to={top} kind={kind} /><span className="number">{formatShare(one.share)}</span></span>}
                </td>
                <td className={classes.end}>{one === null ? null : <><People count={one.count} where={listOf(kind)} /> {`/ ${formatCount(one.n)}`}</>}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {difference === null ? null : (
        <p className={classes.note}>
          {words.difference}: {words.points(signedNumber(Number((difference.value * 100).toFixed(1))))} ({between(difference.interval, pointsOf)})
        </p>
      )}
    </>
  )
}

export function NumbersTable({ numbers: { a, b, meanDifference, medianDifference } }: { readonly numbers: Numbers }) {
  const told = [a, b].flatMap((one) => one ?? [])
  const top = Math.max(...told.map(({ mean, median }) => Math.max(mean, median)), 0) || 1
  return (
    <>
      <div className={classes.scroll} role="region" aria-label={words.figures} tabIndex={0}>
        <table className={classes.table}>
          <thead>
            <tr>
              <th scope="col">{words.row.group}</th>
              <th scope="col" className={classes.wide}>
                {words.row.median}
              </th>
              <th scope="col" className={classes.end}>
                {words.row.mean}
              </th>
              <th scope="col" className={classes.end}>
                {words.row.spread}
              </th>
              <th scope="col" className={classes.end}>
                {words.row.range}
              </th>
              <th scope="col" className={classes.end}>
                {words.row.of}
              </th>
            </tr>
          </thead>
          <tbody>
            {([['a', a], ['b', b]] as const).map(([kind, one]) => (
              <tr key={kind}>
                <th scope="row">{kind === 'a' ? words.a : words.b}</th>
                {one === null ? (
                  <td colSpan={5}>{words.sentence.few}</td>
                ) : (
                  <>
                    <td className={classes.wide}>
                      <span className={classes.barCell}>
                        <IntervalBar value={one.median} interval={null} from={Math.min(0, one.median)} to={top} kind={kind} />
                        <span className="number">{formatNumber(one.median)}</span>
                      </span>
                    </td>
                    <td className={classes.end}>{formatNumber(one.mean)}</td>
                    <td className={classes.end}>{formatNumber(one.deviation)}</td>
                    <td className={classes.end}>{`${formatNumber(one.min)} ${words.to} ${formatNumber(one.max)}`}</td>
                    <td className={classes.end}>{formatCount(one.n)}</td>
                  </>
                )}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {meanDifference === null ? null : (
        <p className={classes.note}>
          {words.row.means}: {signedNumber(meanDifference.value)} ({between(meanDifference.interval, formatNumber)}){medianDifference === null ? '' : `. ${words.row.medians}: ${signedNumber(medianDifference)}`}
        </p>
      )}
    </>
  )
}

export function CategoriesTable({ categories: { listed, others }, listOf }: { readonly categories: Categories; readonly listOf: (side: Side, label: string) => string | undefined }) {
  const top = Math.max(0.01, ...listed.flatMap(({ shareA, shareB }) => [shareA ?? 0, shareB ?? 0]))
  return (
    <>
      <div className={classes.scroll} role="region" aria-label={words.figures} tabIndex={0}>
        <table className={classes.table}>
          <thead>
            <tr>
              <th scope="col">{words.row.value}</th>
              <th scope="col" className={classes.wide}>
                {words.row.first}
              </th>
              <th scope="col" className={classes.wide}>
                {words.row.second}
              </th>
              <th scope="col" className={classes.end}>
                {words.row.difference}
              </th>
            </tr>
          </thead>
          <tbody>
            {listed.map(({ label, a, b, shareA, shareB, difference }) => (
              <tr key={label}>
                <th scope="row">{label}</th>
                {([['a', a, shareA], ['b', b, shareB]] as const).map(([kind, count, share]) => (
                  <td key={kind} className={classes.wide}>
                    {share === null ? null : <span className={classes.barCell}><IntervalBar value={share} interval={null} from={0} to={top} kind={kind} /><span className="number"><People count={count} where={listOf(kind, label)} /> <span className={classes.small}>{formatShare(share)}</span></span></span>}
                  </td>
                ))}
                <td className={classes.end}>
                  {difference === null ? null : <span title={between(difference.interval, pointsOf)}>{signedNumber(Number((difference.value * 100).toFixed(1)))}</span>}
                  {difference?.interval ? <span className={classes.small}>{` ${pointsOf(difference.interval.low)} ${words.to} ${pointsOf(difference.interval.high)}`}</span> : null}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {others.categories === 0 ? null : <p className={classes.note}>{words.more(formatCount(others.categories), formatCount(others.a), formatCount(others.b))}</p>}
    </>
  )
}
