import { Button, Group, Modal, Select, Stack, Text, TextInput } from '@mantine/core'
import { useState } from 'react'
import type { FormEvent } from 'react'
import { useIssueKey } from '../../api/sources.ts'
import type { Source } from '../../api/sources.ts'
import { text } from '../../text/index.ts'
import { Notice } from '../notice.tsx'

const words = text.data.sources
const KINDS = (['web', 'mobile', 'server', 'other'] as const).map((value) => ({ value, label: words.kind[value] }))

export interface Issued {
  readonly source: string
  readonly kind: Source['kind']
  readonly secret: string
}

interface IssueKeyProps {
  readonly opened: boolean
  /** Undefined for a new one. */
  readonly source: Source | undefined
  readonly onClose: () => void
  readonly onIssued: (issued: Issued) => void
}

/** Asks for a name, and issues a key: for a new source, or one more for one that is there. */
export function IssueKey({ opened, source, onClose, onIssued }: IssueKeyProps) {
  return (
    <Modal opened={opened} onClose={onClose} title={source === undefined ? words.issue.newTitle : words.issue.keyTitle(source.name)} closeButtonProps={{ 'aria-label': text.data.close }}>
      <Form key={source?.id ?? ''} source={source} onClose={onClose} onIssued={onIssued} />
    </Modal>
  )
}

function Form({ source, onClose, onIssued }: Omit<IssueKeyProps, 'opened'>) {
  const issue = useIssueKey()
  const [name, setName] = useState('')
  const [kind, setKind] = useState<Source['kind']>('web')
  const [tried, setTried] = useState(false)
  const missing = name.trim() === ''
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    setTried(true)
    if (missing || issue.isPending) return
    issue.mutate(source === undefined ? { name, kind } : { name, source: source.id }, { onSuccess: (made) => onIssued({ source: made.source.id, kind: made.source.kind, secret: made.secret }) })
  }
  return (
    <form onSubmit={submit}>
      <Stack gap={14}>
        <TextInput
          data-autofocus
          label={source === undefined ? words.name : words.issue.keyName}
          description={source === undefined ? words.issue.nameHint : words.issue.keyNameHint}
          value={name}
          maxLength={100}
          error={tried && missing ? words.issue.nameMissing : null}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        {source === undefined ? <Select label={words.kindLabel} data={KINDS} value={kind} allowDeselect={false} onChange={(value) => setKind(KINDS.find((one) => one.value === value)?.value ?? 'other')} /> : null}
        {issue.error === null ? null : <Notice kind="bad" title={text.states.failed} children={issue.error.message} />}
        <Text size="sm" c="dimmed" children={words.issue.secretOnce} />
        <Group justify="flex-end" gap={8}>
          <Button variant="default" onClick={onClose} children={text.data.cancel} />
          <Button type="submit" loading={issue.isPending} children={words.issue.go} />
        </Group>
      </Stack>
    </form>
  )
}
