import { Button, Group, Modal, Stack, Text } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useRevokeKey } from '../../api/sources.ts'
import type { Source, WriteKey } from '../../api/sources.ts'
import { Moment } from '../../design/moment.tsx'
import { text } from '../../text/index.ts'
import { Notice } from '../notice.tsx'

const words = text.data.sources.revoke

/** Asks before a key is ended, for that cannot be undone. */
export function RevokeKey({ source, id, onClose }: { readonly source: Source | undefined; readonly id: string | undefined; readonly onClose: () => void }) {
  const key = source?.keys.find((one) => one.id === id)
  return (
    <Modal opened={key !== undefined} onClose={onClose} title={key === undefined ? '' : words.title(key.name)} closeButtonProps={{ 'aria-label': text.data.close }}>
      {key === undefined || source === undefined ? null : <Question key={key.id} of={key} isLast={source.keys.filter(({ revokedAt }) => revokedAt === null).length === 1} onClose={onClose} />}
    </Modal>
  )
}

function Question({ of, isLast, onClose }: { readonly of: WriteKey; readonly isLast: boolean; readonly onClose: () => void }) {
  const revoke = useRevokeKey()
  const confirm = (): void =>
    revoke.mutate(of.id, {
      onSuccess: () => {
        notifications.show({ message: words.done(of.name) })
        onClose()
      },
    })
  return (
    <Stack gap={12}>
      <Text size="sm" children={words.what} />
      {of.lastUsedAt === null ? null : (
        <Text size="sm">
          {words.used} <Moment at={of.lastUsedAt} />.
        </Text>
      )}
      {isLast ? <Text size="sm" fw={600} children={words.last} /> : null}
      <Text size="sm" c="dimmed" children={words.undo} />
      {revoke.error === null ? null : <Notice kind="bad" title={text.states.failed} children={revoke.error.message} />}
      <Group justify="flex-end" gap={8}>
        <Button variant="default" data-autofocus onClick={onClose} children={text.data.cancel} />
        <Button color="red.8" loading={revoke.isPending} onClick={confirm} children={words.confirm} />
      </Group>
    </Stack>
  )
}
