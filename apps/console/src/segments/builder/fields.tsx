// The small inputs that conditions are made of. What is typed into them goes into the condition at once when it can be
// read; until then it stays here, with what is wrong with it.
import { Autocomplete, NumberInput, Select, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { ReactNode } from 'react'
import type { Completion } from '@touchstone/language'
import { wordsQuery } from '../../api/segments.ts'
import classes from './builder.module.css'

/** Takes a value into the condition, or says why not. */
export type Commit<T> = (value: T) => string | undefined

export interface Draft {
  readonly value: string
  readonly error: string | undefined
  readonly write: (text: string) => void
  /** Back to what the condition says. */
  readonly reset: () => void
}

/** Text that somebody is writing, beside the value that the condition has. */
export function useDraft(value: string, commit: Commit<string>): Draft {
  const [draft, setDraft] = useState({ seen: value, text: value, error: undefined as string | undefined })
  // The condition changed by itself: by undo, by the text, or by what was written here.
  if (draft.seen !== value) setDraft({ seen: value, text: draft.error === undefined && sameText(draft.text, value) ? draft.text : value, error: undefined })
  return {
    value: draft.text,
    error: draft.error,
    write: (text) => {
      const error = commit(text)
      setDraft((before) => ({ seen: before.seen, text, error }))
    },
    reset: () => setDraft({ seen: value, text: value, error: undefined }),
  }
}

/** What is written in another way is left as it is written. */
const sameText = (a: string, b: string): boolean => a.replaceAll(/\s+/g, '') === b.replaceAll(/\s+/g, '')

interface TextFieldProps {
  readonly label: string
  readonly value: string
  readonly onCommit: Commit<string>
  readonly placeholder?: string
  readonly mono?: boolean
  readonly grow?: boolean
  readonly type?: 'text' | 'date'
}

export function TextField({ label, value, onCommit, placeholder, mono = false, grow = false, type = 'text' }: TextFieldProps) {
  const draft = useDraft(value, onCommit)
  return (
    <TextInput
      className={grow ? classes.grow : classes.field}
      classNames={mono ? { input: 'mono' } : {}}
      size="xs"
      type={type}
      aria-label={label}
      placeholder={placeholder ?? ''}
      value={draft.value}
      error={draft.error}
      onChange={({ currentTarget }) => draft.write(currentTarget.value)}
      onBlur={draft.reset}
    />
  )
}

interface NameFieldProps {
  readonly label: string
  readonly value: string
  readonly onCommit: Commit<string>
  /** A condition up to where such a name could stand. */
  readonly after: string
  readonly kind: Completion['kind']
}

/** A name, with those that there are. */
export function NameField({ label, value, onCommit, after, kind }: NameFieldProps) {
  const draft = useDraft(value, onCommit)
  const [open, setOpen] = useState(false)
  const { data } = useQuery({ ...wordsQuery(after), enabled: open })
  return (
    <Autocomplete
      className={classes.name}
      size="xs"
      aria-label={label}
      value={draft.value}
      error={draft.error}
      limit={50}
      placeholder={label}
      data={[...new Set(data?.filter((one) => one.kind === kind).map((one) => one.label) ?? [])]}
      onChange={draft.write}
      onFocus={() => setOpen(true)}
      onBlur={draft.reset}
    />
  )
}

export function NumberField({ label, value, onCommit, min, suffix, width = 84 }: { readonly label: string; readonly value: number; readonly onCommit: Commit<number>; readonly min?: number; readonly suffix?: string; readonly width?: number }) {
  const [draft, setDraft] = useState<{ readonly seen: number; readonly text: string | number; readonly error: string | undefined }>({ seen: value, text: value, error: undefined })
  if (draft.seen !== value) setDraft({ seen: value, text: Number(draft.text) === value ? draft.text : value, error: undefined })
  return (
    <NumberInput
      size="xs"
      w={width}
      hideControls
      aria-label={label}
      value={draft.text}
      error={draft.error}
      {...(min === undefined ? {} : { min })}
      {...(suffix === undefined ? {} : { suffix })}
      onChange={(text) => {
        const error = text === '' || !Number.isFinite(Number(text)) ? undefined : onCommit(Number(text))
        setDraft((before) => ({ ...before, text, error }))
      }}
      onBlur={() => setDraft({ seen: value, text: value, error: undefined })}
    />
  )
}

export interface ChoiceProps<T extends string> {
  readonly label: string
  readonly value: T
  readonly options: Readonly<Record<T, string>> | readonly (readonly [T, string])[]
  readonly onChange: (value: T) => void
  readonly width?: number
}

export function Choice<T extends string>({ label, value, options, onChange, width }: ChoiceProps<T>) {
  const entries = Array.isArray(options) ? (options as readonly (readonly [T, string])[]) : (Object.entries(options) as [T, string][])
  return (
    <Select
      size="xs"
      w={width ?? 130}
      aria-label={label}
      allowDeselect={false}
      withCheckIcon={false}
      comboboxProps={{ width: 'max-content', position: 'bottom-start' }}
      value={value}
      data={entries.map(([one, words]) => ({ value: one, label: words }))}
      onChange={(next) => {
        if (next !== null) onChange(next as T)
      }}
    />
  )
}

export const Word = ({ children }: { readonly children: ReactNode }) => <span className={classes.word}>{children}</span>
