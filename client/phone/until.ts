/** Resolves true as soon as the condition holds, false when it has not within `ms`. Looks twenty times a second. */
export function until(condition: () => boolean, ms: number): Promise<boolean> {
  return new Promise((resolve) => {
    const poll = setInterval(() => condition() && settle(true), 50)
    const timer = setTimeout(() => settle(condition()), ms)
    function settle(held: boolean) {
      clearInterval(poll)
      clearTimeout(timer)
      resolve(held)
    }
    if (condition()) settle(true)
  })
}
