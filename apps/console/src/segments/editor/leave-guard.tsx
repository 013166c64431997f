// What is not saved is not lost by a wrong click: leaving asks first, closing the tab too.
import { Button, Group, Modal, Text } from '@mantine/core'
import { useBlocker } from '@tanstack/react-router'
import { text } from '../../text/index.ts'

const words = text.segmentEditor.leave

/** `isDirty` is asked at the moment of leaving. Changes of the address within the screen are not leaving. */
export function LeaveGuard({ isDirty }: { readonly isDirty: () => boolean }) {
  const blocker = useBlocker({ shouldBlockFn: ({ current, next }) => current.pathname !== next.pathname && isDirty(), enableBeforeUnload: isDirty, withResolver: true })
  const isAsking = blocker.status === 'blocked'
  return (
    <Modal opened={isAsking} onClose={() => blocker.reset?.()} title={words.title} closeButtonProps={{ 'aria-label': words.stay }}>
      <Text size="sm">{words.body}</Text>
      <Group justify="flex-end" mt={16} gap={8}>
        <Button variant="default" onClick={() => blocker.proceed?.()}>
          {words.go}
        </Button>
        <Button data-autofocus onClick={() => blocker.reset?.()}>
          {words.stay}
        </Button>
      </Group>
    </Modal>
  )
}
