export { outbox } from './capability.ts'
