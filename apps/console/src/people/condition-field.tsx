// A condition, checked while it is written; the list follows whenever it makes sense.
import { Button, Textarea } from '@mantine/core'
import { useDebouncedCallback } from '@mantine/hooks'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useEffect, useState } from 'react'
import { segmentsQuery } from '../api/segments.ts'
import { text } from '../text/index.ts'
import type { ConditionFault } from './check-condition.ts'
import classes from './people.module.css'

const words = text.people.filter
const SETTLED = 350

interface ConditionFieldProps {
  readonly value: string
  /** Called with what makes sense, or with nothing. */
  readonly onCondition: (condition: string | undefined) => void
}

type Check = typeof import('./check-condition.ts')

export function ConditionField({ value, onCondition }: ConditionFieldProps) {
  const [draft, setDraft] = useState(value)
  const [seen, setSeen] = useState(value)
  const { data } = useQuery(segmentsQuery)
  const [check, setCheck] = useState<Check>()
  useEffect(() => void import('./check-condition.ts').then(setCheck, () => undefined), [])
  if (value !== seen) {
    // The address changed: by what was written here, which then stands here already, or by going back.
    setSeen(value)
    if (value !== draft.trim()) setDraft(value)
  }
  const faultIn = (condition: string): ConditionFault | undefined => (condition === '' ? undefined : check?.faultOf(condition, data?.segments ?? []))
  const settle = useDebouncedCallback((condition: string) => {
    if (condition === '') onCondition(undefined)
    else if (faultIn(condition) === undefined) onCondition(condition)
  }, SETTLED)
  const write = (next: string): void => {
    setDraft(next)
    settle(next.trim())
  }
  const fault = faultIn(draft.trim())
  return (
    <div className={classes.conditionLine}>
      <div className={classes.condition}>
        <Textarea
          aria-label={words.conditionLabel}
          placeholder={words.conditionHint}
          classNames={{ input: 'mono' }}
          autosize
          minRows={1}
          maxRows={8}
          spellCheck={false}
          autoComplete="off"
          value={draft}
          error={fault !== undefined}
          aria-invalid={fault !== undefined}
          aria-describedby="people-condition-fault"
          onChange={(event) => write(event.currentTarget.value)}
          onKeyDown={(event) => {
            if (event.key !== 'Enter' || event.shiftKey) return
            event.preventDefault()
            settle.flush()
          }}
        />
        <div id="people-condition-fault" role="status">
          {fault === undefined ? null : <Fault fault={fault} condition={draft.trim()} faultIn={faultIn} onFix={write} />}
        </div>
      </div>
      {draft.trim() === '' ? null : (
        <Link to="/segments/new" search={{ where: draft.trim() }} className={classes.editorLink}>
          {words.openInEditor}
        </Link>
      )}
    </div>
  )
}

/** What is wrong and where, what was expected there, and what was probably meant. */
interface FaultProps {
  readonly fault: ConditionFault
  readonly condition: string
  readonly faultIn: (condition: string) => ConditionFault | undefined
  readonly onFix: (condition: string) => void
}

function Fault({ fault, condition, faultIn, onFix }: FaultProps) {
  const { message, span, suggestion } = fault
  const lines = condition.slice(0, span.start).split('\n')
  const found = condition.slice(span.start, span.end)
  const mended = suggestion === undefined ? undefined : condition.slice(0, span.start) + suggestion + condition.slice(span.end)
  // Not every suggestion stands in the place of what was found: it is offered where it gets one further.
  const helps = mended !== undefined && (faultIn(mended)?.span.start ?? Infinity) > span.start
  return (
    <div className={classes.fault}>
      <p className={classes.faultPlace}>
        <span className={classes.faultAt}>{words.at(lines.length, lines.at(-1)!.length + 1)}</span>
        <bdi className="mono">
          {condition.slice(Math.max(0, span.start - 24), span.start)}
          <mark className={classes.faultMark}>{found === '' ? ' ' : found}</mark>
        </bdi>
      </p>
      <p>{message}</p>
      {helps ? (
        <Button variant="default" size="compact-sm" onClick={() => onFix(mended)}>
          {words.suggest(suggestion!)}
        </Button>
      ) : null}
    </div>
  )
}
