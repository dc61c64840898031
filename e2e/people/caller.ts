import { createPerson, expectState, type Person, type PersonOptions } from './person.ts'

export type CallStatus = 'idle' | 'connecting' | 'waiting' | 'talking' | 'ended' | 'failed'

/** A caller at `/call`. */
export interface Caller extends Person {
  open(line?: string): Promise<void>
  /** Opens the page, calls, and waits until the call is in the queue. */
  call(line?: string): Promise<void>
  hangUp(): Promise<void>
  is(status: CallStatus, timeout?: number): Promise<void>
}

export async function createCaller(options: PersonOptions): Promise<Caller> {
  const person = await createPerson(options)
  const { page, who } = person
  const is = (status: CallStatus, timeout?: number) =>
    expectState(page.getByTestId('call-status'), status, `the call of ${who} should be ${status}`, timeout)
  const open = async (line?: string) => {
    await page.goto(line ? `/call/${line}` : '/call')
    await is('idle')
  }
  return {
    ...person,
    open,
    is,
    async call(line) {
      await open(line)
      await page.getByTestId('call-start').click()
      await page.getByTestId('call-status').and(page.locator('[data-state=waiting], [data-state=talking]')).waitFor()
    },
    hangUp: () => page.getByTestId('call-end').click(),
  }
}
