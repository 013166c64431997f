// One form per kind of leaf. Each gives the whole leaf back with the one part changed; what is not on the form stays as it is.
import { Select } from '@mantine/core'
import type { ReactNode } from 'react'
import { use } from 'react'
import type { EventSubjectSyntax, MeasureSyntax, SyntaxNode, TestSyntax } from '@touchstone/language'
import { text } from '../../text/index.ts'
import { BuilderContext } from './builder-context.ts'
import { AggregateField, EventField, FilterField, PathField } from './event-fields.tsx'
import { Choice, NameField, NumberField, TextField, Word } from './fields.tsx'
import type { Commit } from './fields.tsx'
import classes from './builder.module.css'
import { HERE } from './parts.ts'
import { SequenceForm } from './sequence-form.tsx'
import { DurationField, WindowField, ZoneField } from './time-fields.tsx'
import type { Leaf } from './tree.ts'
import { OPERATOR_WORDS, TestField } from './value-fields.tsx'

const words = text.builder

export interface FormProps<Node> {
  readonly node: Node
  readonly onCommit: Commit<Leaf>
}

type Of<Kind extends Leaf['kind']> = FormProps<Extract<SyntaxNode, { kind: Kind }>>

export function LeafForm({ node, onCommit }: FormProps<Leaf>): ReactNode {
  switch (node.kind) {
    case 'did':
      return <DidForm node={node} onCommit={onCommit} />
    case 'measure':
      return <MeasureForm node={node} onCommit={onCommit} />
    case 'test':
      return <TestForm node={node} onCommit={onCommit} />
    case 'sequence':
      return <SequenceForm node={node} onCommit={onCommit} />
    case 'clock':
      return <ClockForm node={node} onCommit={onCommit} />
    case 'anniversary':
      return <AnniversaryForm node={node} onCommit={onCommit} />
    case 'segment':
      return <SegmentForm node={node} onCommit={onCommit} />
    case 'share':
      return <ShareForm node={node} onCommit={onCommit} />
    case 'rank':
      return <RankForm node={node} onCommit={onCommit} />
  }
}

function DidForm({ node, onCommit }: Of<'did'>) {
  return (
    <>
      <Choice label={words.field.did} value={node.negated ? 'not' : 'did'} options={words.did} width={92} onChange={(next) => onCommit({ ...node, negated: next === 'not' })} />
      <EventField value={node.pattern} onCommit={(pattern) => onCommit({ ...node, pattern })} />
      <NumberField label={words.field.times} value={node.times?.value ?? 1} min={1} suffix=" ×" width={64} onCommit={(times) => onCommit({ ...node, times: times === 1 ? undefined : { type: 'number', value: times, span: HERE } })} />
      <WindowField value={node.window} onCommit={(window) => onCommit({ ...node, window })} />
      <FilterField value={node.pattern} onCommit={(pattern) => onCommit({ ...node, pattern })} />
    </>
  )
}

function MeasureForm({ node, onCommit }: Of<'measure'>) {
  return (
    <>
      <AggregateField value={node.left} onCommit={(left) => onCommit({ ...node, left })} />
      {node.divisor === undefined ? null : (
        <div className={classes.line}>
          <Word>{words.field.divisor}</Word>
          <AggregateField value={node.divisor} onCommit={(divisor) => onCommit({ ...node, divisor })} />
        </div>
      )}
      <div className={classes.line}>
        <Choice label={words.field.operator} value={node.operator} options={OPERATOR_WORDS} width={150} onChange={(operator) => onCommit({ ...node, operator })} />
        <MeasuredAgainst node={node} onCommit={onCommit} />
      </div>
    </>
  )
}

/** A number, or another count of the same person. */
function MeasuredAgainst({ node, onCommit }: FormProps<MeasureSyntax>) {
  const { right } = node
  const change = (kind: 'number' | 'scaled'): MeasureSyntax =>
    kind === 'number' ? { ...node, right: { type: 'number', value: 1, span: HERE } } : { ...node, divisor: undefined, right: { kind, factor: undefined, aggregate: node.left, span: HERE } }
  return (
    <>
      {'type' in right ? null : (
        <NumberField label={words.field.factor} value={right.factor?.value ?? 1} suffix=" ×" onCommit={(factor) => onCommit({ ...node, right: { ...right, factor: factor === 1 ? undefined : { type: 'number', value: factor, span: HERE } } })} />
      )}
      {'type' in right ? (
        right.type === 'number' ? (
          <NumberField label={words.field.value} value={right.value} width={110} onCommit={(value) => onCommit({ ...node, right: { ...right, value } })} />
        ) : (
          <Word>{String(right.value)}</Word>
        )
      ) : null}
      <Choice label={words.field.compareWith} value={'type' in right ? 'number' : 'scaled'} options={words.right} width={130} onChange={(kind) => onCommit(change(kind))} />
      {'type' in right ? null : <AggregateField value={right.aggregate} onCommit={(aggregate) => onCommit({ ...node, right: { ...right, aggregate } })} />}
    </>
  )
}

function TestForm({ node, onCommit }: Of<'test'>) {
  const { subject } = node
  if (subject.kind === 'trait') {
    return (
      <>
        <NameField label={words.field.trait} kind="trait" after="" value={subject.name} onCommit={(name) => onCommit({ ...node, subject: { ...subject, name } })} />
        <TestField value={node.test} after={`trait(${JSON.stringify(subject.name)}) = "`} onCommit={(test) => onCommit({ ...node, test })} />
      </>
    )
  }
  return <EventTestForm node={node} subject={subject} onCommit={onCommit} />
}

