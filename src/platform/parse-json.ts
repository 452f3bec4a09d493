/** What a JSON text says; undefined when it is none. Who reads it checks its shape in any case. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
