import { Anchor } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import type { SegmentsCompareSegmentsOutput } from '@touchstone/client'
import { formatCount, formatNumber, formatShare } from '../../design/numbers.ts'
import { text } from '../../text/index.ts'
import classes from './compare.module.css'
import { Barred, FigureTable } from './figure-table.tsx'
import type { Side } from './people-behind.ts'
import { pointsOf, signedNumber } from './sentences.ts'
import type { Interval } from './sentences.ts'

const words = text.segmentCompare

type Shares = NonNullable<SegmentsCompareSegmentsOutput['shares']>
type Numbers = NonNullable<SegmentsCompareSegmentsOutput['numbers']>
type Categories = NonNullable<SegmentsCompareSegmentsOutput['categories']>

const between = (interval: Interval, format: (value: number) => string): string => (interval === null ? words.sentence.few : words.interval(format(interval.low), format(interval.high)))

/** A share's difference in percentage points, with its sign. */
const signedPoints = (value: number): string => signedNumber(Number((value * 100).toFixed(1)))

/** A count, which leads to its people where a list of them can be made. */
function People({ count, where }: { readonly count: number; readonly where: string | undefined }) {
  if (where === undefined) return formatCount(count)
  return (
    <Anchor renderRoot={(given: object) => <Link to="/people" search={{ where }} {...given} />} inherit underline="always" aria-label={words.list(formatCount(count))}>
      {formatCount(count)}
    </Anchor>
  )
}

const sides = <One,>(a: One, b: One) => [['a', words.a, a], ['b', words.b, b]] as const

export function SharesTable({ shares: { a, b, difference }, listOf }: { readonly shares: Shares; readonly listOf: (side: Side) => string | undefined }) {
  const top = Math.max(0.01, ...[a, b].map((one) => one?.interval?.high ?? one?.share ?? 0))
  return (
    <>
      <FigureTable label={words.figures} columns={[{ label: words.row.group }, { label: words.row.share, look: 'wide' }, { label: words.row.of, look: 'end' }]}>
        {sides(a, b).map(([kind, group, one]) => (
          <tr key={kind}>
            <th scope="row">{group}</th>
            <td className={classes.wide}>{one === null ? words.sentence.few : <Barred value={one.share} interval={one.interval} from={0} to={top} kind={kind} children={formatShare(one.share)} />}</td>
            <td className={classes.end}>{one === null ? null : <><People count={one.count} where={listOf(kind)} /> {`/ ${formatCount(one.n)}`}</>}</td>
          </tr>
        ))}
      </FigureTable>
      {difference === null ? null : (
        <p className={classes.note}>
          {words.difference}: {words.points(signedPoints(difference.value))} ({between(difference.interval, pointsOf)})
        </p>
      )}
    </>
  )
}

export function NumbersTable({ numbers: { a, b, meanDifference, medianDifference } }: { readonly numbers: Numbers }) {
  const told = [a, b].flatMap((one) => one ?? [])
  const top = Math.max(...told.map(({ mean, median }) => Math.max(mean, median)), 0) || 1
  const { row } = words
  const ends = [row.mean, row.spread, row.range, row.of].map((label) => ({ label, look: 'end' as const }))
  return (
    <>
      <FigureTable label={words.figures} columns={[{ label: row.group }, { label: row.median, look: 'wide' }, ...ends]}>
        {sides(a, b).map(([kind, group, one]) => (
          <tr key={kind}>
            <th scope="row">{group}</th>
            {one === null ? (
              <td colSpan={5}>{words.sentence.few}</td>
            ) : (
              <>
                <td className={classes.wide}>
                  <Barred value={one.median} interval={null} from={Math.min(0, one.median)} to={top} kind={kind} children={formatNumber(one.median)} />
                </td>
                {[formatNumber(one.mean), formatNumber(one.deviation), `${formatNumber(one.min)} ${words.to} ${formatNumber(one.max)}`, formatCount(one.n)].map((figure, i) => (
                  <td key={ends[i].label} className={classes.end} children={figure} />
                ))}
              </>
            )}
          </tr>
        ))}
      </FigureTable>
      {meanDifference === null ? null : (
        <p className={classes.note}>
          {row.means}: {signedNumber(meanDifference.value)} ({between(meanDifference.interval, formatNumber)}){medianDifference === null ? '' : `. ${row.medians}: ${signedNumber(medianDifference)}`}
        </p>
      )}
    </>
  )
}

export function CategoriesTable({ categories: { listed, others }, listOf }: { readonly categories: Categories; readonly listOf: (side: Side, label: string) => string | undefined }) {
  const top = Math.max(0.01, ...listed.flatMap(({ shareA, shareB }) => [shareA ?? 0, shareB ?? 0]))
  const { row } = words
  return (
    <>
      <FigureTable label={words.figures} columns={[{ label: row.value }, { label: row.first, look: 'wide' }, { label: row.second, look: 'wide' }, { label: row.difference, look: 'end' }]}>
        {listed.map(({ label, a, b, shareA, shareB, difference }) => (
          <tr key={label}>
            <th scope="row">{label}</th>
            {([['a', a, shareA], ['b', b, shareB]] as const).map(([kind, count, share]) => (
              <td key={kind} className={classes.wide}>
                {share === null ? null : (
                  <Barred value={share} interval={null} from={0} to={top} kind={kind}>
                    <People count={count} where={listOf(kind, label)} /> <span className={classes.small}>{formatShare(share)}</span>
                  </Barred>
                )}
              </td>
            ))}
            <td className={classes.end}>
              {difference === null ? null : <span title={between(difference.interval, pointsOf)}>{signedPoints(difference.value)}</span>}
              {difference?.interval ? <span className={classes.small}>{` ${pointsOf(difference.interval.low)} ${words.to} ${pointsOf(difference.interval.high)}`}</span> : null}
            </td>
          </tr>
        ))}
      </FigureTable>
      {others.categories === 0 ? null : <p className={classes.note}>{words.more(formatCount(others.categories), formatCount(others.a), formatCount(others.b))}</p>}
    </>
  )
}
