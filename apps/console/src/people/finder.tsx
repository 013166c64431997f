// Finding one person. What is typed narrows the list; Enter opens the person when there is exactly one. The kind of
// identifier is guessed until somebody chooses it. What may be personal does not go into the address.
import { ActionIcon, NativeSelect, TextInput } from '@mantine/core'
import { useDebouncedCallback } from '@mantine/hooks'
import { IconSearch, IconX } from '@tabler/icons-react'
import { useNavigate } from '@tanstack/react-router'
import { useEffect, useRef, useState } from 'react'
import type { FormEvent } from 'react'
import { isMissing } from '../api/client.ts'
import { findPerson, searchPeople } from '../api/people.ts'
import { text } from '../text/index.ts'
import classes from './people.module.css'
import { TYPES, guessType, isPersonal } from './question.ts'

const words = text.people.find
const SETTLED = 200

interface FinderProps {
  /** What the list shows now. */
  readonly value: string
  readonly type: string | undefined
  readonly onFind: (value: string, type: string | undefined) => void
}

export function Finder({ value, type, onFind }: FinderProps) {
  const [draft, setDraft] = useDraft(value)
  const [said, setSaid] = useState<string>()
  const navigate = useNavigate()
  const settle = useDebouncedCallback(onFind, SETTLED)
  const wanted = draft.trim()
  const guess = type === undefined ? guessType(wanted) : undefined
  const change = (next: string, chosen: string | undefined): void => {
    setDraft(next)
    setSaid(undefined)
    settle(next, chosen)
  }
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault()
    if (wanted === '') return
    // What waits to be looked for would otherwise lead back here from the person.
    settle.cancel()
    onFind(draft, type)
    try {
      const found = await openWhom(wanted, type ?? guess)
      if (typeof found === 'number') await navigate({ to: '/people/$person', params: { person: found } })
      else setSaid(found)
    } catch (error) {
      setSaid(error instanceof Error ? error.message : String(error))
    }
  }
  const note = said ?? (isPersonal(wanted, type) ? words.personal : guess !== undefined ? words.guess(guess) : words.hint)
  return (
    <form className={classes.finder} role="search" aria-label={words.label} onSubmit={(event) => void submit(event)}>
      <div className={classes.finderFields}>
        <NativeSelect
          aria-label={words.type}
          value={type ?? ''}
          data={[{ value: '', label: words.any }, ...TYPES.map((one) => ({ value: one, label: one === 'person' ? words.person : one }))]}
          onChange={(event) => change(draft, event.currentTarget.value || undefined)}
        />
        <TextInput
          data-search
          aria-label={words.label}
          aria-describedby="people-find-note"
          placeholder={words.placeholder}
          autoComplete="off"
          spellCheck={false}
          dir="auto"
          leftSection={<IconSearch size={15} aria-hidden="true" />}
          rightSection={
            draft === '' ? null : (
              <ActionIcon variant="subtle" color="gray" size="sm" aria-label={words.clear} onClick={() => change('', type)}>
                <IconX size={14} />
              </ActionIcon>
            )
          }
          value={draft}
          onChange={(event) => change(event.currentTarget.value, type)}
        />
      </div>
      <p id="people-find-note" className={classes.note} role="status" data-kind={said === undefined ? undefined : 'said'}>
        {note}
      </p>
    </form>
  )
}

/** Follows the address, but not while somebody writes: what is written there is older than what stands in the field. */
function useDraft(value: string): [string, (next: string) => void] {
  const [draft, setDraft] = useState(value)
  const written = useRef(value)
  useEffect(() => {
    if (value !== written.current) setDraft(value)
    written.current = value
  }, [value])
  const write = (next: string): void => {
    written.current = next
    setDraft(next)
  }
  return [draft, write]
}

/** The number of the one person meant, or why nobody is opened. */
async function openWhom(wanted: string, type: string | undefined): Promise<number | string> {
  if (type !== undefined) {
    const value = wanted.startsWith(`${type}:`) ? wanted.slice(type.length + 1) : wanted
    const exact = await findPerson(type, value).catch((error: unknown) => {
      if (isMissing(error)) return undefined
      throw error
    })
    if (exact !== undefined) return exact
  }
  const { count, first } = await searchPeople(type === undefined || type === 'person' || wanted.startsWith(`${type}:`) ? wanted : `${type}:${wanted}`)
  if (count === 1 && first !== undefined) return first
  return count === 0 ? words.nobody(type ?? words.identifier) : words.several
}
