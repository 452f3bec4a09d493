/** Commands to copy, with the address of this city in them. Whoever runs them puts id, secret and answers in place. */
export function examplesFor(
  origin: string,
): Readonly<Record<'read' | 'token' | 'validate' | 'submit' | 'status' | 'webhook', string>> {
  const api = `${origin}/api/v1`
  return {
    read: `curl '${api}/procedures?q=dog&perPage=5'
curl -i ${api}/procedures/dog-registration/schema
curl -i ${api}/procedures/dog-registration/schema -H 'If-None-Match: "…"'`,
    token: `TOKEN=$(curl -s ${api}/oauth/token -u "$CLIENT_ID:$CLIENT_SECRET" \\
  -d grant_type=client_credentials -d 'scope=validate submit status' | jq -r .access_token)`,
    validate: `curl ${api}/procedures/dog-registration/validate \\
  -H "Authorization: Bearer $TOKEN" -H 'Content-Type: application/json' \\
  -d '{"filer":"self","assurance":"contact","answers":{}}'`,
    submit: `curl ${api}/procedures/dog-registration/attachments -H "Authorization: Bearer $TOKEN" \\
  -F path=group.field -F file=@certificate.pdf
curl ${api}/procedures/dog-registration/applications \\
  -H "Authorization: Bearer $TOKEN" -H 'Content-Type: application/json' \\
  -H "Idempotency-Key: $(uuidgen)" -d @application.json`,
    status: `curl ${api}/applications/RECEIPT-NUMBER -H "Authorization: Bearer $TOKEN"`,
    webhook: `import { createHmac, timingSafeEqual } from 'node:crypto'

export function isGenuine(headers, body, secret) {
  const id = headers['webhook-id'], time = headers['webhook-timestamp']
  if (Math.abs(Date.now() / 1000 - Number(time)) > 300) return false
  const key = Buffer.from(secret.replace('whsec_', ''), 'base64')
  const wanted = createHmac('sha256', key).update(id + '.' + time + '.' + body).digest()
  return headers['webhook-signature'].split(' ').some((each) => {
    const given = Buffer.from(each.replace('v1,', ''), 'base64')
    return given.length === wanted.length && timingSafeEqual(given, wanted)
  })
}`,
  }
}
