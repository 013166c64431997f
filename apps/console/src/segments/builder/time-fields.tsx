// When: windows, durations, time zones.
import type { DurationSyntax, Name, WindowSyntax, ZoneSyntax } from '@touchstone/language'
import { text } from '../../text/index.ts'
import classes from './builder.module.css'
import { Choice, NameField, NumberField, TextField, Word } from './fields.tsx'
import type { Commit } from './fields.tsx'
import { HERE } from './parts.ts'

const words = text.builder

export const DAYS_30: DurationSyntax = { amount: 30, unit: 'day', span: HERE }
const named = (name: string): Name => ({ name, span: HERE })

export function DurationField({ value, onCommit }: { readonly value: DurationSyntax; readonly onCommit: Commit<DurationSyntax> }) {
  return (
    <span className={classes.pair}>
      <NumberField label={words.field.amount} value={value.amount} min={0} width={64} onCommit={(amount) => onCommit({ ...value, amount })} />
      <Choice label={words.field.unit} value={value.unit} options={words.unit} width={96} onChange={(unit) => onCommit({ ...value, unit })} />
    </span>
  )
}

export function ZoneField({ value, onCommit }: { readonly value: ZoneSyntax | undefined; readonly onCommit: Commit<ZoneSyntax | undefined> }) {
  const after = 'hour("'
  return (
    <>
      <Choice
        label={words.field.zone}
        value={value?.kind ?? 'none'}
        options={words.zone}
        onChange={(kind) => onCommit(kind === 'none' ? undefined : kind === 'named' ? { kind, zone: named('Europe/Berlin'), span: HERE } : { kind, otherwise: undefined, span: HERE })}
      />
      {value?.kind === 'named' ? <NameField label={words.field.zoneName} kind="zone" after={after} value={value.zone.name} onCommit={(zone) => onCommit({ ...value, zone: named(zone) })} /> : null}
      {value?.kind === 'person' ? (
        <>
          <Word>{words.zoneElse}</Word>
          <TextField label={words.field.zoneName} placeholder={words.zone.none} value={value.otherwise?.name ?? ''} onCommit={(zone) => onCommit({ ...value, otherwise: zone === '' ? undefined : named(zone) })} />
        </>
      ) : null}
    </>
  )
}

type WindowKind = keyof typeof words.window

function kindOf(window: WindowSyntax | undefined): WindowKind {
  if (window === undefined) return 'always'
  if (window.kind === 'calendar') return `${window.which} ${window.period}`
  if (window.kind === 'dates') return window.from === undefined ? 'until' : window.to === undefined ? 'since' : 'between'
  return window.kind
}

/** Another kind of window, with as much of the present one as fits. */
function changeKind(window: WindowSyntax | undefined, kind: WindowKind): WindowSyntax | undefined {
  const length = window?.kind === 'last' ? window.duration : DAYS_30
  if (kind === 'always') return undefined
  if (kind === 'last') return { kind, duration: length, span: HERE }
  if (kind === 'ago') return { kind, from: { ...length, amount: length.amount * 2 }, to: length, span: HERE }
  if (kind === 'since' || kind === 'until' || kind === 'between') return changeDates(window, kind)
  const [which, period] = kind.split(' ') as ['this' | 'last', 'day' | 'week' | 'month' | 'quarter' | 'year']
  return { kind: 'calendar', which, period, zone: window?.kind === 'calendar' ? window.zone : undefined, span: HERE }
}

function changeDates(window: WindowSyntax | undefined, kind: 'since' | 'until' | 'between'): WindowSyntax {
  const dates = window?.kind === 'dates' ? window : undefined
  const from = dates?.from ?? named('2026-01-01')
  const to = dates?.to ?? named('2027-01-01')
  return { kind: 'dates', from: kind === 'until' ? undefined : from, to: kind === 'since' ? undefined : to, span: HERE }
}

/** `only`: sequences know the last so-and-so long, or ever. */
export function WindowField({ value, onCommit, only }: { readonly value: WindowSyntax | undefined; readonly onCommit: Commit<WindowSyntax | undefined>; readonly only?: readonly WindowKind[] }) {
  const kind = kindOf(value)
  const options = (Object.entries(words.window) as [WindowKind, string][]).filter(([one]) => only === undefined || only.includes(one) || one === kind)
  return (
    <>
      <Choice label={words.field.window} value={kind} options={options} width={140} onChange={(next) => onCommit(changeKind(value, next))} />
      {value === undefined ? null : <WindowDetails value={value} onCommit={onCommit} />}
    </>
  )
}

function WindowDetails({ value, onCommit }: { readonly value: WindowSyntax; readonly onCommit: Commit<WindowSyntax | undefined> }) {
  switch (value.kind) {
    case 'last':
      return <DurationField value={value.duration} onCommit={(duration) => onCommit({ ...value, duration })} />
    case 'ago':
      return (
        <>
          <DurationField value={value.from} onCommit={(from) => onCommit({ ...value, from })} />
          <Word>{words.agoTo}</Word>
          <DurationField value={value.to} onCommit={(to) => onCommit({ ...value, to })} />
          <Word>{words.ago}</Word>
        </>
      )
    case 'calendar':
      return <ZoneField value={value.zone} onCommit={(zone) => onCommit({ ...value, zone })} />
    case 'dates':
      return (
        <>
          {value.from === undefined ? null : <TextField label={words.field.date} value={value.from.name} onCommit={(from) => onCommit({ ...value, from: named(from) })} />}
          {value.from === undefined || value.to === undefined ? null : <Word>{words.and}</Word>}
          {value.to === undefined ? null : <TextField label={words.field.date} value={value.to.name} onCommit={(to) => onCommit({ ...value, to: named(to) })} />}
        </>
      )
  }
}
