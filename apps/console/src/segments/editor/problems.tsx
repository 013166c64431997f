// What is wrong with the condition, in words, with the way to the place and to what was probably meant. A text that only
// needs to go on is no mistake: then it says what may follow.
import { Button } from '@mantine/core'
import { IconAlertCircle, IconArrowRight, IconInfoCircle } from '@tabler/icons-react'
import type { ConditionFailure } from '@touchstone/language'
import { text as texts } from '../../text/index.ts'
import type { Remark } from '../code/code-mirror.ts'
import { placeIn } from './condition.ts'
import classes from './editor.module.css'

const words = texts.segmentEditor
/** Of what may follow, so many are named. */
const NAMED = 8

interface ProblemsProps {
  readonly text: string
  readonly failure: ConditionFailure | undefined
  readonly remarks: readonly Remark[]
  readonly onUse: (remark: Remark) => void
  readonly onShow: (remark: Remark) => void
}

export function Problems({ text, failure, remarks, onUse, onShow }: ProblemsProps) {
  const unfinished = failure !== undefined && failure.details.found === undefined && failure.details.expected.length > 0
  return (
    <div className={classes.problems} role="status">
      {unfinished ? (
        <p className={classes.goOn}>
          <IconArrowRight size={15} aria-hidden="true" />
          <span>
            {words.problem.goOn} {failure.details.expected.slice(0, NAMED).join(words.problem.or)}
            {failure.details.expected.length > NAMED ? '…' : '.'}
          </span>
        </p>
      ) : (
        remarks.map((remark) => <Problem key={`${remark.start} ${remark.message}`} text={text} remark={remark} expected={remark.severity === 'error' ? (failure?.details.expected ?? []) : []} onUse={onUse} onShow={onShow} />)
      )}
    </div>
  )
}

function Problem({ text, remark, expected, onUse, onShow }: { readonly text: string; readonly remark: Remark; readonly expected: readonly string[] } & Pick<ProblemsProps, 'onUse' | 'onShow'>) {
  const { severity, message, instead, start } = remark
  const { line, column } = placeIn(text, start)
  const more = expected.filter((one) => !message.includes(one)).slice(0, NAMED)
  const Icon = severity === 'error' ? IconAlertCircle : IconInfoCircle
  return (
    <div className={classes.problem} data-severity={severity}>
      <Icon size={16} aria-hidden="true" />
      <p>
        <button type="button" className={classes.place} onClick={() => onShow(remark)} title={words.problem.show}>
          {words.problem.at(line, column)}
        </button>{' '}
        {message}
        {more.length === 0 ? null : `${/[.?!]$/.test(message) ? '' : '.'} ${words.problem.expected(more.join(words.problem.or))}`}
      </p>
      {instead === undefined ? null : (
        <Button size="compact-xs" variant="default" onClick={() => onUse(remark)}>
          {words.use(instead)}
        </Button>
      )}
    </div>
  )
}
