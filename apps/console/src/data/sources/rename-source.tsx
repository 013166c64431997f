import { Button, Group, Modal, Select, Stack, TextInput } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useState } from 'react'
import type { FormEvent } from 'react'
import { useRenameSource } from '../../api/sources.ts'
import type { Source } from '../../api/sources.ts'
import { text } from '../../text/index.ts'
import { Notice } from '../notice.tsx'

const words = text.data.sources
const KINDS = (['web', 'mobile', 'server', 'other'] as const).map((value) => ({ value, label: words.kind[value] }))

export function RenameSource({ source, onClose }: { readonly source: Source | undefined; readonly onClose: () => void }) {
  return (
    <Modal opened={source !== undefined} onClose={onClose} title={source === undefined ? '' : words.renameOne(source.name)} closeButtonProps={{ 'aria-label': text.data.close }}>
      {source === undefined ? null : <Form key={source.id} source={source} onClose={onClose} />}
    </Modal>
  )
}

function Form({ source, onClose }: { readonly source: Source; readonly onClose: () => void }) {
  const change = useRenameSource()
  const [name, setName] = useState(source.name)
  const [kind, setKind] = useState(source.kind)
  const missing = name.trim() === ''
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    if (missing || change.isPending) return
    change.mutate(
      { id: source.id, name, kind },
      {
        onSuccess: () => {
          notifications.show({ message: words.renamed })
          onClose()
        },
      },
    )
  }
  return (
    <form onSubmit={submit}>
      <Stack gap={14}>
        <TextInput data-autofocus label={words.name} value={name} maxLength={100} error={missing ? words.issue.nameMissing : null} onChange={(event) => setName(event.currentTarget.value)} />
        <Select label={words.kindLabel} data={KINDS} value={kind} allowDeselect={false} onChange={(value) => setKind(KINDS.find((one) => one.value === value)?.value ?? 'other')} />
        {change.error === null ? null : <Notice kind="bad" title={text.states.failed} children={change.error.message} />}
        <Group justify="flex-end" gap={8}>
          <Button variant="default" onClick={onClose} children={text.data.cancel} />
          <Button type="submit" loading={change.isPending} children={words.save} />
        </Group>
      </Stack>
    </form>
  )
}
