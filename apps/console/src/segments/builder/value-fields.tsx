// What something is put to: `= "gold"`, `in ("DE", "AT")`, `in next 7 days`, `before now`.
import { TagsInput } from '@mantine/core'
import type { Literal, MomentSyntax, Operator, ScalarTestSyntax } from '@touchstone/language'
import { text } from '../../text/index.ts'
import classes from './builder.module.css'
import { Choice, NameField, NumberField, TextField } from './fields.tsx'
import type { Commit } from './fields.tsx'
import { HERE } from './parts.ts'
import { DAYS_30, DurationField } from './time-fields.tsx'

const words = text.builder

const OPERATORS: readonly Operator[] = ['=', '!=', '<', '<=', '>', '>=']
export const OPERATOR_WORDS = OPERATORS.map((one) => [one, words.test[one]] as const)

type TestKind = keyof typeof words.test

function kindOf(test: ScalarTestSyntax): TestKind {
  if (test.kind === 'compare') return test.operator
  if (test.kind === 'moment') return test.side
  const name = test.kind === 'text' ? test.match : test.kind === 'list' ? (`list ${test.quantifier}` as const) : test.kind === 'near' ? (`near ${test.side}` as const) : test.kind
  return test.negated ? `not ${name}` : name
}

/** Another test, with as much of the present one as fits. */
function changeKind(test: ScalarTestSyntax, kind: TestKind): ScalarTestSyntax {
  const first = firstLiteral(test)
  const operator = OPERATORS.find((one) => one === kind)
  if (operator !== undefined) return { kind: 'compare', operator, value: test.kind === 'compare' ? test.value : first, span: HERE }
  if (kind === 'before' || kind === 'after') return { kind: 'moment', side: kind, moment: test.kind === 'moment' ? test.moment : { kind: 'ago', duration: DAYS_30, span: HERE }, span: HERE }
  const negated = kind.startsWith('not ')
  const [name, detail] = (negated ? kind.slice(4) : kind).split(' ')
  const values = 'values' in test ? test.values : [first]
  if (name === 'exists') return { kind: name, negated, span: HERE }
  if (name === 'in') return { kind: name, negated, values, span: HERE }
  if (name === 'list') return { kind: name, negated, quantifier: detail as 'any' | 'all', values, span: HERE }
  if (name === 'near') return { kind: name, negated, side: detail as 'last' | 'next', duration: test.kind === 'near' ? test.duration : DAYS_30, span: HERE }
  return { kind: 'text', negated, match: name as 'contains' | 'starts' | 'ends', value: first, span: HERE }
}

function firstLiteral(test: ScalarTestSyntax): Literal {
  if ('values' in test) return test.values[0]
  if ('value' in test && 'type' in test.value) return test.value
  return { type: 'string', value: '', span: HERE }
}

interface TestFieldProps {
  readonly value: ScalarTestSyntax
  readonly onCommit: Commit<ScalarTestSyntax>
  /** A condition up to where a value could stand: offers values that there were. */
  readonly after: string
  /** Hours and weekdays are only compared, or looked up in a list. */
  readonly only?: readonly TestKind[]
}

export function TestField({ value, onCommit, after, only }: TestFieldProps) {
  const kind = kindOf(value)
  const options = (Object.entries(words.test) as [TestKind, string][]).filter(([one]) => only === undefined || only.includes(one) || one === kind)
  return (
    <>
      <Choice label={words.field.operator} value={kind} options={options} width={150} onChange={(next) => onCommit(changeKind(value, next))} />
      <Operand value={value} onCommit={onCommit} after={after} />
    </>
  )
}

function Operand({ value, onCommit, after }: TestFieldProps) {
  switch (value.kind) {
    case 'compare':
      return <ValueField value={value.value} onCommit={(next) => onCommit({ ...value, value: next })} after={after} traits />
    case 'text':
      return <ValueField value={value.value} onCommit={(next) => onCommit('type' in next ? { ...value, value: next } : value)} after={after} />
    case 'in':
    case 'list':
      return <ValuesField value={value.values} onCommit={(values) => onCommit({ ...value, values })} />
    case 'near':
      return <DurationField value={value.duration} onCommit={(duration) => onCommit({ ...value, duration })} />
    case 'moment':
      return <MomentField value={value.moment} onCommit={(moment) => onCommit({ ...value, moment })} />
    case 'exists':
      return null
  }
}

