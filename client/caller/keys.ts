/** The telephone key that a press on the keyboard means; null for none, for a held key that repeats, and for the browser's own shortcuts. */
export function keyOf(event: Pick<KeyboardEvent, 'key' | 'repeat' | 'ctrlKey' | 'altKey' | 'metaKey'>): string | null {
  if (event.repeat || event.ctrlKey || event.altKey || event.metaKey) return null
  return /^[0-9*#]$/.test(event.key) ? event.key : null
}