/** First, last, or n-th: its time, or the value of a property; or the favourite value. */
function EventTestForm({ node, subject, onCommit }: FormProps<TestSyntax> & { readonly subject: EventSubjectSyntax }) {
  const commit = (next: EventSubjectSyntax): string | undefined => onCommit({ ...node, subject: next })
  const { trait: _, ...which } = words.which
  const change = (next: EventSubjectSyntax['which']): EventSubjectSyntax => {
    if (next === 'nth') return { ...subject, which: next, rank: subject.rank ?? { type: 'number', value: 2, span: HERE }, path: [], window: undefined, halfLife: undefined }
    if (next !== 'favourite') return { ...subject, which: next, rank: undefined, halfLife: undefined }
    return { ...subject, which: next, rank: undefined, path: subject.path.length > 0 ? subject.path : [{ name: 'category', span: HERE }], window: undefined }
  }
  return (
    <>
      <Choice label={words.field.which} value={subject.which} options={which} width={110} onChange={(next) => commit(change(next))} />
      {subject.rank === undefined ? null : <NumberField label={words.field.nth} value={subject.rank.value} min={1} width={64} onCommit={(value) => commit({ ...subject, rank: { type: 'number', value, span: HERE } })} />}
      <EventField value={subject.pattern} onCommit={(pattern) => commit({ ...subject, pattern })} />
      {subject.which === 'nth' ? null : <PathField value={subject.path} pattern={subject.pattern} onCommit={(path) => commit({ ...subject, path, ...(path.length === 0 ? { window: undefined } : {}) })} />}
      {subject.path.length === 0 || subject.which === 'favourite' ? null : <WindowField value={subject.window} onCommit={(window) => commit({ ...subject, window })} />}
      <TestField value={node.test} after="" onCommit={(test) => onCommit({ ...node, test })} />
      <FilterField value={subject.pattern} onCommit={(pattern) => commit({ ...subject, pattern })} />
    </>
  )
}

const CLOCK_TESTS = ['=', '!=', '<', '<=', '>', '>=', 'in', 'not in'] as const

function ClockForm({ node, onCommit }: Of<'clock'>) {
  return (
    <>
      <Choice label={words.kind.clock} value={node.unit} options={words.clock} width={140} onChange={(unit) => onCommit({ ...node, unit })} />
      <ZoneField value={node.zone} onCommit={(zone) => onCommit({ ...node, zone })} />
      <TestField value={node.test} after={`${node.unit}() = "`} only={CLOCK_TESTS} onCommit={(test) => onCommit({ ...node, test })} />
    </>
  )
}

function AnniversaryForm({ node, onCommit }: Of<'anniversary'>) {
  return (
    <>
      <NameField label={words.field.trait} kind="trait" after="" value={node.trait.name} onCommit={(name) => onCommit({ ...node, trait: { ...node.trait, name } })} />
      <Choice
        label={words.field.window}
        value={node.duration === undefined ? 'today' : 'next'}
        options={{ today: words.field.today, next: words.field.next }}
        onChange={(next) => onCommit({ ...node, duration: next === 'today' ? undefined : { amount: 7, unit: 'day', span: HERE } })}
      />
      {node.duration === undefined ? null : <DurationField value={node.duration} onCommit={(duration) => onCommit({ ...node, duration })} />}
      <ZoneField value={node.zone} onCommit={(zone) => onCommit({ ...node, zone })} />
    </>
  )
}

function SegmentForm({ node, onCommit }: Of<'segment'>) {
  const { segments } = use(BuilderContext)
  const names = segments.map(({ name }) => name)
  const { name } = node.name
  // A segment may be named by its id.
  const shown = segments.find(({ id }) => id === name)?.name ?? name
  return (
    <Select
      className={classes.grow}
      size="xs"
      aria-label={words.field.segment}
      searchable
      allowDeselect={false}
      value={shown}
      data={names.includes(shown) ? names : [shown, ...names]}
      onChange={(next) => {
        if (next !== null) onCommit({ ...node, name: { name: next, span: HERE } })
      }}
    />
  )
}

function ShareForm({ node, onCommit }: Of<'share'>) {
  return (
    <>
      <NumberField label={words.field.from} value={node.from?.value ?? 0} min={0} suffix=" %" onCommit={(from) => onCommit({ ...node, from: from === 0 ? undefined : { type: 'number', value: from, span: HERE } })} />
      <Word>{words.agoTo}</Word>
      <NumberField label={words.field.to} value={node.to.value} min={0} suffix=" %" onCommit={(to) => onCommit({ ...node, to: { type: 'number', value: to, span: HERE } })} />
      <TextField label={words.field.salt} value={node.salt.name} onCommit={(name) => onCommit({ ...node, salt: { name, span: HERE } })} />
    </>
  )
}

function RankForm({ node, onCommit }: Of<'rank'>) {
  return (
    <>
      <Choice label={words.field.end} value={node.end} options={words.end} width={92} onChange={(end) => onCommit({ ...node, end })} />
      <NumberField label={words.field.percent} value={node.percent.value} min={0} suffix=" %" onCommit={(percent) => onCommit({ ...node, percent: { type: 'number', value: percent, span: HERE } })} />
      <Word>{words.field.by}</Word>
      <AggregateField value={node.aggregate} onCommit={(aggregate) => onCommit({ ...node, aggregate })} />
    </>
  )
}
