/** The SDKs that there is a set-up for, in the order they are offered. */
export const SDKS = ['snippet', 'npm', 'node', 'python', 'ruby', 'java', 'kotlin', 'php', 'rudderstack', 'curl'] as const
export type Sdk = (typeof SDKS)[number]

/** What is offered first, by what sends the facts. */
export const FIRST_SDK = { web: 'npm', mobile: 'kotlin', server: 'node', other: 'curl' } as const
