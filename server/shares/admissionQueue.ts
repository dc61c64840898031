/** Runs work of strangers, a few at a time. Gives null at once when too many wait already. */
export type AdmissionQueue = <T>(work: () => Promise<T>) => Promise<T> | null

/** A queue in the order of arrival: `atOnce` run, `mostWaiting` wait. What it gives settles as the work does. */
export function createAdmissionQueue(atOnce: number, mostWaiting: number): AdmissionQueue {
  let running = 0
  const waiting: (() => void)[] = []

  async function turnCome(): Promise<void> {
    if (running === atOnce) return new Promise((resolve) => waiting.push(resolve))
    running += 1
  }

  const next = (): void => {
    const first = waiting.shift()
    if (first) first()
    else running -= 1
  }

  return (work) => (running === atOnce && waiting.length >= mostWaiting ? null : turnCome().then(work).finally(next))
}
