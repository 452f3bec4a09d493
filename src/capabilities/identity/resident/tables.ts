import type { Generated } from 'kysely'

/** The internet zone's tables of identity, as `db/migrations/internet/*_identity_*.sql` makes them. */
export interface ResidentTables {
  resident_account: {
    tenant_id: Generated<string>
    id: string
    subject_token: Buffer
    profile_box: Buffer | null
    profile_read_at: Date | null
    created_at: Date
    signed_in_at: Date
  }
  portal_session: {
    id: string
    token_hash: Buffer
    account_id: string | null
    assurance: string
    email_box: Buffer | null
    signed_in_at: Date
    idle_minutes: number
    idle_ends_at: Date
    ends_at: Date
    ended_at: Date | null
    ended_because: string | null
  }
  contact_code: {
    id: string
    browser_token: Buffer
    address_token: Buffer
    email_box: Buffer
    code_hash: Buffer
    return_to: string
    tries: Generated<number>
    created_at: Date
    expires_at: Date
    used_at: Date | null
  }
  signature_request: {
    id: string
    session_id: string
    account_id: string
    subject: string
    return_to: string
    state_hash: Buffer
    provider_request: string
    bytes_sha256: Buffer
    bytes_box: Buffer
    created_at: Date
    expires_at: Date
    completed_at: Date | null
    signature_box: Buffer | null
    certificate_box: Buffer | null
    result: string | null
  }
  demo_authority: { certificate: Buffer; key_box: Buffer; created_at: Date }
  demo_card: {
    person: string
    serial: string
    certificate: Buffer
    key_box: Buffer
    issued_at: Date
    revoked_at: Date | null
  }
}
