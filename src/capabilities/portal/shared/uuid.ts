const shape = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/

/** Whether a text from a path or a form can be one of our ids; anything else is not looked up. */
export function isUuid(text: string | undefined): text is string {
  return text !== undefined && shape.test(text)
}
