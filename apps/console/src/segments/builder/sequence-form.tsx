// One thing, then another, then not a third: steps in the order in which they have to happen.
import { Button, CloseButton } from '@mantine/core'
import type { PatternSyntax, SequenceSyntax } from '@touchstone/language'
import { text } from '../../text/index.ts'
import classes from './builder.module.css'
import { EventField, FilterField, eventPattern } from './event-fields.tsx'
import { Choice, Word } from './fields.tsx'
import type { Commit } from './fields.tsx'
import { HERE } from './parts.ts'
import { DurationField, WindowField } from './time-fields.tsx'
import type { Leaf } from './tree.ts'

const words = text.builder
const HOUR = { amount: 1, unit: 'hour', span: HERE } as const

type Step = SequenceSyntax['steps'][number]
type Absence = SequenceSyntax['absences'][number]

export function SequenceForm({ node, onCommit }: { readonly node: SequenceSyntax; readonly onCommit: Commit<Leaf> }) {
  const { steps, absences } = node
  const last = steps[steps.length - 1].pattern.event.name
  // A sequence has two parts at least.
  const canRemove = steps.length + absences.length > 2
  const setStep = (at: number, step: Step | undefined): string | undefined => onCommit({ ...node, steps: steps.flatMap((one, index) => (index !== at ? [one] : step === undefined ? [] : [step])) })
  const setAbsence = (at: number, absence: Absence | undefined): string | undefined => onCommit({ ...node, absences: absences.flatMap((one, index) => (index !== at ? [one] : absence === undefined ? [] : [absence])) })
  return (
    <div className={classes.steps}>
      {steps.map((step, at) => (
        <div key={at} className={classes.line}>
          {at === 0 ? null : <Word>{words.field.then}</Word>}
          <StepFields step={step} isFirst={at === 0} onCommit={(next) => setStep(at, next)} />
          {canRemove && at > 0 ? <CloseButton size="sm" aria-label={words.field.removeStep} onClick={() => setStep(at, undefined)} /> : null}
        </div>
      ))}
      {absences.map((absence, at) => (
        <div key={at} className={classes.line}>
          <Word>{words.field.absent}</Word>
          <EventField value={absence.pattern} onCommit={(pattern) => setAbsence(at, { ...absence, pattern })} />
          <Word>{words.field.within}</Word>
          <DurationField value={absence.within} onCommit={(within) => setAbsence(at, { ...absence, within })} />
          <Word>{words.field.after}</Word>
          <FilterField value={absence.pattern} onCommit={(pattern) => setAbsence(at, { ...absence, pattern })} />
          {canRemove ? <CloseButton size="sm" aria-label={words.field.removeStep} onClick={() => setAbsence(at, undefined)} /> : null}
        </div>
      ))}
      <div className={classes.line}>
        <WindowField value={node.window} only={['always', 'last']} onCommit={(window) => onCommit({ ...node, window })} />
        <Button size="xs" variant="default" onClick={() => onCommit({ ...node, steps: [...steps, { pattern: eventPattern(last), within: HOUR, without: undefined }] })}>
          {words.field.addStep}
        </Button>
        <Button size="xs" variant="default" onClick={() => onCommit({ ...node, absences: [...absences, { pattern: eventPattern(last), within: HOUR, span: HERE }] })}>
          {words.field.addAbsence}
        </Button>
      </div>
    </div>
  )
}

function StepFields({ step, isFirst, onCommit }: { readonly step: Step; readonly isFirst: boolean; readonly onCommit: Commit<Step> }) {
  const { pattern, within, without } = step
  return (
    <>
      <EventField value={pattern} onCommit={(next) => onCommit({ ...step, pattern: next })} />
      {isFirst ? null : (
        <>
          <Choice label={words.field.within} value={within === undefined ? 'any' : 'within'} options={{ any: words.field.unlimited, within: words.field.within }} width={100} onChange={(next) => onCommit({ ...step, within: next === 'any' ? undefined : HOUR })} />
          {within === undefined ? null : <DurationField value={within} onCommit={(next) => onCommit({ ...step, within: next })} />}
        </>
      )}
      <FilterField value={pattern} onCommit={(next) => onCommit({ ...step, pattern: next })} />
      {without === undefined ? null : <WithoutFields value={without} onCommit={(next) => onCommit({ ...step, without: next })} />}
    </>
  )
}

function WithoutFields({ value, onCommit }: { readonly value: PatternSyntax; readonly onCommit: Commit<PatternSyntax | undefined> }) {
  return (
    <>
      <Word>{words.field.without}</Word>
      <EventField value={value} label={words.field.without} onCommit={onCommit} />
      <FilterField value={value} onCommit={onCommit} />
      <CloseButton size="sm" aria-label={words.remove} onClick={() => onCommit(undefined)} />
    </>
  )
}
