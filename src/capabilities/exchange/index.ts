export * from './api-messages.ts'
export * from './dataset-messages.ts'
export * from './mailbox-days.ts'
export * from './messages.ts'
