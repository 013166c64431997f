import { Button } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { IconDownload } from '@tabler/icons-react'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { keys } from '../api/keys.ts'
import { exportAddress } from '../api/people.ts'
import type { PeopleList, PeopleQuestion } from '../api/people.ts'
import { Hint } from '../design/hint.tsx'
import { text } from '../text/index.ts'

const words = text.people

/** The list as a file, which the browser saves while the server makes it. */
export function ExportButton({ question, list, columns }: { readonly question: PeopleQuestion; readonly list: PeopleList; readonly columns: readonly string[] }) {
  const queryClient = useQueryClient()
  const file = useMutation({
    mutationFn: () => exportAddress(question, list.list, columns),
    onSuccess: ({ address, isSame }) => {
      const link = document.createElement('a')
      link.href = address
      link.download = ''
      link.click()
      if (isSame) return
      notifications.show({ message: words.exportAnew })
      void queryClient.invalidateQueries({ queryKey: keys.people.list(question) })
    },
    onError: ({ message }) => notifications.show({ color: 'red', title: words.exportFailed, message }),
  })
  return (
    <Hint label={words.exportWhy}>
      <Button variant="default" leftSection={<IconDownload size={15} aria-hidden="true" />} loading={file.isPending} disabled={list.count === 0} onClick={() => file.mutate()}>
        {words.export}
      </Button>
    </Hint>
  )
}
