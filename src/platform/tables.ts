/**
 * Tables that belong to the platform itself, in every zone; all others belong to exactly one capability
 * (`ZonePart.tables`). A test holds both lists against the live schema.
 */
export const platformTables: Readonly<Record<string, readonly string[]>> = {
  database: ['schema_migration'],
  evidence: ['event', 'event_payload', 'event_pending', 'event_leaf', 'tree_node', 'tree_head'],
  relay: ['relay_outbox', 'relay_inbox', 'relay_nonce'],
  mail: ['mail_outbox'],
}
