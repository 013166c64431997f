import { Anchor } from '@mantine/core'
import type { SegmentsRankDifferencesOutput } from '@touchstone/client'
import { Hint } from '../../design/hint.tsx'
import { formatNumber } from '../../design/numbers.ts'
import { text } from '../../text/index.ts'
import classes from './compare.module.css'
import { FigureTable } from './figure-table.tsx'
import { IntervalBar } from './interval-bar.tsx'
import { inShort } from './sentences.ts'

const words = text.segmentCompare
/** Above this, chance may well explain it. */
const CHANCE = 0.05
const two = new Intl.NumberFormat(navigator.language, { maximumFractionDigits: 2, minimumFractionDigits: 2 })

type Difference = SegmentsRankDifferencesOutput['differences'][number]

interface DifferenceTableProps {
  readonly differences: readonly Difference[]
  readonly shown: string | undefined
  readonly onShow: (difference: Difference) => void
}

export function DifferenceTable({ differences, shown, onShow }: DifferenceTableProps) {
  return (
    <FigureTable
      label={words.table}
      columns={[
        { label: words.name },
        { label: words.difference, look: 'wide', head: <Hint label={words.scale} children={<span tabIndex={0}>{words.difference}</span>} /> },
        { label: words.sure, look: 'end' },
        { label: words.words },
      ]}
    >
      {differences.map((one) => {
        const { subject, name, effect, signed, interval, adjustedP } = one
        const isPale = adjustedP > CHANCE
        return (
          <tr key={`${subject} ${name}`} data-difference={name} data-pale={isPale || undefined} aria-current={shown === name || undefined}>
            <th scope="row" className={classes.name}>
              <span className={classes.small}>{words.subject[subject]}</span>
              <Anchor component="button" type="button" size="sm" className={classes.what} onClick={() => onShow(one)} aria-label={words.open(name)}>
                {name}
              </Anchor>
            </th>
            <td className={classes.wide}>
              <IntervalBar value={signed ?? effect} interval={interval} from={-1} to={1} isPale={isPale} kind={signed === null ? 'none' : 'a'} />
            </td>
            <td className={classes.end}>
              <span className="number">{interval === null ? two.format(signed ?? effect) : `${two.format(interval.low)} ${words.to} ${two.format(interval.high)}`}</span>
            </td>
            <td>
              {inShort(one)}
              {isPale ? (
                <Hint label={`${words.certain} ${formatNumber(adjustedP)}.`}>
                  <span className={classes.chance} tabIndex={0}>
                    {words.chance}
                  </span>
                </Hint>
              ) : null}
            </td>
          </tr>
        )
      })}
    </FigureTable>
  )
}
