// Made from the live schema by "npm run yanagi -- types"; a test fails when it is stale. Don't edit.
import type { ColumnType } from 'kysely'

type Generated<T> =
  T extends ColumnType<infer S, infer I, infer U> ? ColumnType<S, I | undefined, U> : ColumnType<T, T | undefined, T>
type Moment = ColumnType<Date, Date | string, Date | string>

export interface SchemaMigrationTable {
  name: string
  sha256: string
  applied_at: Generated<Moment>
}

export interface MynumberDb {
  schema_migration: SchemaMigrationTable
}
