export * from './rules.ts'
export * from './resolve.ts'
