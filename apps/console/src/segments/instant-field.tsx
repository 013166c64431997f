// An instant in the reader's zone, as the browser lets one choose it; empty for now.
import { CloseButton, TextInput } from '@mantine/core'
import { useState } from 'react'
import type { Millis } from '@touchstone/base'

interface InstantFieldProps {
  readonly label: string
  readonly placeholder: string
  /** Words of the button that goes back to now. */
  readonly clear: string
  readonly value: Millis | undefined
  readonly onChange: (value: Millis | undefined) => void
}

export function InstantField({ label, placeholder, clear, value, onChange }: InstantFieldProps) {
  const written = value === undefined ? '' : localText(value)
  const [draft, setDraft] = useState(written)
  const [seen, setSeen] = useState(written)
  if (written !== seen) {
    setSeen(written)
    setDraft(written)
  }
  return (
    <TextInput
      type="datetime-local"
      size="xs"
      label={label}
      description={value === undefined ? placeholder : undefined}
      inputWrapperOrder={['label', 'input', 'description']}
      value={draft}
      rightSection={value === undefined ? undefined : <CloseButton size="xs" aria-label={clear} onClick={() => onChange(undefined)} />}
      onChange={({ currentTarget }) => {
        setDraft(currentTarget.value)
        const instant = currentTarget.value === '' ? undefined : new Date(currentTarget.value).getTime()
        if (instant === undefined || Number.isSafeInteger(instant)) onChange(instant)
      }}
    />
  )
}

/** 2026-03-01T14:30 in the reader's zone. */
function localText(instant: Millis): string {
  const date = new Date(instant)
  const two = (value: number): string => String(value).padStart(2, '0')
  return `${String(date.getFullYear()).padStart(4, '0')}-${two(date.getMonth() + 1)}-${two(date.getDate())}T${two(date.getHours())}:${two(date.getMinutes())}`
}
