// Which events: name, filter, property, and what is computed of them.
import type { AggregateFunction, AggregateSyntax, PatternSyntax, StepSyntax } from '@touchstone/language'
import { text } from '../../text/index.ts'
import { Choice, NameField, TextField } from './fields.tsx'
import type { Commit } from './fields.tsx'
import { HERE, filterText, pathText, readFilter, readPath } from './parts.ts'
import { WindowField } from './time-fields.tsx'

const words = text.builder

export const eventPattern = (name: string): PatternSyntax => ({ event: { name, span: HERE }, filter: undefined, span: HERE })

/** An event by its name. */
export function EventField({ value, onCommit, label = words.field.event }: { readonly value: PatternSyntax; readonly onCommit: Commit<PatternSyntax>; readonly label?: string }) {
  return <NameField label={label} kind="event" after={'did "'} value={value.event.name} onCommit={(name) => onCommit({ ...value, event: { name, span: HERE } })} />
}

/** Which of them, in the language's words: a filter is as rich as a condition. */
export function FilterField({ value, onCommit }: { readonly value: PatternSyntax; readonly onCommit: Commit<PatternSyntax> }) {
  return (
    <TextField
      label={words.field.filter}
      placeholder={`${words.field.filter} ${words.field.filterHint}`}
      mono
      grow
      value={filterText(value.filter)}
      onCommit={(written) => {
        const read = readFilter(written)
        return read.ok ? onCommit({ ...value, filter: read.value }) : read.message
      }}
    />
  )
}

/** A property of an event: `cart.total`, `products[].sku`. */
export function PathField({ value, pattern, onCommit }: { readonly value: readonly StepSyntax[]; readonly pattern: PatternSyntax; readonly onCommit: Commit<readonly StepSyntax[]> }) {
  return (
    <NameField
      label={words.field.property}
      kind="property"
      after={`sum(${JSON.stringify(pattern.event.name)}.`}
      value={pathText(value)}
      onCommit={(written) => {
        const read = readPath(written)
        return read.ok ? onCommit(read.value) : read.message
      }}
    />
  )
}

/** Numbers made of events themselves, not of a property. */
function isOfEvents(name: AggregateFunction): boolean {
  return name === 'count' || name === 'gap'
}

export function AggregateField({ value, onCommit }: { readonly value: AggregateSyntax; readonly onCommit: Commit<AggregateSyntax> }) {
  const change = (name: AggregateFunction): AggregateSyntax => {
    const path = isOfEvents(name) ? [] : value.path.length > 0 ? value.path : [{ name: 'revenue', span: HERE }]
    return { ...value, function: name, path }
  }
  return (
    <>
      <Choice label={words.field.function} value={value.function} options={words.aggregate} width={124} onChange={(name) => onCommit(change(name))} />
      <EventField value={value.pattern} onCommit={(pattern) => onCommit({ ...value, pattern })} />
      {isOfEvents(value.function) ? null : <PathField value={value.path} pattern={value.pattern} onCommit={(path) => onCommit({ ...value, path })} />}
      <WindowField value={value.window} onCommit={(window) => onCommit({ ...value, window })} />
      <FilterField value={value.pattern} onCommit={(pattern) => onCommit({ ...value, pattern })} />
    </>
  )
}

