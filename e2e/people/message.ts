import { expect, type Page } from '@playwright/test'
import { plainService } from '../../shared/floor/service.ts'
import type { Client } from '../server/client.ts'
import { LINE } from '../server/house.ts'
import type { Caller } from './caller.ts'

/** The line is closed, and takes messages. */
export async function closeLine(lead: Client): Promise<void> {
  const week = Array.from({ length: 7 }, () => [])
  const voicemail = { whenClosed: true, byKey: true, afterWaitS: null, keepDays: 14 }
  await lead.patch(`/api/lines/${LINE}`, { hours: { week, holidays: [], exceptions: [] }, service: { ...plainService, voicemail } })
}

/** Calls the closed line, and is at the tone as soon as that can be. */
export async function reachTone(caller: Caller): Promise<void> {
  const { page } = caller
  const status = page.getByTestId('call-status')
  await caller.open(LINE)
  await page.getByTestId('call-start').click()
  await expect(status, 'the line should be closed').toHaveAttribute('data-state', 'closed')
  await openKeypad(page)
  await page.keyboard.press('9')
  await expect(status, 'the caller should hear how to leave a message').toHaveAttribute('data-state', 'voicemail')
  await page.keyboard.press('#')
  await expect(status, 'the message should be recorded').toHaveAttribute('data-state', 'recording')
}

/** Speaks for at least so long, by what the browser has sent. */
export async function speak({ page }: Caller, seconds: number): Promise<void> {
  const before = await packetsSent(page)
  await expect
    .poll(async () => (await packetsSent(page)) - before, { message: 'the caller should be speaking', timeout: 30_000, intervals: [100] })
    .toBeGreaterThan(seconds * 50)
}

/** Leaves a message at the closed line; `#` says that it is all. */
export async function leaveMessage(caller: Caller, seconds: number): Promise<void> {
  await reachTone(caller)
  await speak(caller, seconds)
  await caller.page.keyboard.press('#')
}

/** Keys do nothing while the keypad is folded away. */
async function openKeypad(page: Page): Promise<void> {
  const keypad = page.getByTestId('keypad')
  if ((await keypad.getAttribute('aria-expanded')) !== 'true') await keypad.click()
  await expect(keypad).toHaveAttribute('aria-expanded', 'true')
}

/** RTP packets of 20 ms that the page has sent in its call. */
const packetsSent = (page: Page): Promise<number> =>
  page.evaluate(async () => {
    const { testPeers } = window as unknown as { testPeers: RTCPeerConnection[] }
    const peer = testPeers.findLast(({ connectionState }) => connectionState === 'connected')
    const report = [...((await peer?.getStats()) ?? new Map()).values()].find(({ type }) => type === 'outbound-rtp')
    return Number(report?.packetsSent ?? 0)
  })

/** What a sound from the server holds, decoded in the page: its length, and how loud each of these tones is, 0 to 1. */
export function decoded(
  page: Page,
  path: string,
  tones: readonly number[],
): Promise<{ readonly seconds: number; readonly loud: number[] }> {
  return page.evaluate(
    async ({ path, tones }) => {
      const bytes = await (await fetch(path)).arrayBuffer()
      const context = new OfflineAudioContext(1, 48_000, 48_000)
      const { duration, sampleRate, ...rest } = await context.decodeAudioData(bytes).then((buffer) => ({
        duration: buffer.duration,
        sampleRate: buffer.sampleRate,
        samples: buffer.getChannelData(0),
      }))
      const loud = tones.map((hz) => {
        let real = 0
        let imaginary = 0
        for (const [at, sample] of rest.samples.entries()) {
          real += sample * Math.cos((2 * Math.PI * hz * at) / sampleRate)
          imaginary += sample * Math.sin((2 * Math.PI * hz * at) / sampleRate)
        }
        return (2 * Math.hypot(real, imaginary)) / rest.samples.length
      })
      return { seconds: duration, loud }
    },
    { path, tones: [...tones] },
  )
}
