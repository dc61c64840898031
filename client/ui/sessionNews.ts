type Listener = () => void

const ended = new Set<Listener>()
const again = new Set<Listener>()

function follow(listeners: Set<Listener>, listener: Listener): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/** Hears that the server no longer knows who this is, until the returned function is called. */
export const onSessionEnded = (listener: Listener): (() => void) => follow(ended, listener)

/** Hears that the same person has signed in again without leaving the page, until the returned function is called. */
export const onSignedInAgain = (listener: Listener): (() => void) => follow(again, listener)

/** Tells that the server has answered that nobody is signed in. */
export function tellSessionEnded(): void {
  for (const listener of [...ended]) listener()
}

/** Tells that the cookie is that of a new session: what was refused may be asked again. */
export function tellSignedInAgain(): void {
  for (const listener of [...again]) listener()
}
