import { LIMITS } from './limits.ts'

/**
 * An audit sentence with the input's values in the places of `{field}`. Values are shortened, control characters become
 * spaces (one record stays one line), and a field that was not given reads `–`.
 */
export function auditText(template: string, input: Readonly<Record<string, unknown>>): string {
  return template.replaceAll(/\{([a-zA-Z][a-zA-Z0-9]*)\}/g, (_, field: string) => {
    const value = Object.hasOwn(input, field) ? input[field] : undefined
    if (value === undefined || value === null) return '–'
    const text = typeof value === 'string' ? value : JSON.stringify(value)
    const shortened = text.length > LIMITS.auditValueLength ? `${text.slice(0, LIMITS.auditValueLength)}…` : text
    return shortened.replaceAll(/\p{Cc}/gu, ' ')
  })
}
