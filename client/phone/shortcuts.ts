/** Keys that no browser uses for itself and that write nothing, so they work wherever the focus is. */
export const SHORTCUTS = { answer: 'F2', end: 'F4', mute: 'F8', hold: 'F9' } as const
export type ShortcutName = keyof typeof SHORTCUTS

/** Runs the action of a pressed key; an action that returns false leaves the key to the browser. Returns how to stop. */
export function makeShortcuts(actions: Readonly<Record<ShortcutName, () => boolean>>): () => void {
  const names = Object.keys(SHORTCUTS) as ShortcutName[]
  function pressed(event: KeyboardEvent) {
    if (event.altKey || event.ctrlKey || event.metaKey || event.shiftKey || event.repeat) return
    const name = names.find((each) => SHORTCUTS[each] === event.key)
    if (name && actions[name]()) event.preventDefault()
  }
  document.addEventListener('keydown', pressed)
  return () => document.removeEventListener('keydown', pressed)
}