type Value = Extract<ScalarTestSyntax, { kind: 'compare' }>['value']

function ValueField({ value, onCommit, after, traits = false }: { readonly value: Value; readonly onCommit: Commit<Value>; readonly after: string; readonly traits?: boolean }) {
  const type = 'type' in value ? value.type : 'trait'
  const { trait, ...literals } = words.type
  return (
    <>
      {type === 'string' && 'type' in value ? <NameField label={words.field.value} kind="value" after={after} value={String(value.value)} onCommit={(next) => onCommit({ type: 'string', value: next, span: HERE })} /> : null}
      {type === 'number' && 'type' in value ? <NumberField label={words.field.value} value={Number(value.value)} onCommit={(next) => onCommit({ type: 'number', value: next, span: HERE })} width={110} /> : null}
      {type === 'boolean' && 'type' in value ? <Choice label={words.field.value} value={value.value === true ? 'yes' : 'no'} options={{ yes: words.yes, no: words.no }} width={80} onChange={(next) => onCommit({ type: 'boolean', value: next === 'yes', span: HERE })} /> : null}
      {'type' in value ? null : <NameField label={words.field.trait} kind="trait" after="" value={value.name} onCommit={(name) => onCommit({ kind: 'trait', name, span: HERE })} />}
      <Choice label={words.field.type} value={type} options={traits || type === 'trait' ? { ...literals, trait } : (literals as typeof words.type)} width={104} onChange={(next) => onCommit(changeType(value, next))} />
    </>
  )
}

function changeType(value: Value, type: keyof typeof words.type): Value {
  const text = 'type' in value ? String(value.value) : value.name
  if (type === 'trait') return { kind: 'trait', name: /^[A-Za-z_]\w*$/.test(text) ? text : 'country', span: HERE }
  if (type === 'number') return { type, value: text.trim() !== '' && Number.isFinite(Number(text)) ? Number(text) : 0, span: HERE }
  return type === 'boolean' ? { type, value: text === 'true', span: HERE } : { type, value: text, span: HERE }
}

/** Each value keeps its type; a new one is of the type of the first. */
function ValuesField({ value, onCommit }: { readonly value: readonly Literal[]; readonly onCommit: Commit<readonly Literal[]> }) {
  const first = value[0].type
  const typed = (text: string): Literal => {
    const kept = value.find((one) => String(one.value) === text)
    if (kept !== undefined) return kept
    if (first === 'number' && text.trim() !== '' && Number.isFinite(Number(text))) return { type: first, value: Number(text), span: HERE }
    return { type: 'string', value: text, span: HERE }
  }
  return (
    <TagsInput
      className={classes.grow}
      size="xs"
      aria-label={words.field.values}
      placeholder={words.field.valuesHint}
      value={value.map((one) => String(one.value))}
      onChange={(texts) => {
        if (texts.length > 0) onCommit(texts.map(typed))
      }}
    />
  )
}

function MomentField({ value, onCommit }: { readonly value: MomentSyntax; readonly onCommit: Commit<MomentSyntax> }) {
  const change = (kind: MomentSyntax['kind']): MomentSyntax => {
    if (kind === 'now') return { kind, span: HERE }
    return kind === 'date' ? { kind, text: '2026-01-01', span: HERE } : { kind, duration: 'duration' in value ? value.duration : DAYS_30, span: HERE }
  }
  return (
    <>
      {'duration' in value ? <DurationField value={value.duration} onCommit={(duration) => onCommit({ ...value, duration })} /> : null}
      {value.kind === 'date' ? <TextField label={words.field.date} value={value.text} onCommit={(next) => onCommit({ ...value, text: next })} /> : null}
      <Choice label={words.momentLabel} value={value.kind} options={words.moment} width={104} onChange={(kind) => onCommit(change(kind))} />
    </>
  )
}
