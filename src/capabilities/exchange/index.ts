export * from './mailbox-days.ts'
export * from './messages.ts'
