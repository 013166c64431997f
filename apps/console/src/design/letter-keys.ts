// Single letters as shortcuts can be switched off: whoever speaks to their computer would otherwise trigger them by
// dictating (WCAG 2.1.4). The choice is kept in this browser.
import { useLocalStorage } from '@mantine/hooks'

export function useLetterKeys(): [on: boolean, set: (on: boolean) => void] {
  const [on, set] = useLocalStorage({ key: 'touchstone-letter-keys', defaultValue: true, getInitialValueInEffect: false })
  return [on, set]
}
