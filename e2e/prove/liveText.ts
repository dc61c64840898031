/** An event as it is written in a frame; null for one that no frame can hold. */
export function liveText(given: unknown): string | null {
  const { event, sent = [], text } = given as { readonly event?: string; readonly sent?: readonly unknown[]; readonly text?: string }
  if (text !== undefined) return text
  try {
    return `42/live,0${JSON.stringify([event, ...sent])}`
  } catch {
    // A text of half a gigabyte, or what holds itself.
    return null
  }
}
