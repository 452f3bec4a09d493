export { outbox } from './capability.ts'
export { demoOutbox } from './demo-outbox.ts'
